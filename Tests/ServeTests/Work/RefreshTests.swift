import Fetch
import Loopback
import Simulated
import Synchronization
import Testing
import Unroll

@testable import Serve
@testable import Store

/// What changes after a thread was kept: refreshing, looking again, rebuilding.
@Suite(.timeLimit(.minutes(3)), .serialized) struct RefreshTests {
    @Test(arguments: ArchiveEngine.available) func aRefreshIsAJobLikeAnUnroll(_ engine: ArchiveEngine) async throws {
        let (stage, link, chain) = try await WorkStage.bluesky(engine)
        let kept = try await stage.kept(link)
        let address = Place.refresh(ThreadPlace(kept)).address.text
        let progress = try #require(try await stage.post(address).location?.text)
        let running = try await stage.post(address)
        #expect(running.location?.text == progress, "one fetch for all who ask")
        #expect(try await stage.finish(progress).state == .done)
        let again = try #require(try await stage.store.thread(.key(kept.key), for: .host))
        #expect(again.revision == 2 && again.thread.posts.map(\.id.value) == chain)
        await stage.stop()
    }

    @Test func aThreadRestsAfterItWasRetrieved() async throws {
        let (stage, link, _) = try await WorkStage.bluesky { $0.coolDown = 300_000 }
        let kept = try await stage.kept(link)
        do {
            _ = try await stage.post(Place.refresh(ThreadPlace(kept)).address.text)
            Issue.record("that was too soon")
        } catch let failure as SiteFailure {
            #expect(failure.status == .tooManyRequests)
            let until = stage.site.words.date.from(
                kept.thread.retrieved.advanced(byMilliseconds: 300_000), at: WallClock.now())
            let page = stage.site.page(for: failure, nil)
            #expect(page.text.contains("again from \(until)"))
            let seconds = page.headers.first { $0.name == .retryAfter }.flatMap { Int($0.value) }
            #expect(seconds.map { (1...300).contains($0) } == true)
        }
        await #expect(throws: SiteFailure.self) {
            _ = try await stage.post(Place.refresh(ThreadPlace(kept)).address.text, as: .anyone)
        }
        await stage.stop()
    }

    @Test func whatIsDeletedUpstreamStaysAndIsMarked() async throws {
        var world = MastodonWorld([.init("home.example")], [.init("ines", at: "home.example")])
        world.writeChain("t", by: "ines", 5)
        let changing = Changing(MastodonSimulation(world).server)
        let stage = try await WorkStage(["https://home.example"]) { changing.answer(to: $0) }
        guard case .mastodon(let link) = world.link("t1") else { return }
        let kept = try await stage.kept(link.url)
        world.delete("t1")
        changing.become(MastodonSimulation(world).server)
        let progress = try #require(
            try await stage.post(Place.refresh(ThreadPlace(kept)).address.text).location?.text)
        _ = try await stage.finish(progress)
        let again = try #require(try await stage.store.thread(.key(kept.key), for: .host))
        #expect(again.merged().posts.map(\.id) == kept.thread.posts.map(\.id))
        #expect(again.lost.map(\.post.id) == [kept.thread.posts[0].id])
        #expect(again.lost.first?.post.vanished?.gone != nil)
        await stage.stop()
    }

    /// Of a thread whose posts are all gone the network says so of each, and that is what there is to know.
    @Test(arguments: ArchiveEngine.available) func aThreadMayBeGoneAsAWhole(_ engine: ArchiveEngine) async throws {
        var world = MastodonWorld([.init("home.example")], [.init("ines", at: "home.example")])
        world.writeChain("t", by: "ines", 3)
        let changing = Changing(MastodonSimulation(world).server)
        let stage = try await WorkStage(["https://home.example"], on: engine) { changing.answer(to: $0) }
        guard case .mastodon(let link) = world.link("t1") else { return }
        let kept = try await stage.kept(link.url)
        for name in ["t1", "t2", "t3"] { world.delete(name) }
        changing.become(MastodonSimulation(world).server)
        let (place, refresh) = (
            Place.thread(ThreadPlace(kept)).address.text, Place.refresh(ThreadPlace(kept)).address.text
        )
        for _ in 1...2 {
            let progress = try #require(try await stage.post(refresh).location?.text)
            #expect(try await stage.finish(progress).state == .done)
            #expect(try await stage.get(progress).location?.text == place)
            let again = try #require(try await stage.store.thread(.key(kept.key), for: .host))
            #expect(again.thread.posts.isEmpty && again.lost.count == 3 && again.tried != nil)
            #expect(again.lost.allSatisfy { $0.post.vanished?.gone != nil })
        }
        await stage.stop()
    }

    /// On X one question tells of all posts, so that a refresh leaves none to be seen.
    @Test(arguments: ArchiveEngine.available) func onXARefreshAsksForAllPosts(_ engine: ArchiveEngine) async throws {
        for left in [0, 1] {
            var world = WorkStage.breadThread(4)
            let changing = Changing(world.server)
            let stage = try await WorkStage(["https://api.x.com"], on: engine, xToken: world.token) {
                changing.answer(to: $0)
            }
            let ids = world.posts.map(\.id)
            let kept = try await stage.kept("https://x.com/i/status/\(ids[0])")
            for id in ids.dropLast(left) { world[id]?.state = .deleted }
            changing.become(world.server)
            let refresh = Place.refresh(ThreadPlace(kept)).address.text
            let progress = try #require(try await stage.post(refresh).location?.text)
            #expect(try await stage.finish(progress).state == .done)
            let again = try #require(try await stage.store.thread(.key(kept.key), for: .host))
            #expect(again.thread.posts.map(\.id.value) == Array(ids.suffix(left)))
            #expect(again.lost.count == 4 - left && again.lost.allSatisfy { $0.post.vanished?.because == .deleted })
            await stage.stop()
        }
    }

    @Test(arguments: ArchiveEngine.available) func whatBringsNothingLeadsBackAndRests(
        _ engine: ArchiveEngine
    ) async throws {
        var world = MastodonWorld([.init("home.example")], [.init("ines", at: "home.example")])
        world.writeChain("t", by: "ines", 2)
        let changing = Changing(MastodonSimulation(world).server)
        var stage = try await WorkStage(
            ["https://home.example"], on: engine, settings: { ($0.coolDown, $0.unrolling) = (300_000, .everyone) }
        ) { changing.answer(to: $0) }
        guard case .mastodon(let link) = world.link("t1") else { return }
        let kept = try await stage.kept(link.url)
        // Nothing that tells of a post.
        changing.become { request in
            .success(Response(status: 403, headers: [:], body: [], url: request.url, received: WallClock.now()))
        }
        let later = WallClock.now().advanced(byMilliseconds: 600_000)
        stage.site = Site(
            stage.site.settings, store: stage.store, http: stage.site.http, backfill: stage.site.backfill,
            clock: Clock(now: { later }, sleep: { _ in }), log: stage.site.log)
        let (place, refresh) = (
            Place.thread(ThreadPlace(kept)).address.text, Place.refresh(ThreadPlace(kept)).address.text
        )
        let progress = try #require(try await stage.post(refresh).location?.text)
        #expect(try await stage.finish(progress).state == .failed)
        let page = try await stage.get(progress).text
        let again = stage.site.words.date.from(later.advanced(byMilliseconds: 300_000), at: later)
        #expect(page.contains("<h1>Nothing new could be fetched</h1>") && page.contains("again from \(again)."))
        #expect(page.contains("<a href=\"\(place)\">Back to the thread</a>") && !page.contains("Try again"))
        #expect(try await stage.get(place).text.contains("brought nothing; again from \(again)."))
        await #expect(throws: SiteFailure.self) { try await stage.post(refresh, as: .anyone) }
        // It is the network that is spared.
        let nothing = "https://home.example/@ines/112000000000009999"
        let asked = try await stage.unroll(nothing, as: .anyone)
        #expect(try await stage.finish(asked).state == .failed)
        let count = stage.network.requests.count
        #expect(try await stage.unroll(nothing, as: .anyone) == asked)
        #expect(try await stage.get(asked, as: .anyone).text.contains("It can be asked for again from \(again)."))
        #expect(stage.network.requests.count == count)
        #expect(try await stage.get(asked).text.contains("Try again"), "a host may have mended what was wrong")
        #expect(try await stage.unroll(nothing) != asked)
        await stage.stop()
    }

    @Test(arguments: ArchiveEngine.available) func vanishedPostsOnXAreFound(_ engine: ArchiveEngine) async throws {
        var world = WorkStage.breadThread(4)
        let changing = Changing(world.server)
        let clock = Mutex(WallClock.now())
        var stage = try await WorkStage(["https://api.x.com"], on: engine, xToken: world.token) {
            changing.answer(to: $0)
        }
        let kept = try await stage.kept("https://x.com/i/status/\(world.posts[0].id)")
        world[world.posts[2].id]?.state = .deleted
        changing.become(world.server)
        let asked = stage.network.requests.count
        // Too soon: nobody is asked.
        try await stage.site.lookAgain()
        #expect(stage.network.requests.count == asked)
        clock.withLock { $0 = $0.advanced(byMilliseconds: 23 * 3_600_000) }
        let later = clock.withLock { $0 }
        stage.site = Site(
            stage.site.settings, store: stage.store, http: stage.site.http, backfill: stage.site.backfill,
            clock: Clock(now: { later }, sleep: { _ in }), log: stage.site.log)
        try await stage.site.lookAgain()
        #expect(stage.network.requests.count == asked + 1, "four posts, one request")
        let again = try #require(try await stage.store.thread(.key(kept.key), for: .host))
        #expect(again.lost.map(\.post.id.value) == [world.posts[2].id])
        #expect(again.lost.first?.post.vanished?.because == .deleted && again.lost.first?.post.vanished?.gone == later)
        #expect(again.merged().posts.map(\.id.value) == world.posts.map(\.id))
        #expect(again.revision == 2)
        try await stage.site.lookAgain()
        #expect(stage.network.requests.count == asked + 1, "once a day")
        // Rebuilding from the exchanges does not bring it back.
        let report = try await reunroll(stage.store, settings: stage.site.backfill)
        #expect(report == ReunrollReport(rebuilt: 1))
        let rebuilt = try #require(try await stage.store.thread(.key(kept.key), for: .host))
        #expect(rebuilt.thread.posts.count == 3 && rebuilt.lost.first?.post.vanished?.gone == later)
        await stage.stop()
    }

    /// What a post of the thread quotes is X's too, though it stands in no thread itself.
    @Test(arguments: ArchiveEngine.available) func vanishedQuotesOnXAreFound(_ engine: ArchiveEngine) async throws {
        for isRefreshed in [false, true] {
            var world = WorkStage.breadThread(3)
            world.accounts.append(XWorld.Account(id: "1002", username: "omar_mills", name: "Omar"))
            let quoted = XWorld.id(at: WallClock.now().advanced(byMilliseconds: -400 * 86_400_000))
            world.posts[1].quoted = quoted
            world.posts.append(XWorld.Post(quoted, by: "1002", "Stone-ground flour keeps for a month."))
            let changing = Changing(world.server)
            var stage = try await WorkStage(["https://api.x.com"], on: engine, xToken: world.token) {
                changing.answer(to: $0)
            }
            let kept = try await stage.kept("https://x.com/i/status/\(world.posts[0].id)")
            #expect(kept.thread.posts[1].quoted.map(\.id.value) == [quoted])
            world[quoted]?.state = .deleted
            changing.become(world.server)
            let later = WallClock.now().advanced(byMilliseconds: 23 * 3_600_000)
            stage.site = Site(
                stage.site.settings, store: stage.store, http: stage.site.http, backfill: stage.site.backfill,
                clock: Clock(now: { later }, sleep: { _ in }), log: stage.site.log)
            if isRefreshed {
                let refresh = Place.refresh(ThreadPlace(kept)).address.text
                let progress = try #require(try await stage.post(refresh).location?.text)
                #expect(try await stage.finish(progress).state == .done)
            } else {
                try await stage.site.lookAgain()
            }
            let (host, stranger) = try await stage.store.database.read { c throws(StoreFailure) in
                guard let kept = try c.thread(.key(kept.key), for: .host) else { throw StoreFailure.closed }
                return (try c.shown(kept, withVanished: true), try c.shown(kept, withVanished: false))
            }
            let there = try #require(host.posts[1].quoted.first)
            #expect(there.text == "Stone-ground flour keeps for a month." && there.vanished?.because == .deleted)
            guard case .placeholder(let place)? = stranger.posts[1].quote else {
                Issue.record("refreshed \(isRefreshed): \(String(describing: stranger.posts[1].quote))")
                continue
            }
            #expect(place.state == .deleted && place.id?.value == quoted)
            await stage.stop()
        }
    }

    @Test func lookingAgainKeepsToItsShareOfTheBudget() async throws {
        let world = WorkStage.breadThread(4)
        var stage = try await WorkStage.x(.sqlite, world) { $0.lookingBudget = 15_000 }
        _ = try await stage.kept("https://x.com/i/status/\(world.posts[0].id)")
        let (asked, later) = (stage.network.requests.count, WallClock.now().advanced(byMilliseconds: 90_000_000))
        stage.site = Site(
            stage.site.settings, store: stage.store, http: stage.site.http, backfill: stage.site.backfill,
            clock: Clock(now: { later }, sleep: { _ in }), log: stage.site.log)
        try await stage.site.lookAgain()
        #expect(stage.network.requests.count == asked)
        await stage.stop()
    }

    @Test(arguments: ArchiveEngine.available) func threadsAreRebuiltWithoutTheNetwork(
        _ engine: ArchiveEngine
    ) async throws {
        let (stage, link, chain) = try await WorkStage.bluesky(engine, 9)
        let kept = try await stage.kept(link)
        try await stage.store.database.write { c throws(StoreFailure) in
            try c.setAudience(.private, reason: Keeping.hostReason, of: kept.key)
        }
        let asked = stage.network.requests.count
        let report = try await reunroll(stage.store, settings: stage.site.backfill)
        #expect(report == ReunrollReport(rebuilt: 1))
        #expect(stage.network.requests.count == asked)
        let rebuilt = try #require(try await stage.store.thread(.key(kept.key), for: .host))
        #expect(rebuilt.thread.posts.map(\.id.value) == chain)
        #expect(rebuilt.audience == .private && rebuilt.revision == 1)
        #expect(rebuilt.thread == kept.thread)
        await stage.stop()
    }

    @Test(arguments: ArchiveEngine.available) func whatEarlierVersionsAskedForIsRebuilt(
        _ engine: ArchiveEngine
    ) async throws {
        let world = WorkStage.breadThread(4)
        let stage = try await WorkStage.x(engine, world)
        let kept = try await stage.kept("https://x.com/i/status/\(world.posts[0].id)")
        let changed = try await stage.store.database.write { c throws(StoreFailure) in
            try c.execute("UPDATE exchanges SET url = replace(url, 'description', 'id')")
        }
        #expect(changed > 0)
        #expect(try await reunroll(stage.store, settings: stage.site.backfill) == ReunrollReport(rebuilt: 1))
        #expect(try await stage.store.thread(.key(kept.key), for: .host)?.thread == kept.thread)
        await stage.stop()
    }

    /// Whatever became of the job, the next worker goes on as long as the index is not filled.
    @Test(arguments: ArchiveEngine.available) func anIndexIsFilledInTheEnd(_ engine: ArchiveEngine) async throws {
        let (stage, link, _) = try await WorkStage.bluesky(engine)
        _ = try await stage.kept(link)
        try await stage.store.database.write { c throws(StoreFailure) in
            for statement in Schema.indexAnew(c.dialect) { try c.execute(statement) }
            let job = try c.enqueue("index", name: "", due: WallClock.now(), now: WallClock.now())
            try c.execute("UPDATE jobs SET state = 'failed', finished = 1 WHERE key = \(job)")
        }
        try await stage.work {
            try await !stage.store.database.read { c throws(StoreFailure) in try c.isIndexUnfinished() }
        }
        let found = try await stage.store.database.read { c throws(StoreFailure) in
            try c.search(SearchQuery("step"), for: .host).hits.count
        }
        #expect(found == 5)
        await stage.stop()
    }

    @Test func endedJobsAreForgotten() async throws {
        let (stage, link, _) = try await WorkStage.bluesky()
        let progress = try await stage.unroll(link)
        _ = try await stage.finish(progress)
        try await stage.site.forgetJobs()
        _ = try await stage.job(progress)
        let later = WallClock.now().advanced(byMilliseconds: 8 * 86_400_000)
        var old = stage
        old.site = Site(
            stage.site.settings, store: stage.store, http: stage.site.http, backfill: stage.site.backfill,
            clock: Clock(now: { later }, sleep: { _ in }), log: stage.site.log)
        try await old.site.forgetJobs()
        let key = try #require(Int64(progress.split(separator: "/").last ?? ""))
        let forgotten = try await stage.store.database.read { c throws(StoreFailure) in try c.job(key) }
        #expect(forgotten == nil)
        await stage.stop()
    }
}

/// A simulated network that becomes another.
final class Changing: Sendable {
    private let server: Mutex<SimulatedServer>

    init(_ server: @escaping SimulatedServer) { self.server = Mutex(server) }

    func become(_ other: @escaping SimulatedServer) { server.withLock { $0 = other } }

    func answer(to request: SimulatedRequest) -> Result<Response, FetchFailure> { server.withLock { $0 }(request) }
}
