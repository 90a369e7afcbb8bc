import Synchronization
import Unroll

/// The time in a recording: it begins when the recording was made, and every wait is over at once.
final class ReplayClock: Sendable {
    private let instant: Mutex<Timestamp>

    init(_ start: Timestamp) { instant = Mutex(start) }

    var now: Timestamp { instant.withLock { $0 } }

    func advance(to later: Timestamp) { instant.withLock { $0 = max($0, later) } }
}
