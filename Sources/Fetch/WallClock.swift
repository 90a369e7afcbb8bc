import Glibc
import Unroll

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
