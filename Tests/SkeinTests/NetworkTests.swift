import Foundation
import Loopback
import Simulated
import Testing
import Unroll

/// From the first, a middle and the last link to the whole thread, through the built program and sockets.
@Suite struct NetworkTests {
    @Test func blueskyFromAnyLink() async throws {
        let (tilda, oren) = (
            BlueskyWorld.Account("Tilda"), BlueskyWorld.Account("Oren", home: "https://north.example.com")
        )
        var world = BlueskyWorld([tilda, oren])
        let chain = world.chain(tilda, 60)
        let question = world.write(oren, "How long did it take?", to: chain[2])
        world.write(tilda, "A winter.", to: question)
        let stage = try await Stage.bluesky(world)
        defer { Task { await stage.stop() } }
        for uri in [chain[0], chain[30], chain[59]] {
            let rkey = try #require(uri.split(separator: "/").last)
            let thread = try await stage.thread("https://bsky.app/profile/tilda.example.com/post/\(rkey)")
            #expect(thread.posts.map(\.id) == chain)
            #expect(thread.completeness.state == "complete")
            #expect(thread.anchor == uri)
        }
        #expect(stage.network.requests.allSatisfy { $0.headers["authorization"] == nil })
        #expect(stage.network.requests.allSatisfy { $0.headers["user-agent"]?.hasPrefix("Skein/") == true })
    }

    @Test func xFromAnyLink() async throws {
        let world = XWorld.story(40)
        let stage = try await Stage.x(world)
        defer { Task { await stage.stop() } }
        let ids = world.posts.filter { $0.text.contains("rye bread") }.map(\.id)
        for id in [ids[0], ids[20], ids[39]] {
            let run = try await stage.run("unroll", "https://x.com/i/status/\(id)?s=20", "--format", "json")
            let thread = try ThreadJSON(run)
            #expect(run.status == 0)
            #expect(thread.posts.map(\.id) == ids)
            #expect(!(run.text + run.errors).contains(world.token))
        }
        #expect(stage.network.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(world.token)" })
    }

    @Test func mastodonFromAnyLinkOnAnyServer() async throws {
        let (home, far) = ("home.example", "far.example")
        var world = MastodonWorld(
            [.init(home), .init(far)],
            [.init("ines", at: home), .init("kaja", at: far)])
        world.writeChain("t", by: "ines", 90)
        world.write("q", by: "kaja", to: "t3", "<p>Why wool?</p>")
        let stage = try await Stage.mastodon(world)
        defer { Task { await stage.stop() } }
        var threads: Set<[String]> = []
        for (key, host) in [("t1", home), ("t45", home), ("t90", home), ("t45", far)] {
            guard case .mastodon(let link) = world.link(key, on: host) else { continue }
            let thread = try await stage.thread(link.url)
            #expect(thread.posts.count == 90)
            #expect(thread.completeness.state == "complete")
            threads.insert([thread.id] + thread.posts.map(\.id))
        }
        #expect(threads.count == 1)
    }

    @Test func xNeedsAKeyAndSaysHowToGetOne() async throws {
        let run = try await SkeinRun.of("unroll", "https://x.com/i/status/20")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("https://developer.x.com"))
        #expect(run.errors.contains("SKEIN_X_FALLBACK=syndication"))
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test func theWrongKeyIsSaidAndNotShown() async throws {
        let stage = try await Stage.x(XWorld.story(3), ["SKEIN_X_TOKEN": "AAAAwrongSecret"])
        defer { Task { await stage.stop() } }
        let run = try await stage.run("unroll", "https://x.com/i/status/\(XWorld.story(3).posts[0].id)")
        #expect(run.status == 1)
        #expect(run.errors.contains("did not accept the token"))
        #expect(!run.errors.contains("wrongSecret"))
    }

    @Test func theBudgetIsNeverOverrun() async throws {
        let world = XWorld.story(40)
        let stage = try await Stage.x(world, ["SKEIN_X_DAILY_BUDGET": "0.10"])
        defer { Task { await stage.stop() } }
        let state = try TemporaryFolder()
        defer { state.remove() }
        let link = "https://x.com/i/status/\(world.posts[0].id)"
        var statuses: [Int32] = []
        for _ in 0..<4 {
            let run = try await stage.run("unroll", link, environment: ["SKEIN_STATE": state.path])
            statuses.append(run.status)
            if run.status == 1 { #expect(run.errors.contains("SKEIN_X_DAILY_BUDGET")) }
        }
        #expect(statuses.last == 1)
        #expect(state.names.count >= 1)
    }

    @Test func aPriceIsToldBeforeAnythingIsRead() async throws {
        let world = XWorld.story(12, daysAgo: 3)
        let stage = try await Stage.x(world)
        defer { Task { await stage.stop() } }
        let run = try await stage.run("unroll", "--estimate", "https://x.com/i/status/\(world.posts[5].id)")
        #expect(run.status == 0)
        #expect(run.text.contains("$"))
        #expect(stage.network.requests.allSatisfy { !$0.url.contains("/search/") })
        let free = try await stage.run(
            "unroll", "--estimate", "https://bsky.app/profile/a.example.com/post/3mgkwmsxtst27")
        #expect(free.text == "Nothing: only X costs money.\n")
    }

    @Test(arguments: ReplayTests.recordings)
    func everyRecordingOnLoopback(name: String) async throws {
        let path = ReplayTests.path("Tests/Recordings/\(name).json")
        let recording = try Recording(json: Array(Data(contentsOf: URL(filePath: path))))
        // A loopback server has no names for the DNS to know, and nobody to wait fifteen minutes for.
        guard
            !recording.exchanges.contains(where: { $0.url.hasPrefix("dns:") || $0.status == 429 || $0.failure != nil })
        else { return }
        let server = try await RecordedServer.start(recording)
        defer { Task { await server.stop() } }
        let map = server.network.map
        var environment = ["SKEIN_ALLOW_HOSTS": server.network.allowHosts]
        environment["SKEIN_BLUESKY_URL"] = map.loopback(for: "https://public.api.bsky.app")
        environment["SKEIN_PLC_URL"] = map.loopback(for: "https://plc.directory")
        environment["SKEIN_X_URL"] = map.loopback(for: "https://api.x.com")
        if environment["SKEIN_X_URL"] != nil { environment["SKEIN_X_TOKEN"] = "test" }
        if name.contains("unofficial") {
            environment["SKEIN_X_FALLBACK"] = String(name.split(separator: "-").last ?? "")
            environment["SKEIN_X_FALLBACK_URL"] = try server.network.origin(
                of: #require(URLParts(recording.exchanges[0].url)).origin)
        }
        let hosts = recording.exchanges.filter { $0.hadKey == true }.compactMap { URLParts(map.toLoopback($0.url)) }
        environment["SKEIN_MASTODON_TOKENS"] = Set(hosts.map(\.hostAndPort)).map { $0 + "=test" }.joined(separator: ",")
        for link in server.links {
            let run = try await SkeinRun.of("unroll", link, "--format", "json", environment: environment)
            let replay = try await SkeinRun.of(
                "unroll", "--replay", path, map.fromLoopback(link), "--format", "json",
                environment: environment.filter { $0.key == "SKEIN_X_FALLBACK" })
            #expect(run.status == replay.status, "\(run.errors)")
            if run.status != 1 {
                #expect(try ThreadJSON(run).posts.map(\.text) == ThreadJSON(replay).posts.map(\.text))
            }
        }
        #expect(server.unexpected == [])
    }
}

extension XWorld {
    /// A thread of `count` posts about bread, a minute apart, and a reader's question that the author answers.
    static func story(_ count: Int, daysAgo: Int64 = 400) -> XWorld {
        var world = XWorld()
        world.token = "AAAAkeyOfTheTest"
        world.accounts = [
            Account(id: "1001", username: "nadia_bakes", name: "Nadia Bakes"),
            Account(id: "1002", username: "tom_reads", name: "Tom"),
        ]
        let start = Timestamp(milliseconds: Int64(Date.now.timeIntervalSince1970) * 1000 - daysAgo * 86_400_000)
        var parent: String?
        for number in 0..<count {
            let id = id(at: start.advanced(byMilliseconds: Int64(number) * 60_000))
            world.posts.append(Post(id, by: "1001", "\(number + 1)/ about rye bread", parent: parent))
            parent = id
        }
        let question = id(at: start.advanced(byMilliseconds: 7_200_000), 1)
        world.posts.append(Post(question, by: "1002", "Why rye?", parent: world.posts[2].id))
        world.posts.append(
            Post(id(at: start.advanced(byMilliseconds: 7_300_000), 1), by: "1001", "It keeps.", parent: question))
        return world
    }
}
