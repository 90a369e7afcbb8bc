import Foundation
import SampleThreads
import Testing

@testable import Render
@testable import Unroll

/// Compares what pandoc reads with what it reads in a document of harmless texts.
struct MarkdownShape {
    private let dialect: MarkdownReader.Dialect
    /// How often a text is in the document.
    private let uses: Int

    init(_ dialect: MarkdownReader.Dialect) throws {
        self.dialect = dialect
        let marked = FilledThread(["first", "markedtext"], title: "first", addresses: HostileTests.harmless)
        uses = try MarkdownReader(render(marked.thread, as: .markdown), as: dialect).text.ranges(of: "markedtext").count
    }

    /// `change` may do more to both threads.
    func check(_ texts: [String], _ change: (inout Unroll.Thread) -> Void = { _ in }) throws {
        if try complaint(texts, change) == nil { return }
        // One text alone is easier to look at.
        for text in texts {
            if let complaint = try complaint([text], change) {
                Issue.record("\(dialect.rawValue), \(text.debugDescription.prefix(300)): \(complaint)")
                return
            }
        }
        Issue.record("\(dialect.rawValue): texts break each other")
    }

    private func complaint(_ texts: [String], _ change: (inout Unroll.Thread) -> Void) throws
        -> String?
    {
        let title = texts.joined(separator: " ")
        let hostile = FilledThread(texts, title: String(title.prefix(5000)), addresses: HostileTests.addresses)
        let harmless = FilledThread(
            texts.map(HostileTests.plain), title: HostileTests.plain(String(title.prefix(5000))),
            addresses: HostileTests.harmless)
        let (read, expected) = (try self.read(hostile, change), try self.read(harmless, change))
        let (one, other) = (elements(read), elements(expected))
        if one != other {
            let place = zip(one, other).enumerated().first { $1.0 != $1.1 }?.offset ?? min(one.count, other.count)
            return "\(one[max(0, place - 4)...].prefix(9)) for \(other[max(0, place - 4)...].prefix(9))"
        }
        let allowed = Set(hostile.written.map(Self.decoded))
        if let address = read.addresses.first(where: { !allowed.contains(Self.decoded($0)) }) {
            return "leads to \(address)"
        }
        let text = HostileTests.seen(read.text)
        for line in texts.flatMap({ $0.split(whereSeparator: \.isNewline) }) {
            let seen = HostileTests.seen(String(line))
            if !seen.isEmpty, text.ranges(of: seen).count < (seen.count > 1000 ? 1 : uses) {
                return "lacks \(seen.prefix(80).debugDescription)"
            }
        }
        return nil
    }

    private func read(_ filled: FilledThread, _ change: (inout Unroll.Thread) -> Void) throws -> MarkdownReader {
        var thread = filled.thread
        change(&thread)
        return try MarkdownReader(render(thread, as: .markdown), as: dialect)
    }

    /// A style (or code) whose marks would not be read is left out, so styles may be fewer; a mark that is not read shows in the text.
    /// Line breaks do not count: pandoc 2.17 forgets one where an address in a link stands in the same line.
    private func elements(_ reader: MarkdownReader) -> [String] {
        reader.elements.filter {
            !$0.hasPrefix("Code [") && !["Emph", "Strong", "Strikeout", "LineBreak"].contains($0.drop { $0 == "/" })
        }
    }

    /// Markdown's own signs are percent-encoded.
    private static func decoded(_ address: String) -> String {
        [("%28", "("), ("%29", ")"), ("%2A", "*"), ("%5B", "["), ("%5D", "]"), ("%25", "%")].reduce(address) {
            $0.replacing($1.0, with: $1.1)
        }
    }
}
