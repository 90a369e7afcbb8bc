import Serve
import Store
import Unroll

/// Puts threads of the command line into the archive, for those whom the rule of the site would show them to.
struct ThreadKeeping: Sendable {
    let store: Store
    let settings: SiteSettings

    /// Whether it is kept; not what was removed, or is not shown to everybody.
    func keep(_ thread: Unroll.Thread) async throws(Problem) -> Bool {
        guard let decision = try? settings.audiences.decision(for: thread) else { return false }
        var random = SystemRandomNumberGenerator()
        var keeping = Keeping(
            thread, audience: decision.audience, reason: decision.reason, linkKey: Audience.linkKey(using: &random))
        keeping.isNoIndex = !settings.isIndexed || settings.audiences.isNoIndex(thread)
        let kept = keeping
        return try await asProblem { () async throws(StoreFailure) in try await store.keep(kept) } != .removed
    }
}
