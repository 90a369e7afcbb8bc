import Store
import Testing
import Unroll

@testable import Serve

/// Feeds as whoever reads them gets them.
@Suite(.timeLimit(.minutes(2))) struct FeedPageTests {
    /// In the feeds of the host, who alone is shown what is not public.
    @Test(arguments: ArchiveEngine.available) func whatIsNotPublicIsMarked(_ engine: ArchiveEngine) async throws {
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(Invented.thread(Invented.posts(["Seen by all."], key: "a")))
            try await stage.keep(Invented.thread(Invented.posts(["Seen by link."], key: "b")), .link)
            try await stage.keep(Invented.thread(Invented.posts(["Seen by one."], key: "c")), .private)
            let feed = try await stage.get("/feed.atom").body
            for mark in ["by link only", "only you"] {
                #expect(
                    feed.components(separatedBy: "&lt;p&gt;&lt;small&gt;\(mark)&lt;/small&gt;&lt;/p&gt;").count == 2)
            }
            #expect(try await stage.get("/feed.json").body.contains("<p><small>only you</small></p>"))
            let open = try await stage.get("/feed.atom", SiteStage.stranger).body
            #expect(open.contains("Seen by all.") && !open.contains("small"))
        }
    }

    @Test(arguments: ArchiveEngine.available) func namesComeWithoutShortcodes(_ engine: ArchiveEngine) async throws {
        var author = Invented.ines
        author.name = "Ines :bread:"
        author.emoji = [CustomEmoji(shortcode: "bread", url: try #require(Link("https://cdn.example/bread.png")))]
        let thread = Invented.thread(Invented.posts(["Flour."], by: author))
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            for feed in ["/feed.atom", Place.feed(FeedPlace(.author(.bluesky, Invented.ines.id), .json)).address.text] {
                let body = try await stage.get(feed).body
                #expect(body.contains("Ines") && !body.contains(":bread:"), "\(feed)")
            }
        }
    }

    /// Pictures are copied after a thread is kept; whoever read the feed before that gets them too.
    @Test(arguments: ArchiveEngine.available) func copiesThatComeLaterAreNews(_ engine: ArchiveEngine) async throws {
        let laboratory = try await MediaLaboratory(on: engine, files: ["/a": "wide.jpg"])
        try await laboratory.keep("/a")
        let first = try await laboratory.ask("/feed.atom")
        let tag = try #require(first.response.headers[.eTag])
        #expect(try await laboratory.ask("/feed.atom", [.ifNoneMatch: tag]).response.status == .notModified)
        await laboratory.copy()
        let second = try await laboratory.ask("/feed.atom", [.ifNoneMatch: tag])
        #expect(second.response.status == .ok)
        #expect(String(decoding: second.body, as: UTF8.self).contains("/media/"))
        let later = try #require(second.response.headers[.eTag])
        #expect(try await laboratory.ask("/feed.atom", [.ifNoneMatch: later]).response.status == .notModified)
        await laboratory.close()
    }

    /// Whoever read the feed before gets it without the words of those who were removed since.
    @Test(arguments: ArchiveEngine.available) func aRemovedQuoteIsNews(_ engine: ArchiveEngine) async throws {
        var quoted = Invented.posts(["Mercury is poison."], key: "q")[0]
        quoted.author = Author(id: Author.ID("did:plc:marit"), handle: "marit.example")
        var posts = Invented.posts(["It floats on mercury.", "See below."])
        posts[1].quote = .post(quoted)
        let thread = Invented.thread(posts)
        try await SiteStage.run(on: engine) { [quoted] stage in
            try await stage.keep(thread)
            let first = try await stage.get("/feed.atom")
            #expect(first.body.contains("Mercury is poison."))
            let tag = ["if-none-match": try #require(first.headers["etag"])]
            #expect(try await stage.get("/feed.atom", tag).status == 304)
            try await stage.store.removeAuthor(quoted.author.id, on: .bluesky, at: thread.retrieved)
            let second = try await stage.get("/feed.atom", tag)
            #expect(second.status == 200 && !second.body.contains("Mercury is poison."))
        }
    }
}
