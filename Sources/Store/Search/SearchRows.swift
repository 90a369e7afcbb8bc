import Unroll

extension Connection {
    /// Takes posts out of the index before they are changed, for it forgets them only with the words it knows.
    func unindex(posts ids: [PostID], of network: Network) throws(StoreFailure) {
        for part in ids.map({ columnID($0.value) }).chunked(256) {
            try unindex(
                """
                posts.network = \(network.rawValue) AND posts.id IN (\(list: part.map(SQLValue.text)))
                """)
        }
    }

    func unindex(keys: [Int64]) throws(StoreFailure) {
        for part in keys.chunked(256) { try unindex("posts.key IN (\(list: part.map(SQLValue.integer)))") }
    }

    private func unindex(_ condition: SQL) throws(StoreFailure) {
        var entries: [SearchEntry] = []
        for row in try query("SELECT key, model, marks FROM posts WHERE marks IS NOT NULL AND \(condition)") {
            entries.append(try SearchEntry(row, marks: row.text("marks")))
        }
        guard !entries.isEmpty else { return }
        try unindex(entries)
        try execute("UPDATE posts SET marks = NULL WHERE marks IS NOT NULL AND \(condition)")
    }

    /// Brings the index up to date for posts: who may find them, and whether anybody may.
    func reindex(_ keys: Set<Int64>) throws(StoreFailure) {
        for part in keys.sorted().chunked(256) {
            var (old, new): ([SearchEntry], [SearchEntry]) = ([], [])
            for row in try query(
                """
                SELECT key, network, author, model, marks,
                    EXISTS (SELECT 1 FROM thread_posts WHERE post = posts.key AND role IN \(Role.own)) AS is_own,
                    \(isFound(by: .anyone)) AS is_found, \(isFound(by: .anyone(seeingVanishedFromX: true))) AS is_found_vanished
                FROM posts WHERE key IN (\(list: part.map(SQLValue.integer)))
                """)
            {
                let marks = try SearchEntry.marks(of: row)
                let before = try row.textOrNil("marks")
                guard before != marks else { continue }
                if let before { old.append(try SearchEntry(row, marks: before)) }
                if let marks { new.append(try SearchEntry(row, marks: marks)) }
            }
            // Of two who do this at once, one has to begin anew: PostgreSQL says so at the row of a post, and of an entry of the index only
            // that it is there already.
            try note(new, insteadOf: old)
            try unindex(old)
            try index(new)
        }
    }

    /// Whether somebody finds a post, in any of the threads it stands in.
    private func isFound(by viewer: Viewer) -> SQL {
        """
        EXISTS (SELECT 1 FROM thread_posts JOIN threads ON threads.key = thread_posts.thread
            WHERE post = posts.key AND role IN \(Role.own) AND \(Visibility.listed(to: viewer))
                AND \(Visibility.shown(to: viewer)))
        """
    }

    /// Whether the index was emptied by a new version of the tables and is not filled yet (`Schema.indexAnew`).
    package func isIndexUnfinished() throws(StoreFailure) -> Bool { try setting("search.unfinished") != nil }

    package func finishIndex() throws(StoreFailure) { try set("search.unfinished", to: nil) }

    /// Puts posts that are not in the index into it, where they are to be found: `limit` of those before `key`, the newest first. Where to
    /// go on, nil at the end.
    package func indexPosts(before key: Int64 = .max, limit: Int = 500) throws(StoreFailure) -> Int64? {
        let keys = try query(
            "SELECT key FROM posts WHERE key < \(key) AND marks IS NULL ORDER BY key DESC LIMIT \(limit)"
        ).map { row throws(StoreFailure) in try row.integer("key") }
        try reindex(Set(keys))
        return keys.count < limit ? nil : keys.last
    }

    private func note(_ new: [SearchEntry], insteadOf old: [SearchEntry]) throws(StoreFailure) {
        var byMarks: [String: [SQLValue]] = [:]
        for entry in new { byMarks[entry.marks, default: []].append(.integer(entry.post)) }
        let kept = Set(new.map(\.post))
        let left = old.map(\.post).filter { !kept.contains($0) }
        if !left.isEmpty {
            try execute("UPDATE posts SET marks = NULL WHERE key IN (\(list: left.map(SQLValue.integer)))")
        }
        for (marks, keys) in byMarks.sorted(by: { $0.key < $1.key }) {
            try execute("UPDATE posts SET marks = \(marks) WHERE key IN (\(list: keys))")
        }
    }
}

extension SearchEntry {
    /// An entry as it was or will be indexed, from a row with `key` and `model`.
    fileprivate init(_ row: Row, marks: String) throws(StoreFailure) {
        let post = try Post(form: row.bytes("model"), author: Author(id: Author.ID(""), handle: ""))
        self.init(
            post: try row.integer("key"), words: SearchEntry.words(of: post), marks: marks)
    }

    /// Nil for posts that nobody finds: other people's, that a thread only answers.
    fileprivate static func marks(of row: Row) throws(StoreFailure) -> String? {
        guard try row.flag("is_own") else { return nil }
        let network: Network = try row.name("network")
        let post = try Post(form: row.bytes("model"), author: Author(id: Author.ID(""), handle: ""))
        return try marks(
            on: network, author: row.integer("author"), hasPicture: post.hasPicture,
            finding: row.flag("is_found") ? .everybody : row.flag("is_found_vanished") ? .whoSeesVanished : nil)
    }

    /// - Parameters:
    ///   - author: the key of its author.
    ///   - finding: who finds it besides the host; nil for nobody.
    static func marks(on network: Network, author: Int64, hasPicture: Bool, finding: Visibility.Mark?) -> String {
        var marks = ["n=\(network.rawValue)", "a=\(author)"]
        if hasPicture { marks.append("i=1") }
        if let finding { marks.append(finding.rawValue) }
        return marks.joined(separator: " ")
    }
}
