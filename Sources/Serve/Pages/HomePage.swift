import Render
import Store
import Unroll

/// The first page: the field for a link, how it works, and what was kept lately.
struct HomePage: Sendable {
    var recent: ThreadPage

    static func load(_ connection: any Connection, for viewer: Viewer) throws(StoreFailure) -> HomePage {
        HomePage(recent: try connection.recentThreads(for: viewer))
    }

    func html(_ words: Words) -> HTML {
        let home = words.site.home
        let recent: HTML =
            self.recent.threads.isEmpty
            ? "<p>\(home.nothingKept)</p>\n"
            : "<h2>\(home.recent)</h2>\n\(self.recent.threads.map { ThreadCard(summary: $0, words: words).html })"
        return Frame(home.title, words).page(
            "<h1>\(home.title)</h1>\n<p class=\"lead\">\(home.howItWorks)</p>\n\(recent)")
    }
}

extension Site {
    func home(_ visit: Visit) async throws(SiteFailure) -> Reply {
        let page = try await read { connection throws(StoreFailure) in
            try HomePage.load(connection, for: visit.viewer)
        }
        return Reply(page: page.html(words))
    }
}
