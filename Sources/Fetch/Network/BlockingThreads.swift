import NIOPosix
import Synchronization

/// A few threads for calls that block (`getaddrinfo`, file locks), so that they hold up nothing else.
final class BlockingThreads: Sendable {
    private let pool: NIOThreadPool

    init(count: Int) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
    }

    /// Threads that are busy end by themselves.
    deinit { pool.shutdownGracefully { _ in } }

    /// What `work` comes to. Nil as soon as the task is cancelled: a call that has begun runs on, but nobody waits for it.
    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value? {
        let waiting = Waiting<Value>()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiting.begin(continuation)
                submit(work, for: waiting)
            }
        } onCancel: {
            waiting.end(with: nil)
        }
    }

    /// What `work` comes to, cancelled or not; nil when the threads have ended.
    func complete<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value? {
        let waiting = Waiting<Value>()
        return await withCheckedContinuation { continuation in
            waiting.begin(continuation)
            submit(work, for: waiting)
        }
    }

    private func submit<Value: Sendable>(_ work: @escaping @Sendable () -> Value, for waiting: Waiting<Value>) {
        pool.submit { state in
            guard case .active = state, !waiting.isOver else { return waiting.end(with: nil) }
            waiting.end(with: work())
        }
    }
}

/// Somebody who waits for a value, once.
private final class Waiting<Value: Sendable>: Sendable {
    private enum State {
        case before
        case waiting(CheckedContinuation<Value?, Never>)
        case over
    }

    private let state = Mutex(State.before)

    var isOver: Bool {
        state.withLock { state in
            if case .over = state { true } else { false }
        }
    }

    func begin(_ continuation: CheckedContinuation<Value?, Never>) {
        let isOver = state.withLock { state in
            if case .over = state { return true }
            state = .waiting(continuation)
            return false
        }
        if isOver { continuation.resume(returning: nil) }
    }

    func end(with value: Value?) {
        let continuation = state.withLock { state -> CheckedContinuation<Value?, Never>? in
            defer { state = .over }
            if case .waiting(let continuation) = state { return continuation }
            return nil
        }
        continuation?.resume(returning: value)
    }
}
