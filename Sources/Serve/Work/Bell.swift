import Synchronization

/// Wakes whoever waits for work. What is rung while nobody waits is heard by the next who does.
package final class Bell: Sendable {
    private struct State {
        var isRung = false
        var waiting: (number: Int, continuation: CheckedContinuation<Void, Never>)?
        var number = 0
    }

    private let state = Mutex(State())

    package init() {}

    package func ring() {
        let waiting = state.withLock { state in
            defer { state.waiting = nil }
            state.isRung = state.waiting == nil
            return state.waiting
        }
        waiting?.continuation.resume()
    }

    /// Until the bell rings, at most for `pause`; at once when the task is cancelled. One waits at a time.
    func wait(atMost pause: Duration) async {
        let number = state.withLock { state in
            state.number += 1
            return state.number
        }
        let alarm = Task {
            try? await Task.sleep(for: pause)
            end(number)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { begin(number, $0) }
        } onCancel: {
            alarm.cancel()
        }
        alarm.cancel()
    }

    private func begin(_ number: Int, _ continuation: CheckedContinuation<Void, Never>) {
        let isOver = state.withLock { state in
            if state.isRung || state.number != number {
                state.isRung = false
                return true
            }
            state.waiting = (number, continuation)
            return false
        }
        if isOver { continuation.resume() }
    }

    /// Ends a wait, also one that has not begun yet.
    private func end(_ number: Int) {
        let waiting = state.withLock { state in
            guard state.number == number else { return nil as CheckedContinuation<Void, Never>? }
            state.number += 1
            defer { state.waiting = nil }
            return state.waiting?.continuation
        }
        waiting?.resume()
    }
}
