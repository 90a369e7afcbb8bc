import Store
import Testing
import Unroll

@testable import Serve

/// What somebody writes into any field of a post stays text on every page of the site.
@Suite struct HostilePageTests {
    private static let texts = [
        "<script>alert(1)</script>", "\"><svg/onload=alert(1)>", "' onmouseover='alert(1)", "</title><h1>x",
        "--> <!-- x", "</script><style>*{display:none}", "&lt;b&gt; &#60;b&#x3e;", "javascript:alert(1)",
        "\u{202e}gnp.exe\u{202c}", "a\r\nSet-Cookie: x=y\r\n\r\n<b>", "\u{0}nul\u{2028}line", "{{ x }} ${x} <%= x %>",
    ]

    /// A thread with `text` wherever a text can stand.
    private static func thread(_ text: String) -> Unroll.Thread {
        let author = Author(id: Author.ID(text), handle: text, name: text)
        var posts = Invented.posts([text, text, "x " + text], by: author)
        posts[0].facets = [
            Facet(0..<3, .hashtag(tag: text, url: nil)), Facet(3..<5, .mention(handle: text, id: nil, url: nil)),
        ]
        posts[1].attachments = [Attachment(kind: .image, url: Link("https://cdn.example/a.png"), alt: text)]
        posts[1].warning = text
        posts[1].language = text
        posts[2].poll = Poll(options: [Poll.Option(label: text, votes: 1)])
        posts[2].card = Link("https://example.org/").map { Card(url: $0, title: text, summary: text) }
        posts[2].edits = [Post.Edit(id: nil, published: Invented.start, text: text)]
        posts[2].edited = Invented.start
        posts[2].quote = .post(Invented.posts([text], by: author, key: "quoted")[0])
        var thread = Invented.thread(posts)
        (thread.title, thread.language, thread.source.host) = (text, text, text)
        thread.answers = [Thread.Answer(to: .post(Invented.posts([text], by: author, key: "asked")[0]), posts: [])]
        return thread
    }

    private static let elements: Set<String> = [
        "html", "head", "meta", "title", "link", "script", "body", "a", "header", "form", "input", "button", "nav",
        "main", "article", "p", "span", "b", "br", "bdi", "time", "h1", "h2", "h3", "h4", "details", "summary", "ul",
        "ol",
        "li", "div", "blockquote", "figure", "figcaption", "img", "meter", "q", "section", "footer", "dialog", "dl",
        "dt", "dd", "kbd", "label", "pre", "ins", "del", "s", "em", "strong", "code", "wbr",
    ]

    @Test(arguments: texts.indices, ArchiveEngine.available)
    func itStaysText(_ index: Int, _ engine: ArchiveEngine) async throws {
        let text = Self.texts[index]
        let thread = Self.thread(text)
        var later = Self.thread(text)
        later.posts[0].text = text + " and more"
        later.retrieved = thread.retrieved.advanced(byMilliseconds: 1_000)
        let second = later
        try await SiteStage.run(on: engine, changing: { $0.origin = "https://skein.example" }) { stage in
            try await stage.keep(thread)
            try await stage.keep(second)
            let place = ThreadPlace(thread.id, on: .bluesky)
            let pages = [
                stage.address(of: thread), stage.address(of: thread) + "?view=reading",
                Place.history(place).address.text, Place.home.address.text,
                Place.author(AuthorPlace(.bluesky, thread.author.id)).address.text,
            ]
            for address in pages {
                let page = try await stage.get(address)
                #expect(page.status == 200, "\(address)")
                expectOwnMarkup(page.body)
            }
            for ending in [".md", ".txt", ".json", ".html"] {
                let file = try await stage.get(stage.address(of: thread) + ending)
                #expect(file.headers["set-cookie"] == nil)
                #expect(file.headers["content-disposition"]?.contains("\n") == false)
            }
        }
    }

    /// Every element and attribute is one the site writes, and every script is its own.
    private func expectOwnMarkup(_ body: String) {
        for tag in body.matches(of: /<\/?([a-zA-Z!?][a-zA-Z0-9]*)([^>]*)>/) where tag.1 != "!DOCTYPE" {
            #expect(Self.elements.contains(String(tag.1)), "\(tag.0)")
            let attributes = tag.2.replacing(/"[^"]*"/, with: "")
            #expect(!attributes.contains(/\bon[a-z]+|style/), "\(tag.0)")
        }
        for script in body.matches(of: /<script([^>]*)>/) {
            #expect(script.1.contains("src=\"/assets/skein-") || script.1.contains("application/ld+json"))
        }
        #expect(!body.contains(/(href|src|action)="javascript:/))
    }
}
