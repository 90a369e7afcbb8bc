import FoundationEssentials
import Loopback
import Simulated
import Testing
import Unroll

@testable import Fetch

/// Whole backfills over real sockets: what comes together is what is there.
@Suite(.timeLimit(.minutes(1))) struct GatherOverNetworkTests {
    private static let start = Timestamp(seconds: 1_790_000_000)

    @Test(arguments: [0, 20, 39]) func aBlueskyThread(given: Int) async throws {
        let tilda = BlueskyWorld.Account("Tilda")
        var world = BlueskyWorld([tilda])
        let chain = world.chain(tilda, 40)
        let (view, plc) = ("https://public.api.bsky.app", "https://plc.directory")
        let network = try await LoopbackNetwork.start(
            origins: [view, plc, "https://pds.example.com"], BlueskySimulation(world).server)
        var (settings, fetch) = (BackfillSettings(), FetchSettings())
        (settings.blueskyURL, settings.plcURL) = (network.origin(of: view), network.origin(of: plc))
        fetch.chosenOrigins = [settings.blueskyURL, settings.plcURL]
        fetch.allowedHosts = Set(network.allowHosts.split(separator: ",").map(String.init))
        settings.plainHosts = fetch.allowedHosts
        let address = try #require(RecordAddress(chain[given]))
        let link = PostLink.BlueskyLink(actor: address.author.text, rkey: address.rkey)
        let http = NetworkHTTP(fetch)
        let conversation = try await gather(Backfill(.bluesky(link), settings: settings), over: http)
        #expect(Set(conversation.posts.map(\.id.value)) == Set(chain))
        #expect(conversation.shortfalls == [])
        await http.close()
        await network.stop()
    }

    /// The same thread with more and more money: never more is spent than there is, and in the end it is whole.
    @Test func anXThreadOnABudget() async throws {
        let world = Self.breadThread(30)
        var counts: [Int] = []
        for budget in [1_000, 100_000, 400_000, 3_000_000] {
            let server = try await LoopbackServer.start { _ in world.server }
            let folder = FileManager.default.temporaryDirectory.path() + "/skein-budget-\(UUID().uuidString)"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            var (settings, fetch, limits) = (BackfillSettings(), FetchSettings(), FetchLimits.patient)
            (settings.xURL, settings.hasXToken, limits.archiveSpacing) = (server.origin, true, .zero)
            (fetch.xOrigin, fetch.chosenOrigins, fetch.xToken) = (server.origin, [server.origin], Secret(world.token))
            (fetch.dailyBudget, fetch.stateFolder) = (budget, folder)
            let clock = Clock.replaying(from: Self.start)
            let http = NetworkHTTP(fetch, now: clock.now, limits: limits)
            let backfill = Backfill(.x(PostLink.XLink(id: world.posts[17].id)), settings: settings)
            let conversation = try? await gather(
                backfill, over: http, clock: clock)
            counts.append(conversation.map { Array($0.posts).count } ?? 0)
            #expect(server.requests.isEmpty == (budget == 1_000))
            #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer " + world.token })
            let bytes = FileManager.default.contents(atPath: folder + "/x-spending").map { Array($0) } ?? []
            #expect(SpendingRecord(bytes)?.spent ?? 0 <= budget)
            await http.close()
            await server.stop()
        }
        #expect(counts == counts.sorted())
        #expect(counts.first == 0)
        #expect(counts.last == 30)
    }

    private static func breadThread(_ count: Int) -> XWorld {
        var world = XWorld()
        world.accounts = [XWorld.Account(id: "1001", username: "nadia_bakes", name: "Nadia Bakes")]
        for number in 0..<count {
            let time = start.advanced(byMilliseconds: Int64(number - 500_000) * 60_000)
            world.posts.append(
                XWorld.Post(
                    XWorld.id(at: time), by: "1001", "\(number + 1)/ about rye bread", parent: world.posts.last?.id))
        }
        return world
    }
}
