import Fetch
import Store
import Unroll

/// A retrieval whose exchanges are kept one by one, and that goes on where an earlier one of the same link was broken off.
package struct OpenRetrieval: Sendable {
    /// In the archive.
    package let key: Int64
    package let http: ResumedHTTP
    package let clock: Clock

    /// Older answers are not gone on from: too much may have changed. Milliseconds.
    static let lifetime: Int64 = 7 * 86_400_000

    /// `resumes` is false where what was asked before is to be asked again.
    package init(
        of link: PostLink, in store: Store, over source: any HTTP, clock: Clock = .wall, resumes: Bool = true
    ) async throws(StoreFailure) {
        let now = clock.now()
        let (key, kept) = try await store.database.write { connection throws(StoreFailure) in
            let oldest = now.advanced(byMilliseconds: -OpenRetrieval.lifetime)
            if resumes,
                let open = try connection.openRetrieval(of: link.address, on: link.network, begunAfter: oldest)
            {
                return (open, try connection.exchanges(of: open))
            }
            return (try connection.begin(link.address, on: link.network, at: now), [KeptExchange]())
        }
        self.key = key
        http = ResumedHTTP(
            kept.map(ResumedHTTP.Exchange.init), from: kept.first?.at ?? now, then: source,
            keep: { try await store.keep($0, $1, at: clock.now(), in: key) })
        self.clock = http.clock(then: clock)
    }
}

extension SiteSettings {
    /// How a thread is kept for those whom the rule of the site shows it to.
    package func keeping(_ thread: Unroll.Thread, retrieval: Int64?) throws(AudienceRule.Refusal) -> Keeping {
        let decision = try audiences.decision(for: thread)
        let withheld = audiences.withheldOthers(in: thread)
        let thread = withheld.isEmpty ? thread : thread.without(authors: [], posts: withheld)
        var random = SystemRandomNumberGenerator()
        var keeping = Keeping(
            thread, audience: decision.audience, reason: decision.reason, linkKey: Audience.linkKey(using: &random),
            retrieval: retrieval)
        keeping.isNoIndex = !isIndexed || audiences.isNoIndex(thread)
        return keeping
    }
}

extension ResumedHTTP.Exchange {
    init(_ kept: KeptExchange) { self.init(kept.request, kept.result, at: kept.at) }
}
