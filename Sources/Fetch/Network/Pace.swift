import Synchronization

/// Keeps starts apart, whoever makes them.
final class Pace: Sendable {
    private let spacing: Duration
    private let free: Mutex<ContinuousClock.Instant?> = Mutex(nil)

    init(spacing: Duration) { self.spacing = spacing }

    /// When somebody who comes `now` may start; the next one only `spacing` later.
    func start(from now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        free.withLock { free in
            let start = max(now, free ?? now)
            free = start + spacing
            return start
        }
    }
}
