import Unroll

/// In which order posts are found.
package enum SearchOrder: String, Sendable, CaseIterable {
    case newest
    /// By how well they fit, of the newest 2,000 that fit at all.
    case relevance
}

/// Where a page of results ended; the next one goes on behind it.
package struct SearchCursor: Sendable, Hashable {
    /// How well the last one fitted, on the database's own scale; 0 when sorted by time.
    package var rank: Int64
    package var post: Int64

    package init(rank: Int64 = 0, post: Int64) { (self.rank, self.post) = (rank, post) }
}

/// A post that was found, and the thread to read it in.
package struct SearchHit: Sendable, Equatable {
    package var post: Post
    package var thread: ThreadSummary
    /// What is shown of it.
    package var finds: [SearchFind]
    /// Which post of the thread's main line it is, where nothing is missing there.
    package var number: Int?
}

package struct SearchPage: Sendable, Equatable {
    package var hits: [SearchHit]
    /// Nil where nothing more is to be found.
    package var next: SearchCursor?
    /// Whether the index is still being made anew, so that older posts may not be found yet.
    package var isPartial = false
}

extension Connection {
    /// A page of at most `limit` of the author's posts that `query` finds among what `viewer` may see in lists.
    package func search(
        _ query: SearchQuery, order: SearchOrder = .newest, after cursor: SearchCursor? = nil, limit: Int = 20,
        for viewer: Viewer
    ) throws(StoreFailure) -> SearchPage {
        guard let marks = try marks(for: query, viewer: viewer) else { return SearchPage(hits: [], next: nil) }
        let found: [SearchCursor] =
            switch order {
            case .newest: try newest(query, marks, after: cursor, limit: limit + 1)
            case .relevance: try fitting(query, marks, after: cursor, limit: limit + 1)
            }
        var hits: [SearchHit] = []
        for place in found.prefix(limit) {
            if let hit = try hit(place.post, query: query, for: viewer) { hits.append(hit) }
        }
        return SearchPage(
            hits: hits, next: found.count > limit ? found.prefix(limit).last : nil,
            isPartial: try isIndexUnfinished())
    }

    /// Groups of marks of which a post needs one each; nil where nobody can have them.
    private func marks(for query: SearchQuery, viewer: Viewer) throws(StoreFailure) -> [[String]]? {
        var groups: [[String]] = []
        if let marks = Visibility.marks(for: viewer) { groups.append(marks.map(\.rawValue)) }
        for handle in query.handles {
            let authors = try authorKeys(handle)
            if authors.isEmpty { return nil }
            groups.append(authors.map { "a=\($0)" })
        }
        if query.hasImage { groups.append(["i=1"]) }
        let networks = query.networks.isEmpty ? Array(Network.allCases) : Array(query.networks)
        // A question without words needs something to look up.
        if !query.networks.isEmpty || (groups.isEmpty && query.phrases.isEmpty) {
            groups.append(networks.map { "n=\($0.rawValue)" }.sorted())
        }
        return groups
    }

    /// Authors who have or had this handle, or one that begins with it up to its server: `ines` is `ines.example` and
    /// `ines@social.example` too.
    private func authorKeys(_ handle: String) throws(StoreFailure) -> [Int64] {
        let handle = columnID(handle)
        return try query(
            """
            SELECT DISTINCT author FROM author_versions WHERE handle_folded = \(handle)
                OR (handle_folded > \(handle + ".") AND handle_folded < \(handle + "/"))
                OR (handle_folded > \(handle + "@") AND handle_folded < \(handle + "A"))
            ORDER BY author LIMIT 50
            """
        ).map { row throws(StoreFailure) in try row.integer("author") }
    }

    private func hit(_ post: Int64, query: SearchQuery, for viewer: Viewer) throws(StoreFailure) -> SearchHit? {
        let row = try first(
            """
            SELECT posts.model AS post_model, posts.author_version AS author_version, thread_posts.role AS role,
                thread_posts.position AS position, \(ThreadSummary.columns)
            FROM posts JOIN thread_posts ON thread_posts.post = posts.key
            JOIN threads ON threads.key = thread_posts.thread \(ThreadSummary.joins)
            WHERE posts.key = \(post) AND thread_posts.role IN \(Role.own) AND \(Visibility.listed(to: viewer))
                AND \(Visibility.shown(to: viewer))
            ORDER BY threads.updated DESC, threads.key DESC LIMIT 1
            """)
        guard let row else { return nil }
        let version = try row.integer("author_version")
        guard let author = try authors([version])[version] else { return nil }
        var found = try Post(form: row.bytes("post_model"), author: author)
        let thread = try summary(row, for: viewer)
        if found.quote != nil {
            let gone = try gone(found.quoted.map(\.id), on: thread.network)
            let isSeen = viewer.seesVanished(from: thread.network)
            let shown = isSeen ? found.markingQuotes(gone) : found.withoutVanishedQuotes(gone)
            if shown != found, !query.stands(in: shown) { return nil }
            found = shown
        }
        return SearchHit(
            post: found, thread: thread, finds: query.finds(in: found), number: try number(row, in: thread))
    }

    private func number(_ row: Row, in thread: ThreadSummary) throws(StoreFailure) -> Int? {
        let (role, hasLost): (Role, Bool) = (try row.name("role"), try row.flagOrNil("has_lost") ?? false)
        guard role == .main, !hasLost, thread.completeness != .incomplete else { return nil }
        return try row.count("position") + 1
    }
}
