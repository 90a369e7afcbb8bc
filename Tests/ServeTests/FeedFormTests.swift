import FoundationEssentials
import Render
import Testing
import Unroll

@testable import Serve

/// What feeds look like, without a site around them.
struct FeedFormTests {
    static let hostile = "A <b>\u{0}\u{8}]]>&\"'</title> \u{FFFE}\u{202E}end"

    static var feed: Feed {
        let entry = Feed.Entry(
            id: "http://localhost:8080/thread/x/20", address: "http://localhost:8080/thread/x/20?key=a&b",
            original: "https://x.com/i/status/20?a=1&b=2", title: hostile, author: hostile,
            authorAddress: "http://localhost:8080/author/x/1", network: "X", language: "ja",
            published: Timestamp(seconds: 1_760_000_000), updated: Timestamp(seconds: 1_760_000_100),
            content: "<p>\(hostile)</p>")
        return Feed(
            title: hostile, language: "en", page: "http://localhost:8080/",
            address: "http://localhost:8080/feed.atom", entries: [entry])
    }

    @Test func hostileTextStaysTextInAtom() throws {
        let atom = String(decoding: Self.feed.bytes(.atom), as: UTF8.self)
        #expect(atom.contains("<title>A &lt;b&gt;]]&gt;&amp;&quot;'&lt;/title&gt; end</title>"))
        #expect(atom.contains("?key=a&amp;b\"/>"))
        // Markup is escaped once more, as text of a feed.
        #expect(atom.contains("&lt;p&gt;A &amp;lt;b&amp;gt;"))
        #expect(!atom.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || $0.value == 0xfffe })
    }

    @Test func anAtomFeedHasWhatTheFormatRequires() throws {
        let atom = String(decoding: Self.feed.bytes(.atom), as: UTF8.self)
        let entry = try #require(atom.split(separator: "<entry>").last)
        for element in ["<id>", "<title>", "<updated>2025-10-09T08:55:00Z", "<author><name>", "<content type=\"html\""]
        {
            #expect(entry.contains(element))
        }
        let head = try #require(atom.split(separator: "<entry>").first)
        for element in ["<id>", "<title>", "<updated>2025-10-09T08:55:00Z", "rel=\"self\""] {
            #expect(head.contains(element))
        }
    }

    @Test func aJSONFeedHasWhatTheFormatRequires() throws {
        struct Wire: Decodable {
            struct Item: Decodable {
                struct Author: Decodable { var name, url: String }
                var id, url, title, externalUrl, contentHtml, datePublished, dateModified, language: String
                var authors: [Author]
            }
            var version, title, homePageUrl, feedUrl: String
            var items: [Item]
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let wire = try decoder.decode(Wire.self, from: Data(Self.feed.bytes(.json)))
        #expect(wire.version == "https://jsonfeed.org/version/1.1")
        let item = try #require(wire.items.first)
        #expect(item.id == "http://localhost:8080/thread/x/20")
        #expect(item.dateModified == "2025-10-09T08:55:00Z")
        #expect(item.contentHtml == "<p>A &lt;b&gt;]]&gt;&amp;&quot;&#39;&lt;/title&gt; end</p>")
        #expect(item.authors.count == 1)
    }

    @Test func aFeedOfNothingIsStillAFeed() {
        var feed = Self.feed
        feed.entries = []
        #expect(String(decoding: feed.bytes(.atom), as: UTF8.self).contains("<updated>1970-01-01T00:00:00Z</updated>"))
    }
}
