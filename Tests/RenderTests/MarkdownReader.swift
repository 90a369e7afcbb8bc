import Foundation
import Simulated
import Unroll

/// What pandoc, which reads Markdown for many other programs, makes of a document.
struct MarkdownReader {
    enum Dialect: String, CaseIterable, Sendable {
        case gfm, markdown
    }

    /// Elements in the order of the document, without the text in them; quotation marks are text.
    private(set) var elements: [String] = []
    private(set) var addresses: [String] = []
    private(set) var text = ""

    static let program = "/usr/bin/pandoc"
    static let isThere = FileManager.default.isExecutableFile(atPath: program)

    struct Failed: Error { var status: Int32 }

    init(_ document: [UInt8], as dialect: Dialect) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "skein-\(UUID().uuidString).md")
        try Data(document).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = ["--from", dialect.rawValue, "--to", "json", file.path(percentEncoded: false)]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw Failed(status: process.terminationStatus) }
        let tree = try JSONValue(parsing: Array(bytes))
        for (name, value) in (tree["meta"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            elements.append("meta \(name)")
            let start = elements.count
            walk(value)
            // An address may well read as more; only what pandoc would pass on as it is would do harm.
            if ["source", "thread_id"].contains(name) {
                elements[start...].removeAll { !$0.contains("Raw") }
                addresses = []
            }
        }
        tree["blocks"].map { walk($0) }
    }

    private mutating func walk(_ value: JSONValue) {
        guard let kind = value["t"]?.string else {
            value.list.forEach { walk($0) }
            value.object.sorted { $0.key < $1.key }.forEach { walk($0.value) }
            return
        }
        let content = value["c"] ?? .null
        switch kind {
        case "Str", "MetaString": text += content.string ?? ""
        case "Space", "SoftBreak": text += " "
        case "Quoted": content.list.dropFirst().forEach { walk($0) }
        case "Link", "Image":
            elements.append(kind)
            addresses.append(content.list.last?.list.first?.string ?? "")
            if content.list.last?.list.last != .string("") { elements.append("title") }
            content.list.dropFirst().dropLast().forEach { walk($0) }
            elements.append("/" + kind)
        case "Code", "CodeBlock":
            elements.append("\(kind) \(content.list.first?.list.dropFirst() ?? [])")
            text += (content.list.last?.string ?? "") + " "
        default:
            elements.append(kind)
            if let leaf = content.string { elements.append(leaf) }
            walk(content)
            elements.append("/" + kind)
        }
    }
}
