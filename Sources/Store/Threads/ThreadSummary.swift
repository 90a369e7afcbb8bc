import Unroll

/// What a list shows of a thread.
package struct ThreadSummary: Sendable, Equatable {
    package var key: Int64
    package var network: Network
    package var id: PostID
    package var author: Author
    package var title: String
    package var language: String?
    /// Posts in the main line, those included that only earlier retrievals had, where the viewer is shown them.
    package var posts: Int
    package var published: Timestamp
    /// When there was news of it: when it was kept or grew, and of what comes from an export alone the time of its newest post.
    package var updated: Timestamp
    package var kept: Timestamp
    package var retrieved: Timestamp
    package var completeness: Completeness.State
    package var revision: Int
    package var audience: Audience
    package var isNoIndex: Bool
    package var linkKey: String
    /// The first posts of its main line, where `opened` was asked for them.
    package var opening: [Post] = []

    /// Posts that vanished have the last positions.
    static let columns: SQL =
        """
        threads.key AS key, threads.network AS network, threads.model AS model, threads.title AS title,
        threads.language AS language, threads.posts AS posts, threads.published AS published,
        threads.updated AS updated, threads.kept AS kept, threads.retrieved AS retrieved,
        threads.completeness AS completeness, threads.revision AS revision, threads.audience AS audience,
        threads.noindex AS noindex, threads.link_key AS link_key, latest.model AS author_model,
        (SELECT lost FROM thread_posts AS all_posts WHERE all_posts.thread = threads.key
            ORDER BY all_posts.position DESC LIMIT 1) AS has_lost
        """

    /// What has to stand behind a `FROM … threads` for `columns`.
    static let joins: SQL =
        """
        JOIN authors ON authors.key = threads.author JOIN author_versions AS latest ON latest.key = authors.version
        """

    fileprivate init(_ row: Row) throws(StoreFailure) {
        key = try row.integer("key")
        network = try row.name("network")
        id = try ThreadForm(bytes: row.bytes("model")).head.id
        author = try Author(form: row.bytes("author_model"))
        title = try row.text("title")
        language = try row.textOrNil("language")
        posts = try row.count("posts")
        (published, updated) = (try row.instant("published"), try row.instant("updated"))
        (kept, retrieved) = (try row.instant("kept"), try row.instant("retrieved"))
        completeness = try row.name("completeness")
        revision = try row.count("revision")
        audience = try row.name("audience")
        isNoIndex = try row.flag("noindex")
        linkKey = try row.text("link_key")
    }
}

/// Where a page of a list ended.
package struct ListCursor: Sendable, Hashable {
    package var instant: Timestamp
    package var key: Int64

    package init(instant: Timestamp, key: Int64) { (self.instant, self.key) = (instant, key) }
}

package struct ThreadPage: Sendable, Equatable {
    package var threads: [ThreadSummary]
    package var next: ListCursor?
}

extension Connection {
    /// Threads that `viewer` may see in lists, those with the latest news first.
    package func recentThreads(
        after cursor: ListCursor? = nil, limit: Int = 20, for viewer: Viewer
    ) throws(StoreFailure) -> ThreadPage {
        let behind: SQL =
            cursor.map { "AND (threads.updated, threads.key) < (\($0.instant), \($0.key))" } ?? ""
        let threads = try summaries(
            "\(Visibility.listed(to: viewer)) \(behind) ORDER BY threads.updated DESC, threads.key DESC LIMIT \(limit + 1)",
            for: viewer)
        return page(threads, limit: limit, by: \.updated)
    }

    /// An author's threads that `viewer` may see in lists, the newest first.
    package func threads(
        by author: Author.ID, on network: Network, after cursor: ListCursor? = nil, limit: Int = 20, for viewer: Viewer
    ) throws(StoreFailure) -> ThreadPage {
        let row = try first(
            "SELECT key FROM authors WHERE network = \(network.rawValue) AND id = \(columnID(author.value))")
        guard let key = try row?.integer("key") else { return ThreadPage(threads: [], next: nil) }
        let behind: SQL =
            cursor.map { "AND (threads.published, threads.key) < (\($0.instant), \($0.key))" } ?? ""
        let threads = try summaries(
            """
            threads.author = \(key) AND \(Visibility.listed(to: viewer)) \(behind)
            ORDER BY threads.published DESC, threads.key DESC LIMIT \(limit + 1)
            """, for: viewer)
        return page(threads, limit: limit, by: \.published)
    }

    /// An author's threads that `viewer` may see in lists, those with the latest news first.
    package func news(
        by author: Author.ID, on network: Network, limit: Int = 20, for viewer: Viewer
    ) throws(StoreFailure) -> [ThreadSummary] {
        try summaries(
            """
            threads.author = (SELECT key FROM authors WHERE network = \(network.rawValue) AND id = \(columnID(author.value)))
            AND \(Visibility.listed(to: viewer)) ORDER BY threads.updated DESC, threads.key DESC LIMIT \(limit)
            """, for: viewer)
    }

    private func summaries(_ condition: SQL, for viewer: Viewer) throws(StoreFailure) -> [ThreadSummary] {
        try query(
            "SELECT \(ThreadSummary.columns) FROM threads \(ThreadSummary.joins) WHERE threads.in_lists = 1 AND \(condition)"
        )
        .map { row throws(StoreFailure) in try summary(row, for: viewer) }
    }

    /// A thread as a list shows it to `viewer`. The row tells of its last retrieval; who sees what vanished sees it with that.
    func summary(_ row: Row, for viewer: Viewer) throws(StoreFailure) -> ThreadSummary {
        var summary = try ThreadSummary(row)
        guard viewer.seesVanished(from: summary.network), try row.flagOrNil("has_lost") == true,
            let shown = try thread(.key(summary.key), for: .host)?.shown(withVanished: true)
        else { return summary }
        (summary.title, summary.posts) = (shown.title, shown.posts.count)
        summary.completeness = shown.completeness.state
        return summary
    }

    private func page(
        _ threads: [ThreadSummary], limit: Int, by instant: KeyPath<ThreadSummary, Timestamp>
    ) -> ThreadPage {
        let shown = Array(threads.prefix(limit))
        let last = threads.count > limit ? shown.last : nil
        return ThreadPage(
            threads: shown, next: last.map { ListCursor(instant: $0[keyPath: instant], key: $0.key) })
    }
}
