import Foundation
import Loopback
import Simulated
import Store
import Synchronization
import Testing
import Unroll

/// `skein unroll --keep`: written, and in the archive as well.
@Suite(.timeLimit(.minutes(2))) struct KeepTests {
    @Test func whatIsKeptIsServed() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        for _ in 0..<2 {
            let run = try await SkeinRun.of(
                "unroll", "--from", ReplayTests.path("Samples/x-export"), "1918217770890166272", "--keep", "--data",
                folder.file("data"))
            #expect(!run.output.isEmpty, "\(run.errors)")
        }
        try await TemporaryFolder(path: folder.file("data")).database { c throws(StoreFailure) in
            let revisions = try c.query("SELECT revision FROM threads").map { row throws(StoreFailure) in
                try row.integer("revision")
            }
            #expect(revisions == [1], "the same export again is nothing new")
        }
        let site = try await RunningSite.start(in: folder)
        #expect(try await site.get("/").text.contains("Ines draws maps"))
        try await site.stop()
    }

    /// What was answered is kept before the next is asked, counted in the archive, and never paid for twice.
    @Test func aRunThatWasKilledIsGoneOnWith() async throws {
        let world = XWorld.story(40)
        let answered = Atomic(0)
        let isDeaf = Atomic(true)
        let server = try await LoopbackServer.start { request in
            let number = answered.add(1, ordering: .relaxed).newValue
            return number > 1 && isDeaf.load(ordering: .relaxed) ? .stall : LoopbackAnswer(world.server(request))
        }
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let environment = [
            "SKEIN_X_URL": server.origin, "SKEIN_X_TOKEN": world.token, "SKEIN_ALLOW_HOSTS": server.host,
            "SKEIN_X_DAILY_BUDGET": "9", "SKEIN_DATA": folder.file("data"), "SKEIN_STATE": folder.file("state"),
        ]
        let arguments = ["unroll", "https://x.com/i/status/\(world.posts[20].id)", "--keep", "--format", "json"]
        let process = try SkeinProcess(arguments, environment: environment)
        while server.requests.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
        process.send(SIGKILL)
        _ = try await process.result()
        let unanswered = server.requests.count - 1
        isDeaf.store(false, ordering: .relaxed)
        let run = try await SkeinRun.of(arguments, environment: environment)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try ThreadJSON(run).posts.count == 40)
        let urls = server.requests.map(\.url)
        #expect(urls.count { $0 == urls[0] } == 1, "the first answer is not asked for again")
        #expect(urls.count - Set(urls).count <= unanswered, "only what was not answered is")
        #expect(!folder.names.contains("state"), "it is counted in the archive")
        let day = String(Timestamp(seconds: Int64(Date.now.timeIntervalSince1970) - 86_400).rfc3339.prefix(10))
        try await TemporaryFolder(path: folder.file("data")).database { c throws(StoreFailure) in
            let retrievals = try c.query("SELECT key FROM retrievals")
            #expect(retrievals.count == 1)
            let exchanges = try c.exchanges(of: retrievals.first?.integer("key") ?? 0)
            #expect(exchanges.count == Set(urls).count)
            #expect(KeptExchange.isUnbroken(exchanges))
            #expect(try c.spent(on: day) > 0)
        }
        await server.stop()
    }

    @Test(arguments: [["--replay", "a.json"], ["--estimate", "20"]])
    func whatHasNothingToKeepDoesNotGoWithIt(arguments: [String]) async throws {
        let run = try await SkeinRun.of(["unroll", "--keep"] + arguments)
        #expect(run.status == 2)
        #expect(run.errors.contains("--keep"))
    }
}
