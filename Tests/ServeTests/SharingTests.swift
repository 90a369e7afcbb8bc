import Foundation
import Store
import Testing
import Unroll

@testable import Serve

/// What other sites and programs get to know about a thread.
@Suite struct SharingTests {
    private static let thread = Invented.thread(Invented.posts(["A lens is cut.", "Sand first."]))

    private func onSite(
        isIndexed: Bool = false, _ body: @escaping @Sendable (SiteStage) async throws -> Void
    ) async throws {
        try await SiteStage.run(
            changing: {
                $0.origin = "https://skein.example"
                $0.isIndexed = isIndexed
            }, body)
    }

    @Test func anEmbedHoldsWordsOnly() async throws {
        try await onSite { stage in
            try await stage.keep(Self.thread)
            let url = "https://skein.example" + stage.address(of: Self.thread)
            let page = try await stage.get(Place.oEmbed(url).address.text + "&maxwidth=300")
            #expect(page.type == "application/json")
            let json = try #require(
                JSONSerialization.jsonObject(with: Data(page.body.utf8)) as? [String: Any])
            #expect(json["type"] as? String == "rich")
            #expect(json["version"] as? String == "1.0")
            #expect(json["width"] as? Int == 300)
            #expect((json["html"] as? String)?.contains("href=\"\(url)\"") == true)
            let thread = try await stage.get(stage.address(of: Self.thread))
            #expect(thread.body.contains("application/json+oembed"))
            #expect(thread.body.contains("<meta property=\"og:url\" content=\"\(url)\">"))
        }
    }

    @Test func whatIsNotPublicIsNotEmbedded() async throws {
        try await onSite { stage in
            try await stage.keep(Self.thread, .link, linkKey: "the-key")
            let (bare, keyed) = (stage.address(of: Self.thread), stage.address(of: Self.thread, linkKey: "the-key"))
            #expect(try await stage.get(Place.oEmbed(bare).address.text).status == 404)
            #expect(try await stage.get(Place.oEmbed(keyed).address.text).status == 401)
            #expect(try await stage.get(Place.oEmbed("https://other.example" + bare).address.text).status == 404)
            #expect(try await stage.get(Place.oEmbed(bare).address.text + "&format=xml").status == 501)
            let page = try await stage.get(keyed)
            #expect(!page.body.contains("oembed") && !page.body.contains("ld+json"))
        }
    }

    /// Whoever posts the address with its key shows the thread on purpose.
    @Test func whatIsSeenByLinkIsSharedInWords() async throws {
        try await onSite { stage in
            try await stage.keep(Self.thread, .link, linkKey: "the-key")
            let keyed = stage.address(of: Self.thread, linkKey: "the-key")
            let page = try await stage.get(keyed, SiteStage.stranger).body
            #expect(page.contains("<meta property=\"og:title\" content=\"A lens is cut.\">"))
            #expect(page.contains("<meta property=\"og:url\" content=\"https://skein.example\(keyed)\">"))
            #expect(!page.contains("og:image"))
        }
    }

    @Test func textCannotLeaveTheDataOfAPage() async throws {
        var posts = Invented.posts(["</script><script>alert(1)</script>", "<!--<script>", "\u{2028}&amp;"])
        posts[0].author.name = "</script>"
        let thread = Invented.thread(posts)
        try await onSite(isIndexed: true) { stage in
            try await stage.keep(thread, isNoIndex: false)
            let body = try await stage.get(stage.address(of: thread)).body
            let data = try #require(body.firstMatch(of: /<script type="application\/ld\+json">([^<]*)<\/script>/))
            let json = try #require(JSONSerialization.jsonObject(with: Data(data.1.utf8)) as? [String: Any])
            #expect(json["text"] as? String == thread.posts[0].text)
            let comments = try #require(json["comment"] as? [[String: Any]])
            #expect(comments.map { $0["text"] as? String } == thread.posts.dropFirst().map(\.text))
            #expect(body.matches(of: /<script/).count == 2)
        }
    }

    /// Search engines alone read what the page says a second time.
    @Test(arguments: [true, false]) func thePostsAreDataWhereThePageIsListed(isIndexed: Bool) async throws {
        try await onSite(isIndexed: isIndexed) { stage in
            try await stage.keep(Self.thread, isNoIndex: false)
            let body = try await stage.get(stage.address(of: Self.thread)).body
            #expect(body.contains("DiscussionForumPosting"))
            #expect(body.contains("\"@type\":\"Comment\"") == isIndexed)
        }
    }

    @Test func aFileNameCannotLeaveItsHeader() {
        let name = disposition("a\r\nSet-Cookie: x\"; 翼龙.md")
        #expect(
            name == "inline; filename=\"a__Set-Cookie__x_____.md\"; filename*=UTF-8''"
                + "a%0D%0ASet-Cookie%3A%20x%22%3B%20%E7%BF%BC%E9%BE%99.md")
    }

    @Test(arguments: ArchiveEngine.available) func onXEachPostLeadsToItselfAndTextsAreUntouched(_ engine: ArchiveEngine)
        async throws
    {
        var posts = Invented.posts(["1/ A lens is cut. t.co/x", "2/ Sand first."], on: .x)
        let short = try #require(Link("https://t.co/abc"))
        let long = try #require(Link("https://example.org/long"))
        posts[0].facets = [Facet(18..<24, .link(LinkForms(short: short, expanded: long, display: "example.org/long")))]
        let thread = Invented.thread(posts, on: .x)
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            let body = try await stage.get(stage.address(of: thread) + "?view=reading").body
            #expect(body.contains("2/ Sand first."))
            #expect(body.contains("href=\"https://t.co/abc\""))
            #expect(body.contains("View on X"))
            #expect(body.contains("<svg class=\"logo\"") && body.contains("aria-label=\"X\""))
            #expect(body.matches(of: /class="stamp"/).count == 2)
        }
    }
}
