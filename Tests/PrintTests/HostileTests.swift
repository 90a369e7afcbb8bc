import Judges
import Print
import Render
import SampleThreads
import Testing
import Unroll

/// Hostile texts in every field leave the file the form that harmless ones have.
@Suite(.enabled(if: Judge.areThere, "qpdf or poppler-utils are not installed: printed documents are not judged"))
struct HostileTests {
    static let syntax = [
        ")", "(", "((((", "\\", "\\)", "\\051", ")>>endobj", "<</S/JavaScript/JS(app.alert\\(1\\))>>", ">>", "<feff>",
        "endstream endobj xref trailer startxref %%EOF", "%PDF-1.7", "EMC ET Q BT", "/AA<</O<</S/Launch>>>>", "] TJ",
        "stream\r\nx\r\nendstream", "/#20x", "1 0 R", "\u{feff}(\u{fffe})", "obj\u{0}<<", "]]></x:xmpmeta>",
        "<?xpacket end=\"w\"?>", "\u{d7ff}\u{e000}\u{10ffff}",
    ]
    static let addresses = [
        "https://evil.example/prism.png", "https://evil.example/)/S/JavaScript/JS(x", "https://evil.example/\\",
        "https://evil.example/%29(((", "https://evil.example/\u{202e}\u{1f600}", "mailto:evil@evil.example?subject=)",
    ]
    static let groups: [[String]] = {
        let all = syntax + HostileTexts.all
        return stride(from: 0, to: all.count, by: 12).map { Array(all[$0..<min($0 + 12, all.count)]) }
    }()

    @Test(arguments: groups.indices) func nothingOfAPostBecomesSyntax(_ group: Int) throws {
        let texts = Self.groups[group]
        let filled = FilledThread(texts, title: texts[0], addresses: Self.addresses)
        var options = PrintOptions()
        options.pictures = [
            "https://evil.example/prism.png": .pixels(width: 2, height: 1, channels: 3, [1, 2, 3, 4, 5, 6])
        ]
        let bytes = try Typesetter().print(filled.thread, options).bytes
        try StructureTests.judge(bytes)
        let pdf = try WrittenPDF(bytes)
        #expect(!pdf.names.contains("/EmbeddedFile"))
        // Keys are words of ours, or what we call fonts, pictures and glyphs.
        for name in pdf.names {
            #expect(name.dropFirst().allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }, "\(name)")
        }
        let allowed = Set(filled.written.map(Self.ascii))
        #expect(pdf.addresses.subtracting(allowed) == [])
    }

    private static func ascii(_ address: String) -> String {
        address.utf8.map { (0x21...0x7e).contains($0) ? String(UnicodeScalar($0)) : percentEncoded($0) }.joined()
    }

    @Test(arguments: syntax) func syntaxIsTextLikeAnyOther(_ text: String) throws {
        let thread = Samples.thread([Samples.post(1, "x \(text) y")], title: text)
        let read = try Judge.paragraphs(try Typesetter().print(thread).bytes)
        let wanted = "x \(legible(text)) y".unicodeScalars.filter { !$0.properties.isWhitespace }
        #expect(
            read.contains { $0.unicodeScalars.filter { !$0.properties.isWhitespace }.elementsEqual(wanted) }, "\(read)")
    }
}
