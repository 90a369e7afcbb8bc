import Synchronization

/// Keeps the number of exchanges with one host small: whoever comes when it is reached waits, first come first served.
final class HostQueue: Sendable {
    private struct Line {
        var busy = 0
        var waiting: [(ticket: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    }

    private struct State {
        var lines: [String: Line] = [:]
        var tickets = 0
    }

    private let width: Int
    private let state = Mutex(State())

    init(width: Int) { self.width = width }

    /// Waits for a turn at `host`; false when the task is cancelled before it comes. A turn ends with `leave`.
    func enter(_ host: String) async -> Bool {
        let ticket = state.withLock { state in
            state.tickets += 1
            return state.tickets
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if let isTurn = take(ticket, at: host, continuation) { continuation.resume(returning: isTurn) }
            }
        } onCancel: {
            giveUp(ticket, at: host)
        }
    }

    func leave(_ host: String) {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard var line = state.lines[host] else { return nil }
            if !line.waiting.isEmpty {
                let next = line.waiting.removeFirst().continuation
                state.lines[host] = line
                return next
            }
            line.busy -= 1
            state.lines[host] = line.busy == 0 ? nil : line
            return nil
        }
        next?.resume(returning: true)
    }

    /// Nil when the turn has to be waited for. A cancellation that came earlier is seen here, one that comes later by `giveUp`.
    private func take(_ ticket: Int, at host: String, _ continuation: CheckedContinuation<Bool, Never>) -> Bool? {
        state.withLock { state in
            if Task.isCancelled { return false }
            if state.lines[host, default: Line()].busy < width {
                state.lines[host, default: Line()].busy += 1
                return true
            }
            state.lines[host]?.waiting.append((ticket, continuation))
            return nil
        }
    }

    private func giveUp(_ ticket: Int, at host: String) {
        let gone = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard let place = state.lines[host]?.waiting.firstIndex(where: { $0.ticket == ticket }) else { return nil }
            return state.lines[host]?.waiting.remove(at: place).continuation
        }
        gone?.resume(returning: false)
    }
}
