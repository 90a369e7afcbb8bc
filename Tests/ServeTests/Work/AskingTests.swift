import Fetch
import Logging
import Loopback
import Simulated
import Store
import Testing
import Unroll

@testable import Serve

/// In which ways a link can be given, and who may give one.
@Suite(.timeLimit(.minutes(2))) struct AskingTests {
    private static let nobody: @Sendable (SimulatedRequest) -> Result<Response, FetchFailure> = { _ in
        .failure(.unreachable)
    }

    @Test(arguments: [
        ("/https://x.com/a/status/17290001?s=20", "https://x.com/a/status/17290001?s=20"),
        ("/https:/x.com/a/status/17290001?s=20&t=a%2Fb", "https://x.com/a/status/17290001?s=20&t=a%2Fb"),
        ("/http:/x.com/a/status/17290001", "http://x.com/a/status/17290001"),
        ("/https%3A%2F%2Fx.com%2Fa%2Fstatus%2F17290001?s=20", "https://x.com/a/status/17290001?s=20"),
        ("/x.com/a/status/17290001?s=20", "x.com/a/status/17290001?s=20"),
        ("/home.example/@ines/112000000000000001", "home.example/@ines/112000000000000001"),
        ("/HTTPS://x.com/a/status/17290001", "https://x.com/a/status/17290001"),
        ("/https://example.org/nothing", "https://example.org/nothing"),
    ]) func aLinkMayFollowTheSitesAddress(target: String, link: String) {
        let visit = Visit(method: .get, target: target, headers: [:], viewer: .anyone)
        #expect(visit.place == .unroll)
        #expect(visit.given == link)
    }

    /// Servers of other kinds name a post by its address alone, which is its id.
    @Test func aPostIsFoundByItsAddress() async throws {
        let stage = try await WorkStage([], Self.nobody)
        let address = "https://social.example/objects/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
        var posts = Invented.posts(["A lens is cut.", "Sand first."], on: .mastodon)
        posts[1].id = PostID(address)
        let keeping = Keeping(Invented.thread(posts, on: .mastodon), audience: .public, reason: "test", linkKey: "k")
        #expect(try await stage.store.keep(keeping) != .removed)
        let link = try PostLink(address)
        let found = try await stage.store.database.read { c throws(StoreFailure) in try c.find(link, for: .host) }
        #expect(found != nil)
        #expect(try await stage.unroll(address).hasPrefix("/thread/mastodon/social.example/"))
        await stage.stop()
    }

    @Test func visitorsAreToldNothingOfSettings() async throws {
        let stage = try await WorkStage([], settings: { $0.unrolling = .everyone }, Self.nobody)
        let progress = try await stage.unroll("https://x.com/a/status/17290001", as: .anyone)
        #expect(try await stage.finish(progress).reason == .network(.needsXToken))
        #expect(try await stage.get(progress, as: .host).text.contains("SKEIN_X_TOKEN"))
        let page = try await stage.get(progress, as: .anyone).text
        #expect(!page.contains("SKEIN_") && page.contains("this site has none; read it on X."))
        await stage.stop()
    }

    /// With what kind of reason, and which server it was about; not which post.
    @Test func theLogSaysWhyAJobFailed() async throws {
        var stage = try await WorkStage([], Self.nobody)
        let (site, heard) = (stage.site, Heard())
        stage.site = Site(
            site.settings, store: site.store, http: site.http, backfill: site.backfill,
            log: Logger(label: "test", factory: { _ in heard.handler }))
        let job = try await stage.finish(stage.unroll("https://x.com/a/status/17290001"))
        #expect(job.state == .failed)
        let line = try #require(heard.lines.first { $0.hasPrefix("a job failed") })
        for part in ["unroll", "needs-token", "api.x.com"] { #expect(line.contains(part), "\(line)") }
        #expect(!line.contains("17290001") && !line.contains("\"next\""), "\(line)")
        await stage.stop()
    }

    @Test func theLogSaysWhenAJobIsTriedAgain() async throws {
        var stage = try await WorkStage(
            ["https://api.x.com"], xToken: "token", limits: { $0.attempts = 1 }, Self.nobody)
        let (site, heard) = (stage.site, Heard())
        stage.site = Site(
            site.settings, store: site.store, http: site.http, backfill: site.backfill,
            log: Logger(label: "test", factory: { _ in heard.handler }))
        let progress = try await stage.unroll("https://x.com/a/status/17290001")
        try await stage.work { heard.lines.contains { $0.hasPrefix("a job failed") } }
        #expect(try await stage.job(progress).state == .waiting)
        #expect(heard.lines.contains { $0.hasPrefix("a job failed") && $0.contains("\"next\"") }, "\(heard.lines)")
        await stage.stop()
    }

    /// Every sentence that names a setting has another for those who cannot change it.
    @Test func everyFailureHasASentenceForVisitors() {
        let words = Words.english
        var failures: [BackfillFailure] = [
            .deleted, .absent, .notFound(host: "a.example"), .protected, .suspended, .blocked, .loginOnly, .notPublic,
            .closed(host: "a.example"), .badToken(host: "a.example"), .forbidden(host: "a.example"),
            .rateLimited(host: "a.example"), .serverFailed(host: "a.example", status: 500),
            .unreadable(host: "a.example"), .needsXToken, .tierRefused, .budgetSpent, .unknownHandle("a"), .cycle,
            .cancelled,
        ]
        failures += FetchFailure.allCases.map { .unanswered(host: "a.example", $0) }
        for failure in failures {
            let sentence = words.site.unroll.beyondVisitors(failure) ?? words.failure(failure)
            for told in ["SKEIN_", "settings", "token", "folder"] { #expect(!sentence.contains(told), "\(sentence)") }
            #expect(sentence.hasSuffix("."))
        }
    }

    @Test(arguments: ["/favicon.ico", "/x.com", "/example.org/page", "/https", "/wp-login.php/x", "/httpsx:/a"])
    func otherAddressesAreNoLinks(target: String) {
        let visit = Visit(method: .get, target: target, headers: [:], viewer: .anyone)
        #expect(visit.place == nil && visit.given == nil)
    }

    @Test(arguments: [
        "/unroll?link=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F17290001",
        "/unroll?title=Ines&text=Read%20this%3A%20https%3A%2F%2Fx.com%2Fa%2Fstatus%2F17290001&url=",
        "/unroll?url=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F17290001", "/https:/x.com/a/status/17290001?s=20",
    ]) func whatAPersonOpensBecomesAJob(target: String) async throws {
        let stage = try await WorkStage([], Self.nobody)
        let reply = try await stage.get(target)
        let job = try await stage.job(try #require(reply.location?.text))
        #expect(job.payload == "https://x.com/i/status/17290001")
        #expect(job.lane.host == "api.x.com")
        await stage.stop()
    }

    @Test func whatAnotherPageOpensIsAskedAbout() async throws {
        let stage = try await WorkStage([], Self.nobody)
        let target = "/unroll?link=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F17290001"
        let embedded = WorkStage.fields([
            "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image",
        ])
        let framed = WorkStage.fields([
            "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document",
        ])
        var prefetched = WorkStage.typed
        prefetched[try #require(.init("sec-purpose"))] = "prefetch"
        for headers in [embedded, framed, prefetched, [:]] {
            let page = try await stage.get(target, headers)
            #expect(page.status == .ok && page.location == nil)
            #expect(page.text.contains("<button>Unroll it</button>"))
            #expect(page.text.contains("<p class=\"given\"><bdi>https://x.com/a/status/17290001</bdi></p>"))
            #expect(page.text.contains("name=\"link\" value=\"https://x.com/i/status/17290001\""))
        }
        let jobs = try await stage.store.database.read { c throws(StoreFailure) in
            try c.openJob("unroll", name: "https://x.com/i/status/17290001")
        }
        #expect(jobs == nil)
        let clicked = WorkStage.fields([
            "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document",
            "sec-fetch-user": "?1",
        ])
        #expect(try await stage.get(target, clicked).location != nil)
        await stage.stop()
    }

    @Test func strangersMayUnrollOnlyWhereTheHostLetsThem() async throws {
        let link = "https://x.com/a/status/17290001"
        let closed = try await WorkStage([], Self.nobody)
        do {
            _ = try await closed.unroll(link, as: .anyone)
            Issue.record("nobody let them")
        } catch let failure as SiteFailure {
            let page = closed.site.page(for: failure, nil)
            #expect(page.status == .forbidden && page.text.contains("This thread is not kept here yet"))
            #expect(page.text.contains("name=\"link\" value=\"https://x.com/i/status/17290001\""))
            #expect(
                page.text.contains(
                    "<a href=\"https://x.com/i/status/17290001\" rel=\"noreferrer\">Open the original</a>"))
        }
        await closed.stop()
        let open = try await WorkStage([], settings: { $0.unrolling = .everyone }, Self.nobody)
        #expect(try await open.unroll(link, as: .anyone).hasPrefix("/unrolling/"))
        await open.stop()
    }

    /// Where everybody may have threads fetched, one that is private is not fetched for them.
    @Test(arguments: ArchiveEngine.available) func whatIsKeptForTheHostIsNotFetched(_ engine: ArchiveEngine)
        async throws
    {
        try await SiteStage.run(on: engine, changing: { $0.unrolling = .everyone }) { stage in
            try await stage.keep(Invented.thread(Invented.posts(["Seen by one."])), .private)
            let link = "https://bsky.app/profile/did:plc:ines/post/rkey0"
            let page = try await stage.post("/unroll", "link=" + link, SiteStage.stranger)
            #expect(
                page.status == 403 && page.body.contains("Its host decides what it shows.")
                    && !page.body.contains("kept"))
            #expect(
                page.body.contains("<a href=\"\(link)\" rel=\"noreferrer\">") && !page.body.contains("Seen by one."))
        }
    }

    @Test func whatIsNoLinkIsSaid() async throws {
        let stage = try await WorkStage([], Self.nobody)
        do {
            _ = try await stage.post("/unroll", "link=hello")
            Issue.record("hello is no link")
        } catch let failure as SiteFailure {
            #expect(failure.status == .unprocessableContent)
            #expect(stage.site.page(for: failure, nil).text.contains("There is no link in this"))
        }
        await stage.stop()
    }

    /// Neither by the links that are known, nor by one that showed only when it was fetched whose it is.
    @Test func nobodyPaysForWhatWasRemoved() async throws {
        let world = WorkStage.breadThread(4)
        let stage = try await WorkStage.x(.sqlite, world)
        let kept = try await stage.kept("https://x.com/i/status/\(world.posts[3].id)")
        try await stage.store.removeAuthor(kept.thread.author.id, on: .x, at: WallClock.now())
        let other = try await WorkStage.x(.sqlite, world)
        try await other.store.removeAuthor(kept.thread.author.id, on: .x, at: WallClock.now())
        for (stage, asks) in [(stage, 0), (other, 1)] {
            let asked = stage.network.requests.count
            for _ in 0..<3 {
                do {
                    let job = try await stage.finish(stage.unroll("https://x.com/i/status/\(world.posts[0].id)"))
                    #expect(job.reason == .removed && asks == 1)
                } catch let failure as SiteFailure { #expect(failure.status == .gone) }
            }
            #expect((stage.network.requests.count > asked) == (asks == 1))
            let after = stage.network.requests.count
            await #expect(throws: SiteFailure.self) {
                try await stage.unroll("https://x.com/i/status/\(world.posts[0].id)")
            }
            #expect(stage.network.requests.count == after)
            await stage.stop()
        }
    }

    /// Somebody else's answer that led to what was removed may have a thread of its own one day.
    @Test(arguments: ArchiveEngine.available) func answersToWhatWasRemovedAreStillAskedFor(_ engine: ArchiveEngine)
        async throws
    {
        var world = WorkStage.breadThread(3)
        world.accounts.append(XWorld.Account(id: "1002", username: "otto_reads", name: "Otto"))
        let (last, time) = (world.posts[2].id, WallClock.now().advanced(byMilliseconds: -300 * 86_400_000))
        world.posts.append(XWorld.Post(XWorld.id(at: time), by: "1002", "How long?", parent: last))
        let stage = try await WorkStage.x(engine, world)
        try await stage.store.removeAuthor(Author.ID("1001"), on: .x, at: WallClock.now())
        let links = [world.posts[3].id, last].map { "https://x.com/i/status/\($0)" }
        for link in links + [links[0]] {
            let job = try await stage.finish(stage.unroll(link))
            #expect(job.reason == .removed && job.payload.isEmpty)
        }
        await #expect(throws: SiteFailure.self) { try await stage.unroll(links[1]) }
        await stage.stop()
    }

    @Test func aRemovedThreadIsNotFetchedAgain() async throws {
        let (stage, link, _) = try await WorkStage.bluesky()
        let kept = try await stage.kept(link)
        try await stage.store.removeThread(kept.key, at: WallClock.now())
        let asked = stage.network.requests.count
        for name in ["did:plc:tilda", "tilda.example.com"] {
            let address = "https://bsky.app/profile/\(name)/post/\(link.split(separator: "/").last ?? "")"
            do {
                _ = try await stage.unroll(address)
                Issue.record("it is gone for good")
            } catch let failure as SiteFailure { #expect(failure.status == .gone) }
        }
        #expect(stage.network.requests.count == asked)
        // One that was in line already is fetched and not kept.
        let progress = Place.job(try await stage.site.ask(for: PostLink(link))).address.text
        let job = try await stage.finish(progress)
        #expect(job.reason == .removed)
        do {
            _ = try await stage.get(progress)
            Issue.record("it is gone for good")
        } catch let failure as SiteFailure { #expect(failure.status == .gone) }
        await stage.stop()
    }
}
