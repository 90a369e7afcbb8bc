import Glibc
import Synchronization
import Unroll

/// A time and a way to wait for a later one.
package struct Clock: Sendable {
    package var now: @Sendable () -> Timestamp
    package var sleep: @Sendable (_ until: Timestamp) async throws -> Void

    package init(
        now: @escaping @Sendable () -> Timestamp, sleep: @escaping @Sendable (_ until: Timestamp) async throws -> Void
    ) { (self.now, self.sleep) = (now, sleep) }

    /// The real one.
    package static let wall = Clock(now: WallClock.now, sleep: WallClock.sleep(until:))

    /// The time in a recording: it begins at `start`, and every wait is over at once.
    package static func replaying(from start: Timestamp) -> Clock {
        let instant = ReplayedInstant(start)
        return Clock(now: { instant.value }, sleep: { instant.advance(to: $0) })
    }
}

/// The real time.
package enum WallClock {
    @Sendable package static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    @Sendable package static func sleep(until instant: Timestamp) async throws {
        let rest = instant.milliseconds - now().milliseconds
        if rest > 0 { try await Task.sleep(for: .milliseconds(rest)) }
    }
}

private final class ReplayedInstant: Sendable {
    private let instant: Mutex<Timestamp>

    init(_ start: Timestamp) { instant = Mutex(start) }

    var value: Timestamp { instant.withLock { $0 } }

    func advance(to later: Timestamp) { instant.withLock { $0 = max($0, later) } }
}
