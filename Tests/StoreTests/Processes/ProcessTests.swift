import Testing

@testable import Store
@testable import Unroll

/// Several processes on one archive, and processes that are killed.
@Suite(.timeLimit(.minutes(3)), .serialized) struct ProcessTests {
    @Test(arguments: Engine.available) func whatWasAcknowledgedOutlivesAKilledProcess(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        var acknowledged = 0
        for round in 1...4 {
            let probe = try Probe("exchanges", laboratory, name: "https://x.example/1")
            _ = probe.lines(round * 3)
            acknowledged = try #require(probe.kill().last.flatMap { Int($0) })
            let store = try await Store(laboratory.address, removals: Archive.key)
            let kept = try await store.database.read { c throws(StoreFailure) in
                try c.exchanges(of: c.openRetrieval(of: "https://x.example/1", on: .x) ?? 0)
            }
            #expect(kept.count >= acknowledged)
            #expect(KeptExchange.isUnbroken(kept))
            #expect(
                kept.map(\.request.url) == (1...kept.count).map { "https://api.example/page/\($0)" },
                "none is asked twice")
            await store.close()
        }
        #expect(acknowledged >= 30)
    }

    @Test(arguments: Engine.available) func processesShareJobsAndBudget(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        try await archive.store.database.write { c throws(StoreFailure) in
            for number in 0..<60 {
                _ = try c.enqueue("unroll", name: "\(number)", due: Sample.start, now: Sample.start)
            }
        }
        let workers = try (0..<3).map { try Probe("claim", archive.laboratory, name: "w\($0)") }
        let spenders = try (0..<3).map { _ in try Probe("reserve", archive.laboratory) }
        let claimed = workers.flatMap { $0.end() }
        #expect(claimed.count == 60)
        #expect(Set(claimed).count == 60)
        #expect(spenders.flatMap { $0.end() }.count == 100)
    }

    @Test(arguments: Engine.available) func processesThatStartAtOnceMakeOneArchive(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        let probes = try (0..<4).map { _ in try Probe("open", laboratory) }
        #expect(probes.map { $0.end() } == Array(repeating: ["open"], count: 4))
    }

    @Test func anArchiveOfALaterProgramIsRefused() async throws {
        let archive = try await Archive(.sqlite)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.execute("UPDATE schema_version SET version = version + 1")
        }
        let lines = try Probe("open", archive.laboratory).end()
        #expect(lines.count == 1 && lines[0].contains("update the program"))
    }
}
