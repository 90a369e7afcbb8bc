import SampleThreads
import Simulated
import Testing

@testable import Render
@testable import Unroll

/// Texts made of what the forms use as marks, with facets anywhere: whatever comes, nothing breaks out.
@Suite struct RenderFuzzTests {
    @Test func nothingBreaksOut() throws {
        var random = SplitMix(seed: 41)
        for round in 0..<FuzzRounds.count(usually: 120) {
            let (text, title) = (Self.text(&random), Self.text(&random))
            let addresses =
                [HostileTests.addresses[0]] + (0..<3).map { _ in "https://evil.example/" + Self.text(&random) }
            let facets = (0..<40).map { _ in Self.facets(text, &random) }
            let hostile = FilledThread([text], title: title, addresses: addresses).changed(facets)
            let harmless = FilledThread(
                [HostileTests.plain(text)], title: HostileTests.plain(title),
                addresses: addresses.enumerated().map { $0 == 0 ? "https://good.example/prism.png" : Self.harmless($1) }
            ).changed(facets)
            try HTMLShape.compare(hostile, harmless, hostile.options, harmless.options)
            var options = RenderOptions()
            options.width = Int.random(in: 40...120, using: &random)
            for hasColor in [false, true] {
                options.color = hasColor
                try TerminalOutput(render(hostile.thread, as: .text, options), hasColor: hasColor)
                    .check(width: options.width, addresses: hostile.written)
            }
            options.prose = true
            try TerminalOutput(render(hostile.thread, as: .markdown, options), hasColor: false).check()
            let document = try JSONValue(parsing: render(hostile.thread, as: .json))
            #expect(JSONExpectation(hostile.thread).complaints(about: document) == [], "round \(round)")
        }
    }

    @Test(.enabled(if: MarkdownReader.isThere, "pandoc is not installed"), arguments: MarkdownReader.Dialect.allCases)
    func markdownKeepsItsShape(_ dialect: MarkdownReader.Dialect) throws {
        var random = SplitMix(seed: 42)
        let shape = try MarkdownShape(dialect)
        for _ in 0..<max(1, FuzzRounds.count(usually: 2000) / 2000) {
            let texts = (0..<60).map { _ in Self.text(&random) }
            let seed = random.next()
            try shape.check(texts) { thread in
                // The same for every text, so that one that breaks out can be looked at alone.
                let count = FilledThread.postsOfEachText
                for index in thread.posts.indices where index % count % 3 == 0 {
                    var random = SplitMix(seed: seed &+ UInt64(index % count))
                    thread.posts[index].facets = Self.facets(thread.posts[index].text, &random)
                }
            }
        }
    }

    private static func harmless(_ address: String) -> String {
        Link(address) == nil ? "none:" : "https://good.example/x"
    }

    private static let parts =
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".map(String.init) + [
            "\n", "\n\n", " ", "  ", "a", "b", "1", "1.", "(2)", "i.", "- ", "* ", "# ", "> ", "---", "```", "~~~",
            "<b>", "</a>",
            "<!--", "](", "![", "[[", "http://x.example", "www.x.example", "a@x.example", "@x", "#y", "%%", "==", "$",
            "&lt;", "&#60;",
            "\u{200b}", "\u{202e}", "\u{1b}[31m", "\u{9b}", "é", "漢字", "👍🏽", "\t", "\u{2028}", "e\u{301}", "\\", ":::",
            "{=html}",
            "|--|", "word", "Word", "\u{a0}", "ع", "\r\n", "\u{ad}",
        ]

    /// At least one sign that is seen, at most some thirty parts.
    private static func text(_ random: inout SplitMix) -> String {
        let count = Int.random(in: 1...30, using: &random)
        let text = (0..<count).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }.joined()
        return text.unicodeScalars.contains(where: HostileTests.isSeen) ? text : text + "z"
    }

    private static func facets(_ text: String, _ random: inout SplitMix) -> [Facet] {
        let length = text.unicodeScalars.count
        // pandoc 2.17 reads what follows an address of the web in a link wrongly, where no space parts them.
        let link = Samples.address("mailto:evil@evil.example")
        let kinds: [Facet.Kind] = [
            .bold, .italic, .strikethrough, .code, .quotation, .preformatted, .hashtag(tag: text, url: link),
            .link(LinkForms(expanded: link, display: text)), .mention(handle: text, id: nil, url: nil),
        ]
        return (0..<Int.random(in: 0...5, using: &random)).map { _ in
            let start = Int.random(in: -1...length, using: &random)
            let end = Int.random(in: start...length + 1, using: &random)
            return Facet(start..<end, kinds[Int.random(in: 0..<kinds.count, using: &random)])
        }
    }
}

extension FilledThread {
    /// The same with `facets` on the posts that hold nothing but the text.
    fileprivate func changed(_ facets: [[Facet]]) -> FilledThread {
        var filled = self
        for (index, facets) in zip(thread.posts.indices, facets)
        where filled.thread.posts[index].text == thread.posts[0].text {
            filled.thread.posts[index].facets = facets
        }
        return filled
    }
}
