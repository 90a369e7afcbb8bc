import Dispatch
import Foundation
import Synchronization

/// Threads of their own for calls that block. Each has a tool that only it uses. They end when nobody holds the workers any more.
final class Workers<Tool>: Sendable {
    private let line: WaitingLine<Tool>
    private let threads = DispatchGroup()

    init(count: Int, make: @escaping @Sendable () -> Tool) {
        line = WaitingLine(threads: count)
        for _ in 0..<count {
            threads.enter()
            Foundation.Thread.detachNewThread { [line, threads] in
                line.serve(with: make())
                threads.leave()
            }
        }
    }

    deinit { line.close() }

    /// What `work` comes to, or nil when the threads have ended.
    func run<Value: Sendable>(_ work: @escaping @Sendable (Tool) -> Value) async -> Value? {
        await withCheckedContinuation { continuation in
            let isTaken = line.add { tool in continuation.resume(returning: work(tool)) }
            if !isTaken { continuation.resume(returning: nil) }
        }
    }

    /// Ends the threads after the work that waits; returns when all have ended.
    func close() async {
        line.close()
        await withCheckedContinuation { continuation in
            threads.notify(queue: .global()) { continuation.resume() }
        }
    }
}

/// What waits to be done. There is one signal for each piece of work, and after closing one more for each thread, so a thread that
/// finds nothing knows that it may go. They take turns: where the one that rested last was woken first, PostgreSQL took half as long again
/// for answers of many statements (`bench growth`).
private final class WaitingLine<Tool>: Sendable {
    private struct State {
        var work: [@Sendable (Tool) -> Void] = []
        var next = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)
    private let threads: Int

    init(threads: Int) { self.threads = threads }

    func add(_ work: @escaping @Sendable (Tool) -> Void) -> Bool {
        let isOpen = state.withLock { state in
            if !state.isClosed { state.work.append(work) }
            return !state.isClosed
        }
        if isOpen { signal.signal() }
        return isOpen
    }

    func close() {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        if isFirst { for _ in 0..<threads { signal.signal() } }
    }

    func serve(with tool: Tool) {
        while true {
            signal.wait()
            guard let work = take() else { return }
            work(tool)
        }
    }

    private func take() -> (@Sendable (Tool) -> Void)? {
        state.withLock { state in
            guard state.next < state.work.count else { return nil }
            defer {
                state.next += 1
                if state.next == state.work.count || state.next >= 1024 {
                    state.work.removeFirst(state.next)
                    state.next = 0
                }
            }
            return state.work[state.next]
        }
    }
}
