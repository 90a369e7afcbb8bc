import Render
import Store
import Unroll

/// The first page: the field for a link, how it works, and what was kept lately.
struct HomePage: Sendable {
    var recent: ThreadPage
    /// Whether these are the newest.
    var isFirst = true
    /// The site's origin, for addresses that are taken elsewhere.
    var origin: String

    static func load(
        after cursor: ListCursor?, _ connection: any Connection, for viewer: Viewer, origin: String
    ) throws(StoreFailure) -> HomePage {
        var recent = try connection.recentThreads(after: cursor, for: viewer)
        recent.threads = try connection.opened(recent.threads)
        return HomePage(recent: recent, isFirst: cursor == nil, origin: origin)
    }

    func html(_ words: Words) -> HTML {
        let home = words.site.home
        var frame = Frame(isFirst ? home.title : home.older, words)
        frame.head = FeedPlace.Subject.site.links(words)
        let top: HTML =
            isFirst
            ? """
            <h1>\(home.title)</h1>
            <p class="lead">\(home.howItWorks)</p>
            \(WaysIn(origin: origin, words: words).folded)
            """ : "<h1>\(home.older)</h1>\n"
        return frame.page("\(top)\(threads(words))")
    }

    private func threads(_ words: Words) -> HTML {
        let home = words.site.home
        if recent.threads.isEmpty { return "<p class=\"nothing\">\(isFirst ? home.nothingKept : home.noMore)</p>\n" }
        let heading: HTML = isFirst ? "<h2>\(home.recent)</h2>\n" : ""
        let older: HTML? = recent.next.map {
            "<p class=\"pages\"><a rel=\"next\" href=\"\(Place.recent(after: $0).address)\">\(home.older)</a></p>\n"
        }
        return "\(heading)\(recent.threads.map { ThreadCard(summary: $0, words: words).html })\(older)"
    }
}

extension Site {
    func home(after cursor: ListCursor? = nil, _ visit: Visit) async throws(SiteFailure) -> Reply {
        let origin = origin(of: visit)
        let page = try await read { connection throws(StoreFailure) in
            try HomePage.load(after: cursor, connection, for: visit.viewer, origin: origin)
        }
        return Reply(page: page.html(words))
    }
}
