import Foundation
import SampleThreads
import Simulated
import Testing

@testable import Render
@testable import Unroll

/// Hostile texts in every field go through every renderer. What comes out has the shape of a thread of harmless texts.
@Suite struct HostileTests {
    static let addresses = [
        "https://evil.example/prism.png", "https://evil.example/\"><script>alert(1)</script>",
        "https://evil.example/)](javascript:alert(1))", "https://evil.example/a_b*c*[d](e)~f~?q=1&lt;b&amp=2#x",
        "https://evil.example/\u{202e}gnp.exe\u{200b}\u{1F600}\u{a0}\u{3000}x", "https://evil.example/`x`|y|^z^{w}\\v",
        "https://evil.example/%%x%% ==y== $z$ ::w", "mailto:evil@evil.example?subject=<b>",
        "https://user:word@evil.example/'x'",
        "HTTPS://EVIL.EXAMPLE/<!--", "javascript:alert(1)", "data:text/html,x", "https://evil.example/%zz%",
        "vbscript:x",
    ]
    static let harmless = addresses.map {
        $0.hasSuffix(".png") ? "https://good.example/prism.png" : Link($0) == nil ? "none:" : "https://good.example/x"
    }

    static func filled(_ text: String) -> FilledThread { FilledThread([text], title: text, addresses: addresses) }

    static func harmless(_ text: String) -> FilledThread {
        FilledThread([plain(text)], title: plain(text), addresses: harmless)
    }

    /// White space stays, what is not seen becomes something else that is not seen, and everything else a letter.
    static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.properties.isWhitespace ? scalar : scalar.isBlank ? "\u{200b}" : "x"
                }))
    }

    static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .unassigned, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator: false
        default: !scalar.properties.isWhitespace
        }
    }

    /// What must arrive of a text whatever the form: its signs, in order. Quotation marks may change their shape.
    static func seen(_ text: String) -> String {
        let text = text.decomposedStringWithCanonicalMapping
        let signs = text.unicodeScalars.filter { isSeen($0) && !"\"'“”‘’".unicodeScalars.contains($0) }
        return String(String.UnicodeScalarView(signs)).replacing("…", with: "...")
    }

    // MARK: HTML

    @Test(arguments: HostileTexts.all) func htmlHoldsOnlyWhatSkeinWrote(_ text: String) throws {
        let (hostile, harmless) = (Self.filled(text), Self.harmless(text))
        try HTMLShape.compare(hostile, harmless, hostile.options, harmless.options)
        try HTMLShape.compare(hostile, harmless, RenderOptions(), RenderOptions())
        let texts = try HTMLTags(render(hostile.thread, as: .html)).texts.joined()
        #expect(Self.seen(texts).contains(Self.seen(text)))
    }

    // MARK: Text

    @Test(arguments: HostileTexts.all) func terminalGetsNoEscapeFromAPost(_ text: String) throws {
        let filled = Self.filled(text)
        for width in [40, 80] {
            for hasColor in [false, true] {
                var options = RenderOptions()
                (options.width, options.color) = (width, hasColor)
                try TerminalOutput(render(filled.thread, as: .text, options), hasColor: hasColor)
                    .check(width: width, addresses: filled.written)
            }
        }
        let plain = String(decoding: render(filled.thread, as: .text), as: UTF8.self)
        let start = Self.seen(String(text.prefix(30)))
        #expect(start.isEmpty || Self.seen(plain).contains(start))
    }

    @Test(arguments: HostileTexts.all) func markdownHoldsNothingUnseen(_ text: String) throws {
        try TerminalOutput(render(Self.filled(text).thread, as: .markdown), hasColor: false).check()
    }

    @Test(arguments: ["w", "漢", "*", "👩‍🚒", "e\u{301}"]) func hugeWordsFitTheirLines(_ sign: String) throws {
        let word = String(repeating: sign, count: 20_000)
        var post = Samples.post(1, word)
        post.facets = [Facet(0..<word.unicodeScalars.count, .bold)]
        post.attachments = [Attachment(kind: .image, alt: word)]
        let thread = Samples.thread([post], title: word)
        try TerminalOutput(render(thread, as: .text), hasColor: false).check(width: 80)
        _ = try HTMLTags(render(thread, as: .html))
        let (text, markdown) = (Self.seen(word), render(thread, as: .markdown))
        #expect(Self.seen(String(decoding: render(thread, as: .text), as: UTF8.self)).count > 3 * text.count)
        #expect(sign == "*" || Self.seen(String(decoding: markdown, as: UTF8.self)).contains(text))
    }

    // MARK: JSON

    @Test(arguments: HostileTexts.all) func jsonKeepsEveryTextExactly(_ text: String) throws {
        let filled = Self.filled(text)
        let bytes = render(filled.thread, as: .json)
        try TerminalOutput(bytes, hasColor: false).check(isJSON: true)
        let document = try JSONValue(parsing: bytes)
        let expected = JSONExpectation(filled.thread)
        #expect(expected.complaints(about: document) == [])
    }

    // MARK: Markdown

    @Test(.enabled(if: MarkdownReader.isThere, "pandoc is not installed"), arguments: MarkdownReader.Dialect.allCases)
    func markdownIsReadAsItWasMeant(_ dialect: MarkdownReader.Dialect) throws {
        try MarkdownShape(dialect).check(HostileTexts.all)
    }

    /// Front matter is read by another parser, and each title begins it anew.
    @Test(
        .enabled(if: MarkdownReader.isThere, "pandoc is not installed"),
        arguments: [
            "---", "x: y", "# x", "@cite says", "<b>x</b>", "- x", "\"quotes\" \\", "[x](javascript:x)", "{{x}}: y",
            "| x", "%%x%%",
            "null", "", "~", "&x *y", "!tag x", "...", "x # y",
        ])
    func titleStaysATitle(_ title: String) throws {
        for dialect in MarkdownReader.Dialect.allCases {
            let hostile = FilledThread(["x"], title: title, addresses: Self.harmless)
            let harmless = FilledThread(["x"], title: Self.plain(title), addresses: Self.harmless)
            let read = try MarkdownReader(render(hostile.thread, as: .markdown), as: dialect)
            #expect(read.elements == (try MarkdownReader(render(harmless.thread, as: .markdown), as: dialect)).elements)
            #expect(title.isEmpty || Self.seen(read.text).contains(Self.seen(title)))
        }
    }
}
