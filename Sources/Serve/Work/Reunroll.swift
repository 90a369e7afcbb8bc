import Fetch
import Store
import Unroll

/// What came of rebuilding the archive.
package struct ReunrollReport: Sendable, Equatable {
    package var rebuilt = 0
    /// Threads whose exchanges are not kept: exports.
    package var withoutExchanges = 0
    /// Threads that stay as they are, because less would come of their exchanges than is kept.
    package var left = 0
}

/// Makes every thread anew from the exchanges that are kept, without the network: for when a later program reads them better. Who may
/// see a thread stays as it is. It may be broken off and run again. `progress` is told how many threads were looked at.
package func reunroll(
    _ store: Store, settings: BackfillSettings, progress: @Sendable (Int) -> Void = { _ in }
) async throws(StoreFailure) -> ReunrollReport {
    var (report, last, count) = (ReunrollReport(), Int64(0), 0)
    while true {
        let after = last
        let threads = try await store.database.read { connection throws(StoreFailure) in
            try connection.rebuildable(after: after)
        }
        guard let end = threads.last else { return report }
        for thread in threads {
            if Task.isCancelled { return report }
            switch try await rebuild(thread, in: store, settings) {
            case nil: report.withoutExchanges += 1
            case true?: report.rebuilt += 1
            case false?: report.left += 1
            }
            count += 1
            progress(count)
        }
        last = end.thread
    }
}

/// Whether the thread was made anew; nil without exchanges.
private func rebuild(
    _ item: Rebuildable, in store: Store, _ settings: BackfillSettings
) async throws(StoreFailure) -> Bool? {
    guard let retrieval = item.retrieval, let target = item.target else { return nil }
    let (exchanges, kept) = try await store.database.read { connection throws(StoreFailure) in
        (try connection.exchanges(of: retrieval), try connection.thread(.key(item.thread), for: .host))
    }
    guard let kept, let link = try? PostLink(target),
        let thread = await thread(from: exchanges, link: link, settings), thread.ownCount >= kept.thread.ownCount
    else { return false }
    // Without posts that were found to be gone since.
    var left = thread.without(kept.gone)
    left.retrieved = kept.thread.retrieved
    var keeping = Keeping(
        left, audience: kept.audience, reason: kept.reason, linkKey: kept.linkKey, retrieval: retrieval)
    (keeping.isRebuilt, keeping.isNoIndex) = (true, kept.isNoIndex)
    return try await store.keep(keeping) != .removed
}

private func thread(
    from exchanges: [KeptExchange], link: PostLink, _ settings: BackfillSettings
) async -> Unroll.Thread? {
    guard let first = exchanges.first, let last = exchanges.last else { return nil }
    let questions = exchanges.map { exchange in
        var request = exchange.request
        // Which key it was does not matter here, only that there was one.
        if exchange.hadKey { request.credential = .x }
        return Recording.Exchange(request, .failure(.notRecorded))
    }
    let http = ResumedHTTP(
        exchanges.map(ResumedHTTP.Exchange.init), from: first.at, then: nil, keep: { _, _ in })
    let backfill = Backfill(link, settings: settings.fitting(Recording(exchanges: questions)))
    let conversation = try? await gather(
        backfill, over: http, clock: http.clock(then: .replaying(from: last.at)))
    return conversation.flatMap { try? Unroll.unroll($0) }
}

extension Unroll.Thread {
    fileprivate var ownCount: Int {
        posts.count + branches.reduce(0) { $0 + $1.posts.count } + answers.reduce(0) { $0 + $1.posts.count }
    }
}

extension KeptThread {
    fileprivate var gone: [PostID: Tombstone.Reason] {
        let gone = lost.lazy.filter { $0.post.vanished?.gone != nil }.map {
            ($0.post.id, $0.post.vanished?.because ?? .unknown)
        }
        return Dictionary(gone) { first, _ in first }
    }
}
