import Store
import Testing
import Unroll

@testable import Serve

/// What stays when posts vanish or are edited, and what the page about it says.
@Suite struct HistoryPageTests {
    private static let texts = ["A lens is cut.", "Sand first, then emery.", "It floats on mercury."]

    @Test(arguments: [Network.bluesky, .mastodon]) func aDeletedPostStaysWhereItStood(_ network: Network) async throws {
        let thread = Invented.thread(Invented.posts(Self.texts, on: network), on: network)
        try await SiteStage.run { stage in
            try await stage.keep(thread)
            try await stage.keep(Invented.without(1, thread, hours: 48))
            let page = try await stage.get(stage.address(of: thread), SiteStage.stranger)
            #expect(page.body.contains("Sand first"))
            #expect(page.body.contains("Deleted by its author, kept 3 May 2025."))
            #expect(page.body.contains("Complete: all 3 posts."))
            #expect(page.body.contains("1 post that has vanished since is kept here"))
            #expect(!page.body.contains("class=\"gap\""))
            for ending in [".md", ".txt", ".html"] {
                let file = try await stage.get(stage.address(of: thread) + ending, SiteStage.stranger).body
                    .replacing("\n", with: " ")
                #expect(file.contains("Deleted by its author, kept 3 May 2025."), "\(ending)")
                #expect(file.contains("1 post that has vanished since is kept here"), "\(ending)")
            }
            let feed = try await stage.get("/feed.atom", SiteStage.stranger).body
            #expect(feed.contains("Sand first") && feed.contains("Complete: all 3 posts."))
            let json = try await stage.get(stage.address(of: thread) + ".json", SiteStage.stranger).body
            #expect(json.contains("\"reason\":\"deleted\"}") && json.contains("\"vanished\":1"))
            let history = try await stage.get(Place.history(ThreadPlace(thread.id, on: network)).address.text)
            #expect(history.body.contains("Post 2 was gone."))
            #expect(history.body.contains("Sand first, then emery.</p>"))
        }
    }

    @Test(arguments: ArchiveEngine.available) func itsLinkLeadsToWhereItStands(_ engine: ArchiveEngine) async throws {
        let thread = Invented.thread(Invented.posts(Self.texts))
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            try await stage.keep(Invented.without(1, thread, hours: 48))
            let page = try await stage.post("/unroll", "link=https://bsky.app/profile/did:plc:ines/post/rkey1")
            #expect(page.headers["location"] == stage.address(of: thread) + "#p-rkey1")
        }
    }

    /// Not by a title either, nor by what is said of its whole.
    @Test(arguments: ArchiveEngine.available) func whatWentFromXIsSaidNowhere(_ engine: ArchiveEngine) async throws {
        let thread = Invented.thread(Invented.posts(Self.texts, on: .x), on: .x)
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            let (address, author) = (stage.address(of: thread), AuthorPlace(.x, thread.author.id))
            let page = try await stage.get(address, SiteStage.stranger)
            #expect(page.body.contains("<h1") && page.body.contains("A lens is cut."))
            let all = [
                address, address + ".md", address + ".txt", address + ".json", address + ".html",
                address + "?view=reading", Place.history(ThreadPlace(thread.id, on: .x)).address.text, "/",
                "/feed.atom",
                "/feed.json", Place.author(author).address.text, "/search?q=sand", "/search?q=floats",
                "/oembed?url=" + (stage.origin + address).replacing(":", with: "%3A").replacing("/", with: "%2F"),
            ]
            func gone(_ posts: [Post]) async throws {
                try await stage.store.database.write { c throws(StoreFailure) in
                    try c.markGone(
                        Dictionary(posts.map { ($0.id, .deleted) }) { first, _ in first }, on: .x,
                        source: Source(kind: .api, host: "api.x.com"), at: thread.retrieved)
                }
            }
            try await gone([thread.posts[0]])
            for place in all {
                let page = try await stage.get(place, SiteStage.stranger)
                #expect(page.status == 200 && !page.body.contains("lens is cut"), "\(place)")
                #expect(page.headers["content-disposition"]?.contains("lens") != true, "\(place)")
            }
            let short = try await stage.get(address, SiteStage.stranger).body
            #expect(short.contains("Incomplete: post 1 was deleted by its author."))
            #expect(short.contains(">Sand first, then emery.</") && short.contains("2 posts"))
            let host = try await stage.get(address).body
            #expect(host.contains("<h1") && host.contains("A lens is cut.") && host.contains("Complete: all 3 posts."))
            try await gone(Array(thread.posts.dropFirst()))
            for place in all {
                let page = try await stage.get(place, SiteStage.stranger)
                #expect(page.status == 200 || page.status == 404, "\(place)")
                #expect(!["lens is cut", "emery", "mercury"].contains(where: page.body.contains), "\(place)")
            }
            let empty = try await stage.get(address, SiteStage.stranger).body
            #expect(empty.contains("Incomplete: posts 1 to 3 were deleted by their author."))
            #expect(empty.contains(">Nothing left to read</") && !empty.contains("min read"))
            #expect(try await !stage.get("/", SiteStage.stranger).body.contains(address))
        }
    }

    @Test(arguments: ArchiveEngine.available) func whatWentFromXIsQuotedNowhere(_ engine: ArchiveEngine) async throws {
        let thread = Invented.thread(Invented.posts(Self.texts, on: .x), on: .x)
        var posts = Invented.posts(["Two years on.", "I said it then.", "And now."], on: .x)
        for index in posts.indices {
            posts[index].id = PostID("30000000000000000\(index)")
            posts[index].parent = nil
        }
        posts[1].quote = .post(thread.posts[1])
        let later = Invented.thread(posts, on: .x)
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            try await stage.keep(later)
            let address = stage.address(of: later)
            #expect(try await stage.get(address, SiteStage.stranger).body.contains("Sand first, then emery."))
            #expect(try await stage.get("/search?q=sand+first", SiteStage.stranger).body.contains(address))
            try await stage.store.database.write { c throws(StoreFailure) in
                try c.markGone(
                    [thread.posts[1].id: .deleted], on: .x, source: Source(kind: .api, host: "api.x.com"),
                    at: thread.retrieved)
            }
            // Pages that are kept ready are made anew within a moment.
            while try await stage.get(address, SiteStage.stranger).body.contains("emery") {
                try await Task.sleep(for: .milliseconds(20))
            }
            for place in [address, address + ".md", address + ".json", address + ".html", "/feed.atom"] {
                let page = try await stage.get(place, SiteStage.stranger)
                #expect(page.status == 200 && !page.body.contains("emery"), "\(place)")
            }
            // What is made once for many is not the same for the host.
            let place = ThreadPlace(later.id, on: .x)
            let pages = try await stage.store.database.read { c throws(StoreFailure) in
                try [Viewer.host, .anyone].map { viewer throws(StoreFailure) in
                    try ShownThread.load(place, for: viewer, removals: stage.store.removals, from: c)
                }
            }
            guard case .page(let whole) = pages[0], case .page(let left) = pages[1] else { throw SiteFailure.notFound }
            #expect(whole.thread != left.thread && DocumentKey(whole) != DocumentKey(left))
            let found = try await stage.get("/search?q=sand+first", SiteStage.stranger).body
            #expect(!found.contains(address) && !found.contains("emery"))
            #expect(try await stage.get("/search?q=said", SiteStage.stranger).body.contains(address))
            #expect(try await stage.get(address).body.contains("Sand first, then emery."))
            #expect(try await stage.get("/search?q=sand+first").body.contains("emery"))
        }
    }

    @Test(arguments: ArchiveEngine.available) func onXItIsShownToTheHostAlone(_ engine: ArchiveEngine) async throws {
        let thread = Invented.thread(Invented.posts(Self.texts, on: .x), on: .x)
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            try await stage.keep(Invented.without(1, thread, hours: 48))
            let address = stage.address(of: thread)
            for ending in ["", ".md", ".txt", ".json", ".html"] {
                #expect(try await !stage.get(address + ending, SiteStage.stranger).body.contains("Sand first"))
                #expect(try await stage.get(address + ending).body.contains("Sand first"))
            }
            #expect(try await stage.get(address, SiteStage.stranger).body.contains("post 2 was deleted by its author"))
            #expect(try await !stage.get("/feed.atom", SiteStage.stranger).body.contains("Sand first"))
            #expect(try await stage.get("/feed.atom").body.contains("Sand first"))
            let history = Place.history(ThreadPlace(thread.id, on: .x)).address.text
            #expect(try await stage.get(history).body.contains("Sand first, then emery.</p>"))
            let others = try await stage.get(history, SiteStage.stranger).body
            #expect(!others.contains("Sand first") && others.contains("A post that is not shown here was gone."))
            #expect(others.contains("is not to be shown to others"))
        }
        try await SiteStage.run(on: engine, changing: { $0.showsVanishedOnX = true }) { stage in
            try await stage.keep(thread)
            try await stage.keep(Invented.without(1, thread, hours: 48))
            #expect(try await stage.get(stage.address(of: thread), SiteStage.stranger).body.contains("Sand first"))
            try await stage.store.database.write { c throws(StoreFailure) in
                try c.markGone(
                    [thread.posts[0].id: .deleted, thread.posts[2].id: .deleted], on: .x,
                    source: Source(kind: .api, host: "api.x.com"), at: thread.retrieved)
            }
            let author = Place.author(AuthorPlace(.x, thread.author.id)).address.text
            for place in ["/", author] {
                let list = try await stage.get(place, SiteStage.stranger).body
                #expect(list.contains(">A lens is cut.</a>") && list.contains("Read 3 posts"), "\(place)")
            }
            for place in ["/search?q=floats", "/feed.atom", stage.address(of: thread)] {
                #expect(try await stage.get(place, SiteStage.stranger).body.contains("floats"), "\(place)")
            }
        }
    }

    /// Of what a post shows and quotes, the words are told.
    @Test(arguments: ArchiveEngine.available) func picturesAndQuotesAreToldInWords(_ engine: ArchiveEngine) async throws
    {
        var posts = Invented.posts(["A lens is cut.", "", "See below."])
        posts[1].attachments = [
            Unroll.Attachment(kind: .image, url: Link("https://cdn.example/a.jpg"), alt: "A <brass> lamp")
        ]
        var quoted = Invented.posts(["Mercury is poison."], key: "q")[0]
        quoted.author = Author(id: Author.ID("did:plc:marit"), handle: "marit.example")
        posts[2].quote = .post(quoted)
        let thread = Invented.thread(posts)
        posts[2].quote = .placeholder(QuotePlaceholder(.deleted, id: quoted.id))
        let later = Invented.without(1, Invented.thread(posts), hours: 48)
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            let text = try await stage.get(stage.address(of: thread) + "?view=text").body
            #expect(text.contains("<bdi>A &lt;brass&gt; lamp</bdi>") && !text.contains("This post has no text."))
            try await stage.keep(later)
            let page = try await stage.get(Place.history(ThreadPlace(thread.id, on: .bluesky)).address.text).body
            #expect(page.contains("[Picture: A &lt;brass&gt; lamp]</p>"))
            #expect(page.contains("marit.example: Mercury is poison."))
            #expect(page.contains("<ins>") && page.contains("[Deleted"))
        }
    }

    /// In its place, in every form; on X not for strangers.
    @Test(arguments: ArchiveEngine.available) func aVanishedQuoteStaysWhereItStood(_ engine: ArchiveEngine) async throws
    {
        for network in [Network.bluesky, .x] {
            var posts = Invented.posts(["A lens is cut.", "See below."], on: network)
            var quoted = Invented.posts(["Mercury is poison."], on: network, key: "q")[0]
            quoted.id = PostID(network == .x ? "30000000000000000" : quoted.id.value)
            quoted.author = Author(id: Author.ID("did:plc:marit"), handle: "marit.example")
            posts[1].quote = .post(quoted)
            let thread = Invented.thread(posts, on: network)
            posts[1].quote = .placeholder(QuotePlaceholder(.deleted, id: quoted.id))
            let later = Invented.thread(posts, on: network, hours: 48)
            try await SiteStage.run(on: engine) { stage in
                try await stage.keep(thread)
                try await stage.keep(later)
                let address = stage.address(of: thread)
                let forms = ["", ".md", ".txt", ".json", ".html", "?view=reading", "?view=text"].map { address + $0 }
                for place in forms + ["/feed.atom", "/search?q=mercury"] {
                    let host = try await stage.get(place).body
                    #expect(host.contains("ercury"), "\(place)")
                    let isMarked =
                        host.contains("Deleted by its author, kept") || host.contains("\"reason\":\"deleted\"")
                    #expect(isMarked || place.hasPrefix("/search"), "\(place)")
                    let stranger = try await stage.get(place, SiteStage.stranger).body
                    #expect(stranger.contains("is poison") == (network != .x), "\(place)")
                }
                let host = try await stage.get(address).body
                let stranger = try await stage.get(address, SiteStage.stranger).body
                #expect(!host.contains("The quoted post was deleted.") && !host.contains(">Edited.</a>"))
                #expect(stranger.contains("The quoted post was deleted.") == (network == .x))
            }
        }
    }

    @Test(arguments: ArchiveEngine.available) func anEditShowsBothTexts(_ engine: ArchiveEngine) async throws {
        let thread = Invented.thread(Invented.posts(Self.texts))
        var posts = thread.posts
        posts[1].text = "Sand first, then <rouge>."
        let later = Invented.thread(posts, hours: 48)
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            try await stage.keep(later)
            let page = try await stage.get(stage.address(of: thread))
            let history = Place.history(ThreadPlace(thread.id, on: .bluesky)).address.text
            #expect(page.body.contains("<a href=\"\(history)#p-rkey1\">Edited.</a>"))
            let body = try await stage.get(history).body
            #expect(body.contains("id=\"p-rkey1\""))
            #expect(body.contains("Sand first, then <del>emery.</del>"))
            #expect(body.contains("Sand first, then <ins>&lt;rouge&gt;.</ins>"))
        }
    }

    @Test(arguments: ArchiveEngine.available) func versionsOfTheNetworkAreCompared(_ engine: ArchiveEngine) async throws
    {
        var posts = Invented.posts(Self.texts, on: .mastodon)
        posts[1].edited = Invented.start.advanced(byMilliseconds: 7_200_000)
        posts[1].edits = [
            Post.Edit(published: Invented.start, text: "Sand first."), Post.Edit(),
            Post.Edit(
                published: Invented.start.advanced(byMilliseconds: 3_600_000), text: "Sand first, then <rouge>."),
        ]
        let thread = Invented.thread(posts, on: .mastodon)
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            let page = try await stage.get(Place.history(ThreadPlace(thread.id, on: .mastodon)).address.text).body
            let versions = try #require(page.components(separatedBy: "Versions the network tells of").last)
            #expect(versions.matches(of: /<li>/).count == 2)
            #expect(
                versions.contains("Sand <del>first.</del>")
                    && versions.contains("Sand <ins>first, then &lt;rouge&gt;.</ins>"))
            #expect(versions.contains("Sand first, then <del>&lt;rouge&gt;.</del>"))
            #expect(versions.contains("Sand first, then <ins>emery.</ins>"))
            #expect(versions.contains("After · <time datetime=\"2025-05-02T10:15:30Z\">2 May 2025, 10:15 UTC</time>"))
        }
    }

    @Test(arguments: ArchiveEngine.available) func whatIsBehindAWarningStaysFoldedHereToo(_ engine: ArchiveEngine)
        async throws
    {
        var posts = Invented.posts(Self.texts)
        posts[1].warning = "sharp <edges>"
        let thread = Invented.thread(posts)
        posts[1].text = "Sand last."
        let edited = Invented.thread(posts, hours: 48)
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            try await stage.keep(edited)
            try await stage.keep(Invented.without(1, edited, hours: 72))
            let page = try await stage.get(Place.history(ThreadPlace(thread.id, on: .bluesky)).address.text).body
            let folds = page.matches(
                of:
                    /<details class="warning"><summary>[^<]*: <bdi>sharp &lt;edges&gt;<\/bdi><\/summary>(?s:.*?)<\/details>/
            )
            #expect(folds.count == 2)
            #expect(folds.allSatisfy { $0.output.contains("Sand") })
            #expect(page.components(separatedBy: "Sand").count - 1 == 3, "nowhere else")
        }
    }

    @Test(arguments: ArchiveEngine.available) func onXEarlierTextsAreTheHostsAlone(_ engine: ArchiveEngine) async throws
    {
        let thread = Invented.thread(Invented.posts(Self.texts, on: .x), on: .x)
        var posts = thread.posts
        posts[1].text = "Sand first, then rouge."
        let later = Invented.thread(posts, on: .x, hours: 48)
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            try await stage.keep(later)
            let history = Place.history(ThreadPlace(thread.id, on: .x)).address.text
            #expect(try await stage.get(history).body.contains("emery"))
            #expect(try await !stage.get(history, SiteStage.stranger).body.contains("emery"))
        }
    }

    /// Comparing takes time, and a network may send any number of versions.
    @Test(arguments: [(3, true), (60, false)]) func manyVersionsAreNotCompared(_ count: Int, isCompared: Bool)
        async throws
    {
        var posts = Invented.posts(["A lens is cut."])
        posts[0].edits = (1...count).map { number in
            Post.Edit(
                published: posts[0].published, text: String(repeating: "Sand, then emery. ", count: 110) + "\(number)")
        }
        let thread = Invented.thread(posts)
        try await SiteStage.run { stage in
            try await stage.keep(thread)
            let history = try await stage.get(Place.history(ThreadPlace(thread.id, on: .bluesky)).address.text)
            #expect(history.status == 200 && history.body.contains("Sand, then emery. \(count)"))
            #expect(history.body.contains("<del>2</del>") == isCompared)
        }
    }

    @Test func wordsThatDifferAreFound() {
        #expect(
            WordDiff(from: "a b c", to: "a d c").pieces == [
                .same("a "), .deleted("b "), .inserted("d "), .same("c"),
            ])
        #expect(WordDiff(from: "翼龙飞", to: "翼龙走").pieces == [.same("翼龙"), .deleted("飞"), .inserted("走")])
        #expect(WordDiff(from: "", to: "").pieces == [])
        #expect(
            WordDiff(from: "It died.", to: "It died. It rose.").pieces == [.same("It died. "), .inserted("It rose.")])
        #expect(WordDiff(from: "\na  b", to: "a\n\nb").pieces == [.deleted("\n"), .same("a\n\nb")])
        let long = String(repeating: "a ", count: 3_000)
        #expect(WordDiff(from: long, to: "b").pieces == [.deleted(long), .inserted("b")])
    }
}
