import Foundation

/// A program that reads PDF files, and was written by somebody else.
package enum Judge: String, CaseIterable {
    case qpdf, pdftotext, pdfinfo, pdffonts, pdfimages, pdfdetach

    package static let areThere: Bool = allCases.allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0.path)
    }

    private var path: String { "/usr/bin/" + rawValue }

    package struct Verdict {
        package var status: Int32
        package var output: String
    }

    /// What the program says of a file; `FILE` among the arguments is its path.
    package func read(_ pdf: [UInt8], _ arguments: String...) throws -> Verdict {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("skein-\(UUID().uuidString).pdf")
        try Data(pdf).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments.map { $0 == "FILE" ? file.path : $0 }
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Verdict(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
    }

    /// The text of a file in the order of its structure: for each paragraph its text, references to notes left out.
    package static func paragraphs(_ pdf: [UInt8]) throws -> [String] {
        var paragraphs: [String] = []
        var reference: Int?
        for line in try pdfinfo.read(pdf, "-struct-text", "FILE").output.split(separator: "\n") {
            let depth = line.prefix { $0 == " " }.count
            let content = line.dropFirst(depth)
            if let start = reference, depth <= start { reference = nil }
            if content.hasPrefix("\"") {
                if reference == nil, !paragraphs.isEmpty {
                    paragraphs[paragraphs.count - 1] += content.dropFirst().dropLast()
                }
            } else if content.hasPrefix("Reference") {
                reference = depth
            } else if content.contains("(block)") {
                paragraphs.append("")
            }
        }
        return paragraphs.filter { !$0.isEmpty }
    }
}
