import Fetch
import Loopback
import Simulated
import Testing
import Unroll

@testable import Serve
@testable import Store

/// However many links to a thread are given, its network is asked once.
@Suite(.timeLimit(.minutes(3)), .serialized) struct OneFetchTests {
    @Test(arguments: ArchiveEngine.available) func twoWhoAskCauseOneFetch(_ engine: ArchiveEngine) async throws {
        let (stage, link, _) = try await WorkStage.bluesky(engine)
        let jobs = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<6 { group.addTask { try await stage.unroll(link) } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(jobs.count == 1)
        await stage.stop()
    }

    /// By its handle, by its DID and by another of its posts, to workers that work at the same time.
    @Test(arguments: ArchiveEngine.available) func allLinksToAThreadCauseOneFetch(
        _ engine: ArchiveEngine
    ) async throws {
        let (alone, one, _) = try await WorkStage.bluesky(engine)
        _ = try await alone.kept(one)
        let requests = alone.network.requests.count
        await alone.stop()
        let (stage, link, chain) = try await WorkStage.bluesky(engine)
        let keys = chain.compactMap { $0.split(separator: "/").last }
        let jobs = try await stage.keptOnce([
            link, "https://bsky.app/profile/did:plc:tilda/post/\(keys[0])",
            "https://bsky.app/profile/tilda.example.com/post/\(keys[3])",
        ])
        #expect(stage.network.requests.count <= requests + 1, "at most the handle is asked for beside")
        #expect(jobs.map(\.told.posts) == [5, 5, 5])
        var ends: [String?] = []
        for job in jobs { ends.append(try await stage.get(Place.job(job.key).address.text).location?.text) }
        let address = "/thread/bluesky/did:plc:tilda/\(keys[0])"
        #expect(ends == [address, address, "\(address)#p-\(keys[3])"])
        // A refresh asks, and two that are asked for at once are one.
        let before = stage.network.requests.count
        let kept = try #require(try await stage.store.thread(.key(jobs[0].told.thread ?? 0), for: .host))
        let refresh = Place.refresh(ThreadPlace(kept)).address.text
        let asked = try #require(try await stage.post(refresh).location?.text)
        #expect(try await stage.post(refresh).location?.text == asked)
        _ = try await stage.finish(asked)
        #expect(stage.network.requests.count > before)
        await stage.stop()
    }

    /// Not even where the link is to an answer by somebody else, which alone is no thread.
    @Test(arguments: ArchiveEngine.available) func anAnswersLinkCausesNoFetchOfItsOwn(
        _ engine: ArchiveEngine
    ) async throws {
        let (tilda, bo) = (BlueskyWorld.Account("Tilda"), BlueskyWorld.Account("Bo"))
        var world = BlueskyWorld([tilda, bo])
        let chain = world.chain(tilda, 5)
        let answer = world.write(bo, "Thank you.", to: chain[1])
        let origins = [world.appView, world.plc] + Set(world.accounts.compactMap(\.home))
        let keys = (chain + [answer]).compactMap { $0.split(separator: "/").last }
        let links = [
            "https://bsky.app/profile/bo.example.com/post/\(keys[5])",
            "https://bsky.app/profile/tilda.example.com/post/\(keys[0])",
        ]
        func lists(_ stage: WorkStage) -> [String] {
            stage.network.requests.map(\.url).filter { $0.contains("listRecords") && $0.contains("tilda") }.sorted()
        }
        let alone = try await WorkStage(origins, on: engine, BlueskySimulation(world).server)
        _ = try await alone.kept(links[1])
        let once = lists(alone).count
        await alone.stop()
        for order in [links, links.reversed()] {
            let stage = try await WorkStage(origins, on: engine, BlueskySimulation(world).server)
            let jobs = try await stage.keptOnce(order)
            #expect(jobs.map(\.told.posts) == [5, 5])
            #expect(lists(stage).count == once)
            await stage.stop()
        }
    }

    @Test(arguments: ArchiveEngine.available) func noPostOnXIsPaidForTwice(_ engine: ArchiveEngine) async throws {
        let world = WorkStage.breadThread(6)
        let stage = try await WorkStage.x(engine, world)
        let jobs = try await stage.keptOnce([5, 0, 2].map { "https://x.com/i/status/\(world.posts[$0].id)" })
        #expect(jobs.map(\.told.posts) == [6, 6, 6])
        let spent = try await stage.spentToday()
        let other = try await WorkStage.x(engine, world)
        _ = try await other.kept("https://x.com/i/status/\(world.posts[5].id)")
        #expect(try await other.spentToday() == spent)
        let urls = stage.network.requests.map(\.url)
        #expect(urls.count == Set(urls).count)
        await other.stop()
        await stage.stop()
    }

    @Test(arguments: ArchiveEngine.available) func aCopyOnAnotherServerCausesNoFetchOfItsOwn(
        _ engine: ArchiveEngine
    ) async throws {
        var world = MastodonWorld(
            [.init("home.example"), .init("far.example"), .init("other.example")], [.init("ines", at: "home.example")])
        world.writeChain("t", by: "ines", 7)
        let origins = world.servers.map { "https://\($0.host)" }
        let alone = try await WorkStage(origins, on: engine, MastodonSimulation(world).server)
        _ = try await alone.kept(world.link("t1").address)
        let requests = alone.network.requests.count
        await alone.stop()
        let stage = try await WorkStage(origins, on: engine, MastodonSimulation(world).server)
        let links = [world.link("t4", on: "far.example"), world.link("t1"), world.link("t6", on: "other.example")]
        let jobs = try await stage.keptOnce(links.map(\.address))
        #expect(stage.network.requests.count <= requests + 2, "each of the others is asked which post it is")
        #expect(jobs.allSatisfy { $0.attempts == 1 })
        for (link, name) in zip(links, ["t4", "t1", "t6"]) {
            let end = try await stage.unroll(link.address)
            let id = world.localID(name, on: "home.example")
            #expect(name == "t1" ? !end.contains("#") : end.hasSuffix("#p-" + id))
        }
        await stage.stop()
    }

    @Test func pagesOfOnePostOnMastodonAreOneJob() throws {
        let names = [
            "https://home.example/@ines/112000000000000001", "https://home.example/web/@ines/112000000000000001",
            "https://home.example/users/ines/statuses/112000000000000001?a=b",
            "home.example/statuses/112000000000000001",
        ].map { try? PostLink($0).name }
        #expect(Set(names).count == 1 && names[0] != nil)
        #expect(try PostLink("https://far.example/@ines/112000000000000001").name != names[0])
    }
}
