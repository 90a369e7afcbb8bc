import Render
import Store
import Unroll

/// What changed between the retrievals of a thread.
struct HistoryPage: Sendable {
    var thread: ShownThread
    /// The latest first.
    var retrievals: [KeptRetrieval]
    /// Every text that is kept of a post that was edited, oldest first, the present one last.
    var texts: [PostID: [Int: Post]]
    /// Whether earlier and vanished texts may be shown.
    var showsEarlier: Bool

    static func load(_ thread: ShownThread, showsEarlier: Bool, from connection: any Connection)
        throws(StoreFailure) -> HistoryPage
    {
        let retrievals = try connection.history(of: thread.kept.key)
        var texts: [PostID: [Int: Post]] = [:]
        let known = Dictionary(
            thread.kept.merged().ownPosts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for id in thread.kept.revised {
            let revisions = try connection.revisions(of: id, on: thread.place.network)
            for revision in revisions { texts[id, default: [:]][revision.revision] = revision.post }
            if let present = known[id] { texts[id, default: [:]][(revisions.last?.revision ?? 0) + 1] = present }
        }
        return HistoryPage(thread: thread, retrievals: retrievals, texts: texts, showsEarlier: showsEarlier)
    }
}

extension Site {
    func history(of place: ThreadPlace, _ visit: Visit) async throws(SiteFailure) -> Reply {
        let viewer = visit.viewer(at: place)
        let found = try await read { [store] connection throws(StoreFailure) in
            let found = try ShownThread.load(place, for: viewer, removals: store.removals, from: connection)
            guard case .page(let thread) = found else { return (found, HistoryPage?.none) }
            let shows = viewer.seesVanished(from: place.network)
            return (found, try HistoryPage.load(thread, showsEarlier: shows, from: connection))
        }
        switch found {
        case (.removed, _): throw .removed
        case (.elsewhere(let place), _): return .redirect(to: .history(place), status: .permanentRedirect)
        case (_, let page?): return Reply(page: HistoryPageView(page: page, words: words).html)
        default: throw .notFound
        }
    }
}
