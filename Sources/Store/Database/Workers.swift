import Dispatch
import Foundation
import Synchronization

/// Threads of their own for calls that block. Each has a tool that only it uses. They end when nobody holds the workers any more.
final class Workers<Tool>: Sendable {
    private let line: WaitingLine<Tool>
    private let threads = DispatchGroup()

    init(count: Int, make: @escaping @Sendable () -> Tool) {
        line = WaitingLine()
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

/// What waits to be done, and the threads that wait for it. The one that came to rest last is woken first, so that where little is to be
/// done few of the tools are used: of eight connections most are never opened.
private final class WaitingLine<Tool>: Sendable {
    private struct State {
        var work: [@Sendable (Tool) -> Void] = []
        var next = 0
        var resting: [DispatchSemaphore] = []
        var isClosed = false
    }

    private enum Turn {
        case work(@Sendable (Tool) -> Void)
        case rest, end
    }

    private let state = Mutex(State())

    func add(_ work: @escaping @Sendable (Tool) -> Void) -> Bool {
        let (isOpen, woken) = state.withLock { state in
            guard !state.isClosed else { return (false, DispatchSemaphore?.none) }
            state.work.append(work)
            return (true, state.resting.popLast())
        }
        woken?.signal()
        return isOpen
    }

    func close() {
        let resting = state.withLock { state in
            defer { state.resting = [] }
            state.isClosed = true
            return state.resting
        }
        for thread in resting { thread.signal() }
    }

    func serve(with tool: Tool) {
        let thread = DispatchSemaphore(value: 0)
        while true {
            switch turn(of: thread) {
            case .work(let work): work(tool)
            case .rest: thread.wait()
            case .end: return
            }
        }
    }

    private func turn(of thread: DispatchSemaphore) -> Turn {
        state.withLock { state in
            guard state.next < state.work.count else {
                if state.isClosed { return .end }
                state.resting.append(thread)
                return .rest
            }
            defer {
                state.next += 1
                if state.next == state.work.count || state.next >= 1024 {
                    state.work.removeFirst(state.next)
                    state.next = 0
                }
            }
            return .work(state.work[state.next])
        }
    }
}
