import Fetch
import HTTPTypes
import Loopback
import Simulated
import Testing
import Unroll

@testable import Serve
@testable import Store

/// From a link to a thread that is kept, through jobs.
@Suite(.timeLimit(.minutes(3)), .serialized) struct UnrollTests {
    @Test(arguments: ArchiveEngine.available) func aFirstVisitEndsInAKeptThread(_ engine: ArchiveEngine) async throws {
        let (stage, link, chain) = try await WorkStage.bluesky(engine, 12)
        let progress = try await stage.unroll(link)
        #expect(progress.hasPrefix("/unrolling/"))
        let waiting = try await stage.get(progress)
        #expect(waiting.text.contains("next in line"))
        #expect(waiting.text.contains("<noscript><meta http-equiv=\"refresh\""))
        let job = try await stage.finish(progress)
        #expect(job.state == .done)
        let end = try await stage.get(progress)
        let key = chain[0].split(separator: "/").last ?? ""
        #expect(end.status == .seeOther)
        #expect(end.location?.text == "/thread/bluesky/did:plc:tilda/\(key)")
        let news = try await stage.get(progress, WorkStage.fields(["accept": "application/json"]))
        #expect(news.text.contains("\"isOver\":true"))
        let kept = try #require(try await stage.store.thread(.key(job.told.thread ?? 0), for: .anyone))
        #expect(kept.thread.posts.map(\.id.value) == chain)
        #expect(kept.audience == .public && kept.reason == "network" && kept.isNoIndex)
        try await stage.store.database.read { c throws(StoreFailure) in
            let retrievals = try c.retrievalsWithExchanges(of: kept.key)
            #expect(retrievals.count == 1)
            let exchanges = try c.exchanges(of: retrievals[0])
            #expect(exchanges.count == stage.network.requests.count)
            #expect(KeptExchange.isUnbroken(exchanges))
        }
        // Now every link to it answers at once, at the post that was given.
        let last = chain[11].split(separator: "/").last ?? ""
        let again = try await stage.unroll("https://bsky.app/profile/tilda.example.com/post/\(last)")
        #expect(again == "/thread/bluesky/did:plc:tilda/\(key)#p-\(last)")
        await stage.stop()
    }

    @Test func mastodonThreadsAreOneFromEveryServer() async throws {
        let (home, far) = ("home.example", "far.example")
        var world = MastodonWorld([.init(home), .init(far)], [.init("ines", at: home)])
        world.writeChain("t", by: "ines", 7)
        let stage = try await WorkStage(
            ["https://home.example", "https://far.example"], MastodonSimulation(world).server)
        guard case .mastodon(let near) = world.link("t1", on: home),
            case .mastodon(let there) = world.link("t4", on: far)
        else { return }
        let kept = try await stage.kept(near.url)
        #expect(kept.thread.posts.count == 7)
        let copy = try await stage.kept(there.url)
        #expect(copy.key == kept.key)
        // The far server's link is remembered, with the post it names, and is an address as well.
        let place = Place.thread(ThreadPlace(kept, at: kept.thread.posts[3].id)).address.text
        #expect(place.contains("#p-"))
        #expect(try await stage.unroll(there.url) == place)
        let path = try #require(PostLink(stage.network.map.toLoopback(there.url)).path)
        let page = try await stage.get(Place.thread(ThreadPlace(.mastodon, path)).address.text)
        #expect(page.status == .permanentRedirect && page.location?.text == place)
        let refresh = Place.refresh(ThreadPlace(.mastodon, path)).address.text
        #expect(try await stage.post(refresh).location?.text.hasPrefix("/unrolling/") == true)
        try await stage.store.removeThread(kept.key, at: WallClock.now())
        #expect(try await stage.store.database.read { c throws(StoreFailure) in try c.copied(path) } == nil)
        for address in [Place.thread(ThreadPlace(.mastodon, path)).address.text, refresh] {
            await #expect { try await address == refresh ? stage.post(refresh) : stage.get(address) } throws: {
                ($0 as? SiteFailure)?.status == .gone
            }
        }
        await stage.stop()
    }

    /// What strangers answered stands in what a server sends, and in no thread.
    @Test(arguments: ArchiveEngine.available) func answersOfTheRemovedAreNotKept(_ engine: ArchiveEngine) async throws {
        let home = "home.example"
        var world = MastodonWorld([.init(home)], [.init("ines", at: home), .init("marit", at: home)])
        world.writeChain("t", by: "ines", 3)
        world.write("r", by: "marit", to: "t2", "<p>removeme</p>")
        let stage = try await WorkStage(["https://home.example"], on: engine, MastodonSimulation(world).server)
        guard case .mastodon(let link) = world.link("t1", on: home) else { return }
        func names() async throws -> AnswerNames {
            try await stage.store.database.read { c throws(StoreFailure) in
                var all = [KeptExchange]()
                for row in try c.query("SELECT key FROM retrievals") { all += try c.exchanges(of: row.integer("key")) }
                return AnswerNames(in: all, on: .mastodon)
            }
        }
        let kept = try await stage.kept(link.url)
        let marit = try #require(try await names().ids.first { $0.hasSuffix("/users/marit") })
        try await stage.store.removeAuthor(Author.ID(marit), on: .mastodon, at: WallClock.now())
        #expect(try await names().ids.isEmpty)
        let place = Place.refresh(ThreadPlace(kept)).address.text
        let job = try await stage.finish(#require(try await stage.post(place).location?.text))
        #expect(job.state == .done && job.told.posts == 3)
        #expect(try await stage.store.thread(.key(kept.key), for: .host)?.revision == 2)
        #expect(try await names().ids.isEmpty)
        await stage.stop()
    }

    @Test func xThreadsAreSeenByLinkAndCountedInTheArchive() async throws {
        let world = WorkStage.breadThread(30)
        let stage = try await WorkStage.x(.sqlite, world, budget: 3_000_000)
        let kept = try await stage.kept("https://x.com/i/status/\(world.posts[17].id)")
        #expect(kept.thread.posts.count == 30)
        #expect(kept.audience == .link)
        #expect(stage.network.requests.allSatisfy { $0.headers["authorization"] == "Bearer " + world.token })
        let day = String(WallClock.now().rfc3339.prefix(10))
        let spent = try await stage.store.database.read { c throws(StoreFailure) in try c.spent(on: day) }
        #expect(spent >= 30 * 5000 && spent <= 3_000_000)
        let place = try await stage.unroll("https://x.com/i/status/\(world.posts[0].id)")
        #expect(place == "/thread/x/\(world.posts[0].id)?key=\(kept.linkKey)")
        // A stranger who may not unroll learns nothing of the key.
        await #expect(throws: SiteFailure.self) {
            _ = try await stage.unroll("https://x.com/i/status/\(world.posts[0].id)", as: .anyone)
        }
        await stage.stop()
    }

    @Test func nothingIsAskedOfXWithoutMoney() async throws {
        let world = WorkStage.breadThread(3)
        let stage = try await WorkStage.x(.sqlite, world, budget: 1000)
        let job = try await stage.finish(stage.unroll("https://x.com/i/status/\(world.posts[0].id)"))
        #expect(job.reason == .network(.budgetSpent))
        #expect(stage.network.requests.isEmpty)
        await stage.stop()
    }

    /// One AppView serves everybody.
    @Test(arguments: ArchiveEngine.available) func authorsOnBlueskyDoNotWaitForEachOther(
        _ engine: ArchiveEngine
    ) async throws {
        let (tilda, bo) = (BlueskyWorld.Account("Tilda"), BlueskyWorld.Account("Bo"))
        var world = BlueskyWorld([tilda, bo])
        let links = [world.chain(tilda, 3), world.chain(bo, 3)].map { chain in
            "https://bsky.app/profile/\(chain[0].split(separator: "/")[1])/post/\(chain[0].split(separator: "/").last ?? "")"
        }
        let simulation = BlueskySimulation(world).server
        let stage = try await WorkStage(
            [world.appView, world.plc] + Set(world.accounts.compactMap(\.home)), on: engine
        ) { request in
            guard request.url.contains("listRecords"), request.url.contains("tilda") else { return simulation(request) }
            let headers = ["retry-after": "600"]
            return .success(
                Response(status: 429, headers: headers, body: [], url: request.url, received: WallClock.now()))
        }
        let waiting = try await stage.unroll(links[0])
        #expect(try await stage.kept(links[1]).thread.posts.count == 3)
        #expect(try await stage.job(waiting).finished == nil)
        await stage.stop()
    }

    /// Stopped at every request in turn, the site never asks again for what it was answered.
    @Test(arguments: ArchiveEngine.available) func aRestartGoesOnWhereItWas(_ engine: ArchiveEngine) async throws {
        let world = WorkStage.breadThread(3)
        let stage = try await WorkStage.x(engine, world)
        let progress = try await stage.unroll("https://x.com/i/status/\(world.posts[2].id)")
        var stops = 0
        while try await stage.job(progress).finished == nil {
            let gate = GateHTTP(stage.site.http, letting: 1)
            try await stage.asking(gate).work {
                if gate.isShut { return true }
                return try await stage.job(progress).finished != nil
            }
            stops += 1
            if stops > 20 { break }
        }
        let job = try await stage.job(progress)
        #expect(job.state == .done)
        #expect(stops > 1)
        let urls = stage.network.requests.map(\.url)
        #expect(urls.count == Set(urls).count, "nothing is paid for twice")
        await stage.stop()
    }

    @Test(arguments: ArchiveEngine.available) func aDeadWorkersJobIsTakenOver(_ engine: ArchiveEngine) async throws {
        let (stage, link, _) = try await WorkStage.bluesky(engine)
        let progress = try await stage.unroll(link)
        let now = WallClock.now()
        try await stage.store.database.write { c throws(StoreFailure) in
            let job = try c.claim(["unroll"], worker: "dead", now: now, lease: now.advanced(byMilliseconds: 300))
            #expect(job != nil)
        }
        let job = try await stage.finish(progress)
        #expect(job.state == .done && job.attempts == 2)
        await stage.stop()
    }

    @Test func aWorkerThatIsAskedToEndPutsItsJobBack() async throws {
        let (stage, link, _) = try await WorkStage.bluesky()
        let progress = try await stage.unroll(link)
        let gate = GateHTTP(stage.site.http, letting: 0)
        let began = ContinuousClock.now
        try await stage.asking(gate).work { gate.isShut }
        #expect(ContinuousClock.now - began < .seconds(60), "it does not wait for the answer, which never comes")
        let job = try await stage.job(progress)
        #expect(job.state == .waiting && job.attempts == 0)
        await stage.stop()
    }

    /// A network that lets nobody in for a while keeps nobody from the others.
    @Test(arguments: ArchiveEngine.available) func whatWaitsLetsOthersGoFirst(_ engine: ArchiveEngine) async throws {
        let tilda = BlueskyWorld.Account("Tilda")
        var world = BlueskyWorld([tilda])
        let key = world.chain(tilda, 3)[0].split(separator: "/").last ?? ""
        let simulation = BlueskySimulation(world).server
        let reset = WallClock.now().advanced(byMilliseconds: 600_000).milliseconds / 1000
        let stage = try await WorkStage(
            ["https://api.x.com", world.appView, world.plc] + world.accounts.compactMap(\.home), on: engine,
            xToken: "token", settings: { $0.workers = 1 }
        ) { request in
            guard request.url.hasPrefix("https://api.x.com") else { return simulation(request) }
            return .success(
                Response(
                    status: 429, headers: ["x-rate-limit-reset": String(reset)], body: [], url: request.url,
                    received: WallClock.now()))
        }
        let waiting = try await stage.unroll("https://x.com/i/status/1729000000000000000")
        #expect(
            try await stage.kept("https://bsky.app/profile/tilda.example.com/post/\(key)").thread.posts.count == 3)
        #expect(try await stage.job(waiting).finished == nil)
        #expect(stage.network.requests.first?.url.hasPrefix("https://api.x.com") == true)
        await stage.stop()
    }

    @Test func aPauseIsShownWithItsEnd() async throws {
        let reset = WallClock.now().advanced(byMilliseconds: 600_000).milliseconds / 1000
        let stage = try await WorkStage(["https://api.x.com"], xToken: "token") { request in
            .success(
                Response(
                    status: 429, headers: ["x-rate-limit-reset": String(reset)], body: [], url: request.url,
                    received: WallClock.now()))
        }
        let progress = try await stage.unroll("https://x.com/i/status/1729000000000000000")
        try await stage.work { try await stage.job(progress).told.waitingUntil != nil }
        let page = try await stage.get(progress)
        let minute = stage.site.words.date.from(Timestamp(seconds: reset + 1), at: WallClock.now())
        #expect(page.text.contains("Skein goes on at \(minute)."))
        await stage.stop()
    }

    /// A run of the command that was broken off long ago is no beginning of today's.
    @Test func whatWasAskedLongAgoIsAskedAgain() async throws {
        let (stage, link, chain) = try await WorkStage.bluesky()
        let address = try PostLink(link).address
        let old = WallClock.now().advanced(byMilliseconds: -8 * 86_400_000)
        let retrieval = try await stage.store.database.write { c throws(StoreFailure) in
            try c.begin(address, on: .bluesky, at: old)
        }
        let url = stage.site.backfill.blueskyURL + "/nothing"
        try await stage.store.keep(Request(url), .failure(.timedOut), at: old, in: retrieval)
        let kept = try await stage.kept(link)
        #expect(kept.thread.posts.map(\.id.value) == chain)
        #expect(kept.thread.retrieved > old)
        // Not by its number: what is forgotten meanwhile leaves that to the next.
        let asked = try await stage.store.database.read { c throws(StoreFailure) in
            var asked: [String] = []
            for retrieval in try c.retrievalsWithExchanges(of: kept.key) {
                asked += try c.exchanges(of: retrieval).map(\.request.url)
            }
            return asked
        }
        #expect(!asked.isEmpty && !asked.contains(url))
        await stage.stop()
    }

    @Test func aServerThatIsSlowIsTriedAgainLater() async throws {
        let stage = try await WorkStage(
            ["https://api.x.com"], xToken: "token", limits: { ($0.exchange, $0.attempts) = (.milliseconds(200), 1) }
        ) { _ in .failure(.timedOut) }
        let progress = try await stage.unroll("https://x.com/i/status/1729000000000000000")
        try await stage.work { try await stage.job(progress).reason != nil }
        let job = try await stage.job(progress)
        #expect(job.state == .waiting && job.attempts == 1)
        let page = try await stage.get(progress)
        #expect(page.text.contains("did not answer in time"))
        #expect(page.text.contains("Skein tries again at \(stage.site.words.date.from(job.due, at: WallClock.now()))."))
        await stage.stop()
    }

    @Test(arguments: ArchiveEngine.available) func aFailureLeavesNoAnswers(_ engine: ArchiveEngine) async throws {
        let stage = try await WorkStage(
            ["https://api.x.com"], on: engine, xToken: "token", limits: { $0.attempts = 1 }
        ) { request in
            .success(Response(status: 503, headers: [:], body: [], url: request.url, received: WallClock.now()))
        }
        let progress = try await stage.unroll("https://x.com/i/status/1729000000000000000")
        try await stage.work { try await stage.job(progress).reason != nil }
        #expect(stage.network.requests.count > 0)
        try await stage.store.database.read { c throws(StoreFailure) in
            #expect(try c.query("SELECT number FROM exchanges").isEmpty)
        }
        await stage.stop()
    }

    @Test func aFailureIsSaidWithWhatToDo() async throws {
        let (stage, _, _) = try await WorkStage.bluesky()
        let progress = try await stage.unroll("https://bsky.app/profile/did:plc:tilda/post/3mgkwmsxtst27")
        let job = try await stage.finish(progress)
        #expect(job.state == .failed)
        let page = try await stage.get(progress)
        #expect(page.text.contains("There is no thread to read"))
        #expect(page.text.contains("There is no such post; it may have been deleted. Check the link."))
        #expect(page.text.contains("Try again</button>"))
        #expect(!page.text.contains("http-equiv"))
        // Trying again is a new job.
        #expect(try await stage.unroll("https://bsky.app/profile/did:plc:tilda/post/3mgkwmsxtst27") != progress)
        await stage.stop()
    }
}
