import Foundation
import Loopback
import Simulated
import Synchronization
import Testing
import Unroll

/// What the built program spends when it is run several times at once, or killed.
@Suite(.timeLimit(.minutes(2))) struct SpendingTests {
    private static let world = XWorld.story(40)
    private static let link = "https://x.com/i/status/\(world.posts[20].id)"

    @Test func processesAtOnceNeverOverrunTheBudget() async throws {
        let bill = Bill()
        let server = try await LoopbackServer.start { LoopbackAnswer(bill.charge(Self.world.server($0))) }
        let state = try TemporaryFolder()
        defer { state.remove() }
        let environment = Self.environment(server, state, budget: "0.10")
        let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
            for _ in 0..<6 {
                group.addTask { try await SkeinRun.of("unroll", Self.link, environment: environment).status }
            }
            return try await group.reduce(into: [Int32]()) { $0.append($1) }
        }
        #expect(bill.total > 0 && bill.total <= 100_000, "\(bill.total)")
        #expect(!statuses.contains(0), "a whole thread costs more than this")
        #expect(Self.counted(state) >= bill.total)
        await server.stop()
    }

    @Test func whatAKilledProcessMaySpendStaysCounted() async throws {
        let isDeaf = Atomic(true)
        let server = try await LoopbackServer.start { request in
            isDeaf.load(ordering: .relaxed) ? .stall : LoopbackAnswer(Self.world.server(request))
        }
        let state = try TemporaryFolder()
        defer { state.remove() }
        let environment = Self.environment(server, state, budget: "0.06")
        let process = try SkeinProcess(["unroll", Self.link], environment: environment)
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        process.send(SIGKILL)
        #expect(try await process.result().status == 128 + SIGKILL)
        let counted = Self.counted(state)
        #expect(counted > 0)
        isDeaf.store(false, ordering: .relaxed)
        let run = try await SkeinRun.of("unroll", Self.link, environment: environment)
        #expect(run.status == 1)
        #expect(run.errors.contains("SKEIN_X_DAILY_BUDGET"))
        #expect(server.requests.count == 1, "what is left does not pay for another")
        #expect(Self.counted(state) == counted)
        await server.stop()
    }

    private static func environment(_ server: LoopbackServer, _ state: TemporaryFolder, budget: String) -> [String:
        String]
    {
        [
            "SKEIN_X_URL": server.origin, "SKEIN_X_TOKEN": world.token, "SKEIN_X_DAILY_BUDGET": budget,
            "SKEIN_STATE": state.path,
        ]
    }

    /// What stands in the ledger, in millionths of a US dollar.
    private static func counted(_ state: TemporaryFolder) -> Int {
        let text = try? String(contentsOfFile: state.file("x-spending"), encoding: .utf8)
        return text.flatMap { Int($0.dropFirst(11).dropLast()) } ?? 0
    }
}

/// What a simulated X has charged.
private final class Bill: Sendable {
    private let sum = Mutex(0)

    var total: Int { sum.withLock { $0 } }

    func charge(_ result: Result<Response, FetchFailure>) -> Result<Response, FetchFailure> {
        if case .success(let response) = result { sum.withLock { $0 += XPrice.spent(on: response) ?? 0 } }
        return result
    }
}
