/// The two databases' ways of asking their index, side by side.
extension Connection {
    /// Of how many posts relevance is computed: the newest that fit.
    static var ranked: Int { 2000 }

    /// In how many posts PostgreSQL looks by itself before it asks the index, and at most, where it may expect to find enough.
    private static var near: Int { 2000 }
    private static var farthest: Int { 100_000 }

    /// With fewer finds than this among the nearest, a word is taken for a rare one.
    private static var few: Int { 6 }

    /// Of how many posts the index is asked for all of them, if they are no more.
    private static var rare: Int { 4000 }

    func newest(
        _ query: SearchQuery, _ marks: [[String]], after cursor: SearchCursor?, limit: Int
    ) throws(StoreFailure) -> [SearchCursor] {
        let (least, end) = query.range(before: cursor?.post)
        switch dialect {
        case .sqlite:
            return try cursors(
                """
                SELECT rowid AS post FROM search WHERE search MATCH \(query.match(marks: marks))
                    AND rowid >= \(least) AND rowid < \(end) ORDER BY rowid DESC LIMIT \(limit)
                """)
        case .postgres:
            let fits: SQL = "words @@ CAST(CAST(\(query.tsquery(marks: marks)) AS TEXT) AS TSQUERY)"
            // What many posts have is soon found among the newest. Of a rare word the planner would think so too, for it knows the
            // frequent ones only, and go through all posts there are: what stands behind OFFSET it plans by itself.
            func near(_ posts: Int) throws(StoreFailure) -> [SearchCursor] {
                try cursors(
                    """
                    SELECT post FROM (SELECT post, words FROM search WHERE post >= \(least) AND post < \(end)
                        ORDER BY post DESC LIMIT \(posts) OFFSET 0) AS near WHERE \(fits) ORDER BY post DESC LIMIT \(limit)
                    """)
            }
            let nearest = try near(Self.near)
            if nearest.count == limit { return nearest }
            if nearest.count < Self.few {
                // The index names them quickly; what takes long is to fetch them.
                let found = try cursors("SELECT post FROM search WHERE \(fits) LIMIT \(Self.rare + 1)")
                if found.count <= Self.rare {
                    let fitting = found.filter { $0.post >= least && $0.post < end }.sorted { $0.post > $1.post }
                    return Array(fitting.prefix(limit))
                }
            }
            // Twice as many as it should take, if the word is as frequent further back.
            let reach = 2 * Self.near * limit / max(nearest.count, 1)
            if reach <= Self.farthest {
                let found = try near(reach)
                if found.count == limit { return found }
            }
            return try cursors(
                """
                SELECT post FROM (SELECT post FROM search WHERE \(fits) OFFSET 0) AS found
                WHERE post >= \(least) AND post < \(end) ORDER BY post DESC LIMIT \(limit)
                """)
        }
    }

    private func cursors(_ statement: SQL) throws(StoreFailure) -> [SearchCursor] {
        var found: [SearchCursor] = []
        for row in try query(statement) { found.append(SearchCursor(post: try row.integer("post"))) }
        return found
    }

    /// Those that fit best first; of those that fit equally well, the newest.
    func fitting(
        _ query: SearchQuery, _ marks: [[String]], after cursor: SearchCursor?, limit: Int
    ) throws(StoreFailure) -> [SearchCursor] {
        let newest = try newest(query, marks, after: nil, limit: Self.ranked)
        guard let oldest = newest.last else { return [] }
        let (_, end) = query.range(before: nil)
        // Marks and what is shut out say who finds a post, not how well it fits; and a word that every post has still counts a millionth.
        var wanted = query
        wanted.excluded = []
        let fitted = wanted.tsquery(marks: query.phrases.isEmpty ? marks : [])
        let ranked: SQL =
            switch dialect {
            case .sqlite:
                """
                SELECT rowid AS post, CAST(bm25(search, 1.0, 0.0) * -1e12 AS INTEGER) AS fit FROM search
                WHERE search MATCH \(query.match(marks: marks)) AND rowid >= \(oldest.post) AND rowid < \(end)
                """
            case .postgres:
                """
                SELECT post, CAST(ts_rank(words, CAST(CAST(\(fitted) AS TEXT) AS TSQUERY)) * 1e12 AS BIGINT) AS fit FROM search
                WHERE words @@ CAST(CAST(\(query.tsquery(marks: marks)) AS TEXT) AS TSQUERY)
                    AND post >= \(oldest.post) AND post < \(end)
                """
            }
        let behind: SQL =
            cursor.map { "WHERE fit < \($0.rank) OR (fit = \($0.rank) AND post < \($0.post))" } ?? ""
        var found: [SearchCursor] = []
        for row in try self.query(
            "SELECT post, fit FROM (\(ranked)) AS ranked \(behind) ORDER BY fit DESC, post DESC LIMIT \(limit)")
        {
            found.append(SearchCursor(rank: try row.integer("fit"), post: try row.integer("post")))
        }
        return found
    }
}

extension SearchQuery {
    /// The keys of the posts that may be found: from the first, up to before the second.
    fileprivate func range(before cursor: Int64?) -> (Int64, Int64) {
        (after.map(PostKey.bound) ?? 0, min(cursor ?? .max, before.map(PostKey.bound) ?? .max))
    }
}
