import Glibc
import Synchronization
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(1))) struct WorkersTests {
    @Test func whatComesAtOnceIsDoneByAll() async throws {
        let gate = Gate(count: 8)
        let workers = Workers(count: 8) {}
        let done = await withTaskGroup { group in
            for _ in 0..<8 { group.addTask { await workers.run { _ in gate.pass() } != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 8)
        await workers.close()
        #expect(await workers.run { _ in } == nil, "nobody is there any more")
    }
}

/// Lets nobody through before all are there.
private final class Gate: Sendable {
    private let missing: Mutex<Int>

    init(count: Int) { missing = Mutex(count) }

    func pass() {
        missing.withLock { $0 -= 1 }
        while missing.withLock({ $0 > 0 }) { sched_yield() }
    }
}
