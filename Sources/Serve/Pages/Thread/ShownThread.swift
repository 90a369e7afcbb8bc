import Render
import Store
import Unroll

/// A thread as one visitor sees it, with everything its page shows beside it.
struct ShownThread: Sendable {
    /// The one address of the page.
    var place: ThreadPlace
    var kept: KeptThread
    /// With the lost posts that the visitor may see, where they stood.
    var thread: Unroll.Thread
    var lost: [LostPost]
    /// What the site has copies of.
    var copies: [Link: MediaCopy]
    /// Other threads by the author.
    var more: [ThreadSummary]
    /// Whether the site has a page of the author for this visitor.
    var hasAuthorPage: Bool
    var isHost: Bool
    /// Whether the visitor is shown the posts that vanished from its network.
    var showsVanished: Bool

    /// The address that stands for the page in all its views.
    var address: SiteAddress {
        var place = place
        (place.view, place.post) = (.posts, nil)
        return Place.thread(place).address
    }
}

extension ShownThread {
    /// What is found at an address that names a thread.
    enum Found: Sendable {
        case page(ShownThread)
        /// It has another address.
        case elsewhere(ThreadPlace)
        case removed
        case nothing
    }

    /// How many other threads by the author are shown.
    static let moreCount = 4

    static func load(
        _ place: ThreadPlace, for viewer: Viewer, removals: RemovalKey, from connection: any Connection
    ) throws(StoreFailure) -> Found {
        guard let (kept, canonical) = try connection.kept(at: place, for: viewer) else {
            return try connection.isRemoved(page: place.path, on: place.network, key: removals) ? .removed : .nothing
        }
        if canonical != place { return .elsewhere(canonical) }
        let shows = viewer.seesVanished(from: place.network)
        let author = kept.thread.author.id
        let thread = try connection.shown(kept, withVanished: shows)
        let listed = try connection.threads(by: author, on: place.network, limit: moreCount + 1, for: viewer).threads
        return .page(
            ShownThread(
                place: canonical, kept: kept, thread: thread, lost: shows ? kept.lost : [],
                copies: try connection.copies(of: thread, linkKey: canonical.linkKey),
                more: try connection.opened(Array(listed.filter { $0.key != kept.key }.prefix(moreCount))),
                hasAuthorPage: !listed.isEmpty, isHost: viewer.isHost, showsVanished: shows)
        )
    }
}

extension Connection {
    /// The thread that an address names, if only by its author's handle or by another server's copy, and its one address.
    func kept(
        at place: ThreadPlace, for viewer: Viewer
    ) throws(StoreFailure) -> (kept: KeptThread, canonical: ThreadPlace)? {
        for path in try paths(behind: place.path, on: place.network) {
            guard let kept = try thread(.path(place.network, path), for: viewer) else { continue }
            var named = place
            named.path = path
            return (kept, kept.place(as: named))
        }
        return nil
    }
}

extension KeptThread {
    /// The one address of the thread, in the same form and view, and at the post that `place` names.
    func place(as place: ThreadPlace) -> ThreadPlace {
        var canonical = ThreadPlace(
            thread.id, on: place.network, linkKey: audience == .link ? linkKey : nil)
        (canonical.view, canonical.format, canonical.post) = (place.view, place.format, place.post)
        (canonical.paper, canonical.holdsFiles) = (place.paper, place.holdsFiles)
        if canonical.path != place.path {
            canonical.post = merged().ownPosts.first { $0.id.path(on: place.network) == place.path }?.id.name(
                on: place.network)
        }
        return canonical
    }
}

extension Connection {
    /// The thread as it is read, also where it quotes what has vanished.
    func shown(_ kept: KeptThread, withVanished: Bool) throws(StoreFailure) -> Unroll.Thread {
        var shown = kept.shown(withVanished: withVanished)
        // With the last of their posts goes the face.
        if !withVanished, shown.ownPosts.isEmpty { shown.author.avatar = nil }
        let quoted = shown.quotedIDs
        if quoted.isEmpty { return shown }
        let gone = try gone(quoted, on: shown.network)
        return withVanished ? shown.markingQuotes(gone) : shown.withoutVanishedQuotes(gone)
    }
}

extension Unroll.Thread {
    /// The author's posts, wherever they stand.
    var ownPosts: [Post] { posts + branches.flatMap(\.posts) + answers.flatMap(\.posts) }

    /// Other people's, above it and answered in it.
    var foreignPosts: [Post] {
        (context + answers.compactMap(\.to)).compactMap { if case .post(let post) = $0 { post } else { nil } }
    }
}

extension Site {
    func thread(_ place: ThreadPlace, _ visit: Visit) async throws(SiteFailure) -> Reply {
        let viewer = visit.viewer(at: place)
        let moment = await printing.shop.moment
        let found = try await read { [store] connection throws(StoreFailure) in
            try ShownThread.load(place, for: viewer, removals: store.removals, from: connection)
        }
        switch found {
        case .nothing: throw .notFound
        case .removed: throw .removed
        case .elsewhere(let place): return .redirect(to: .thread(place), status: .permanentRedirect)
        case .page(let page):
            guard WebQuery(visit.query[...]) == WebQuery(canonicalQuery(of: page.place)) else {
                return .redirect(to: .thread(page.place), status: .permanentRedirect)
            }
            switch page.place.format {
            case .pdf: return try await print(page, since: moment, visit)
            case .html where page.hasPicturesForFile: return try await pictured(page, since: moment, visit)
            default: return reply(page, visit)
            }
        }
    }

    /// What follows the question mark in the one address of a thread.
    private func canonicalQuery(of place: ThreadPlace) -> Substring {
        Place.thread(place).address.text.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    }

    private func reply(_ page: ShownThread, _ visit: Visit) -> Reply {
        var reply: Reply
        if let format = page.place.format?.rendered ?? (visit.prefersMarkdown ? .markdown : nil) {
            reply = page.file(format, origin: publicOrigin, words)
        } else {
            let state = page.kept.refreshState(
                mayUnroll: mayUnroll(visit), coolDown: settings.coolDown, now: clock.now())
            reply = Reply(
                page: ThreadPageView(
                    page: page, words: words, origin: publicOrigin,
                    isIndexed: page.isIndexed(by: settings), refreshState: state
                ).html)
            if case .resting(let until) = state { reply.expires = until }
        }
        reply.isNoIndex = !page.isIndexed(by: settings)
        reply.thread = page.kept.key
        return reply
    }
}

extension ShownThread {
    /// Whether search engines may list the page.
    func isIndexed(by settings: SiteSettings) -> Bool {
        settings.isIndexed && kept.audience == .public && !kept.isNoIndex && place.format == nil && place.view == .posts
    }
}
