import Simulated
import Testing

@testable import Unroll

@Suite struct PostHTMLTests {
    @Test(arguments: HTMLCases.all)
    func reads(_ example: HTMLCase) throws {
        let emoji = [CustomEmoji(shortcode: "teapot", url: try #require(Link("https://media.example/teapot.png")))]
        let mentions = [
            PostHTML.Mention(
                url: "https://social.example/@ines", handle: "ines@social.example",
                id: .init("https://social.example/u/1"))
        ]
        let post = PostHTML.read(example.html, mentions: mentions, emoji: emoji)
        #expect(post.text == example.text)
        #expect(described(post.facets, in: post.text) == example.facets)
    }

    @Test func dropsTheLineThatStandsForAQuote() {
        let html = #"<p class="quote-inline">RE: <a href="https://a.example/1">a.example/1</a></p><p>Look.</p>"#
        #expect(PostHTML.read(html, droppingInlineQuote: true).text == "Look.")
        #expect(PostHTML.read(html).text == "RE: a.example/1\n\nLook.")
        let bridged = #"<p>Look.<span class="quote-inline"><br><br>RE: https://a.example/1</span></p>"#
        #expect(PostHTML.read(bridged, droppingInlineQuote: true).text == "Look.")
    }

    @Test func keepsEveryFormOfALink() throws {
        let html = """
            <a href="https://example.org/a/long/way?x=1&amp;y=2"><span class="invisible">https://</span>\
            <span class="ellipsis">example.org/a/lo</span><span class="invisible">ng/way?x=1&amp;y=2</span></a>
            """
        let post = PostHTML.read(html)
        let link = try #require(Link("https://example.org/a/long/way?x=1&y=2"))
        #expect(post.text == "example.org/a/lo…")
        #expect(post.facets == [Facet(0..<17, .link(LinkForms(expanded: link, display: "example.org/a/lo…")))])
    }

    @Test func namesThePeopleTheNetworkLists() throws {
        let html = #"<p>Hi <a class="u-url mention" href="https://social.example/@ines">@<span>ines</span></a></p>"#
        let id = Author.ID("https://social.example/users/ines")
        let mention = PostHTML.Mention(url: "https://social.example/@ines", handle: "ines@social.example", id: id)
        let facet = try #require(PostHTML.read(html, mentions: [mention]).facets.first)
        let url = Link("https://social.example/@ines")
        #expect(facet == Facet(3..<8, .mention(handle: "ines@social.example", id: id, url: url)))
        #expect(PostHTML.read(html).facets.first?.kind == .mention(handle: "ines@social.example", id: nil, url: url))
    }

    @Test func readsNoMoreThanTheLimit() {
        let html = String(repeating: "<p>é</p>", count: 200_000)
        #expect(PostHTML.read(html).text.unicodeScalars.count < PostHTML.maximumLength / 9 * 3 + 3)
    }

    private func described(_ facets: [Facet], in text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        return facets.map { facet in
            let covered = String(String.UnicodeScalarView(scalars[facet.range]))
            return "\(name(of: facet.kind)):\(covered)"
        }
    }

    private func name(of kind: Facet.Kind) -> String {
        switch kind {
        case .link(let forms): "link<\(forms.expanded)>"
        case .mention(let handle, _, _): "mention<\(handle)>"
        case .hashtag(let tag, _): "hashtag<\(tag)>"
        case .emoji(let emoji): "emoji<\(emoji.shortcode)>"
        case .bold: "bold"
        case .italic: "italic"
        case .strikethrough: "strikethrough"
        case .code: "code"
        case .quotation: "quotation"
        case .preformatted: "preformatted"
        }
    }
}
