import Foundation
import Store
import Testing
import Unroll

@testable import Serve

/// The page of a thread, as a browser gets it.
@Suite struct ThreadPageTests {
    @Test(arguments: Recordings.threads) func everyRecordingHasAPage(_ name: String) async throws {
        let thread = try await Recordings.thread(name)
        try await SiteStage.run { stage in
            try await stage.keep(thread)
            let page = try await stage.get(stage.address(of: thread))
            #expect(page.status == 200)
            // An export is from when its network made it, whenever it was brought here.
            #expect(page.body.contains("First retrieved ") && !page.body.contains("Kept since"))
            for post in thread.posts { #expect(page.body.contains("id=\"p-\(post.id.name(on: thread.network))\"")) }
        }
    }

    @Test(arguments: ArchiveEngine.available) func everyOtherWayInLeadsToTheOneAddress(_ engine: ArchiveEngine)
        async throws
    {
        let thread = try await Recordings.thread("bluesky/lighthouse")
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            let canonical = stage.address(of: thread)
            let third = thread.posts[2].id
            let page = try await stage.get(Place.thread(ThreadPlace(third, on: .bluesky)).address.text)
            #expect(page.status == 308)
            #expect(page.headers["location"] == canonical + "#p-" + third.name(on: .bluesky))
            let handle = thread.author.handle
            let called = try await stage.get("/thread/bluesky/\(handle)/\(third.name(on: .bluesky))?view=reading")
            #expect(called.status == 308)
            #expect(called.headers["location"] == canonical + "?view=reading#p-" + third.name(on: .bluesky))
            #expect(try await stage.get("/thread/bluesky/\(handle)/3kzzzzzzzzz22").status == 404)
            let history = try await stage.get("/thread/bluesky/\(handle)/\(third.name(on: .bluesky))/history")
            #expect(history.status == 308 && history.headers["location"] == canonical + "/history")
            for query in ["?view=nonsense", "?view=posts", "?key=guess", "?utm_source=x"] {
                let page = try await stage.get(canonical + query)
                #expect(page.status == 308)
                #expect(page.headers["location"] == canonical)
            }
            for (address, own) in [
                (canonical + "/", canonical), (canonical + "//?view=reading", canonical + "?view=reading"),
                (canonical.replacing("/thread/", with: "/thread//"), canonical), ("/help/", "/help"),
                (canonical.replacing("did:", with: "did%3A") + ".md", canonical + ".md"), ("/%68elp", "/help"),
                ("/search/?q=lens", "/search?q=lens"),
            ] {
                let page = try await stage.get(address)
                #expect(page.status == 308 && page.headers["location"] == own, "\(address)")
            }
            #expect(try await stage.get(canonical + "?view=reading").status == 200)
        }
    }

    @Test(arguments: ArchiveEngine.available) func aThreadSeenByLinkNeedsItsKey(_ engine: ArchiveEngine) async throws {
        let thread = try await Recordings.thread("x/numbered-thread")
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread, .link, linkKey: "the-key")
            let (bare, keyed) = (stage.address(of: thread), stage.address(of: thread, linkKey: "the-key"))
            #expect(try await stage.get(bare, SiteStage.stranger).status == 404)
            #expect(try await stage.get(bare + "?key=wrong", SiteStage.stranger).status == 404)
            let page = try await stage.get(keyed, SiteStage.stranger)
            #expect(page.status == 200)
            #expect(page.headers["x-robots-tag"] == "noindex")
            #expect(!page.body.contains("class=\"audience\""))
            let own = try await stage.get(bare)
            #expect(own.headers["location"] == keyed)
            for address in [keyed, bare + "?view=reading&key=the-key"] {
                #expect(try await stage.get(address).body.contains("read it: <a href=\"\(keyed)\">"))
            }
        }
    }

    /// Where the site shows a visitor nothing of the author, the name leads to the network.
    @Test(arguments: ArchiveEngine.available) func theNameLeadsToWhereThereIsSomething(_ engine: ArchiveEngine)
        async throws
    {
        let (thread, other) = (try await Recordings.thread("x/numbered-thread"), "x/media")
        let profile = try #require(thread.author.url)
        let author = Place.author(AuthorPlace(.x, thread.author.id)).address.text
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread, .link, linkKey: "the-key")
            let address = stage.address(of: thread, linkKey: "the-key")
            let quiet = try await stage.get(address, SiteStage.stranger).body
            #expect(quiet.contains("<a href=\"\(profile)\"") && !quiet.contains(author))
            #expect(try await stage.get(address).body.contains("<a href=\"\(author)\""))
            var listed = try await Recordings.thread(other)
            listed.author = thread.author
            for index in listed.posts.indices { listed.posts[index].author = thread.author }
            try await stage.keep(listed)
            let known = try await stage.get(address, SiteStage.stranger).body
            #expect(known.matches(of: try Regex("<a href=\"\(author)\"")).count == 2)
            #expect(try await stage.get(author, SiteStage.stranger).status == 200)
        }
    }

    @Test(arguments: ["bluesky/lighthouse", "mastodon/workshop", "x/numbered-thread"])
    func aRemovedThreadIsSaidToBeRemoved(_ name: String) async throws {
        let thread = try await Recordings.thread(name)
        let post = Place.thread(ThreadPlace(thread.posts[1].id, on: thread.network)).address.text
        try await SiteStage.run { stage in
            let key = try await stage.keep(thread)
            try await stage.store.removeThread(key, at: thread.retrieved)
            let page = try await stage.get(stage.address(of: thread))
            #expect(page.status == 410 && page.body.contains("<a href=\"/\">See what else is kept here</a>"))
            #expect(try await stage.get(post).status == 410)
            #expect(try await stage.get(Place.oEmbed(stage.address(of: thread)).address.text).status == 410)
        }
        try await SiteStage.run { stage in
            try await stage.keep(thread)
            try await stage.store.removeAuthor(thread.author.id, on: thread.network, at: thread.retrieved)
            #expect(try await stage.get(stage.address(of: thread)).status == 410)
            let author = Place.author(AuthorPlace(thread.network, thread.author.id)).address.text
            let page = try await stage.get(author)
            #expect(page.status == 410 && page.body.contains("The threads of this author were removed"))
            let called = "/author/\(thread.network.rawValue)/@\(thread.author.handle)"
            #expect(try await stage.get(called).status == 410)
            #expect(try await stage.get(called + "x").status == 404)
            #expect(page.body.contains("<a href=\"/\">See what else is kept here</a>"))
            for form in FeedPlace.Form.allCases {
                let feed = Place.feed(FeedPlace(.author(thread.network, thread.author.id), form))
                #expect(try await stage.get(feed.address.text).status == 410)
            }
        }
    }

    @Test(arguments: ArchiveEngine.available) func formsCarryTheirTypeAndAName(_ engine: ArchiveEngine) async throws {
        let thread = try await Recordings.thread("bluesky/lighthouse")
        let types = [
            ".md": "text/markdown; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".json": "application/json",
            ".html": "text/html; charset=utf-8",
        ]
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            for (ending, type) in types {
                let page = try await stage.get(stage.address(of: thread) + ending)
                #expect(page.status == 200)
                #expect(page.type == type)
                #expect(page.headers["content-disposition"]?.hasPrefix("inline; filename=\"bluesky-marit") == true)
            }
            let asked = try await stage.get(stage.address(of: thread), ["accept": "text/markdown, text/html;q=0.9"])
            #expect(asked.type == types[".md"])
        }
    }

    /// Its style and its pictures lie in it; the policy of the site's pages would forbid both.
    @Test func anHTMLFileIsSentWithAPolicyOfItsOwn() async throws {
        let thread = try await Recordings.thread("bluesky/lighthouse")
        try await SiteStage.run { stage in
            try await stage.keep(thread)
            let file = try await stage.get(stage.address(of: thread) + ".html")
            let own = try #require(file.body.firstMatch(of: /Content-Security-Policy" content="([^"]+)"/)?.1)
            #expect(own.contains("style-src 'sha256-") && own.contains("img-src data:"))
            #expect(file.headers["content-security-policy"] == own + "; frame-ancestors 'none'")
            let page = try await stage.get(stage.address(of: thread))
            #expect(page.headers["content-security-policy"] == Reply.contentPolicy)
        }
    }
}
