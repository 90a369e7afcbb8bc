import Unroll

/// What a row of `threads` says, without the posts.
struct ThreadRow: Sendable {
    var key: Int64
    var revision: Int64
    var retrieved: Timestamp
    var audience: Audience
    var reason: String
}

extension Connection {
    /// The row of a thread under any of the ids it is known by.
    func threadRow(of thread: Thread) throws(StoreFailure) -> ThreadRow? {
        let ids = ([thread.id] + thread.aliases).map { SQLValue.text(columnID($0.value)) }
        let row = try first(
            """
            SELECT threads.key AS key, revision, retrieved, audience, reason FROM thread_aliases
            JOIN threads ON threads.key = thread_aliases.thread
            WHERE thread_aliases.network = \(thread.network.rawValue) AND thread_aliases.id IN (\(list: ids))
            ORDER BY threads.key LIMIT 1
            """)
        guard let row else { return nil }
        return ThreadRow(
            key: try row.integer("key"), revision: try row.integer("revision"), retrieved: try row.instant("retrieved"),
            audience: try row.name("audience"), reason: try row.text("reason"))
    }

    func lines(of thread: Int64) throws(StoreFailure) -> [ThreadLine] {
        var lines: [ThreadLine] = []
        for row in try query(
            """
            SELECT role, part, post, following, lost FROM thread_posts WHERE thread = \(thread) ORDER BY position
            """)
        {
            lines.append(try ThreadLine(row))
        }
        return lines
    }

    func replaceLines(of thread: Int64, with lines: [ThreadLine]) throws(StoreFailure) {
        try execute("DELETE FROM thread_posts WHERE thread = \(thread)")
        try addLines([(thread, lines)])
    }

    func addLines(_ lines: [(thread: Int64, lines: [ThreadLine])]) throws(StoreFailure) {
        try insert(
            "INSERT INTO thread_posts (thread, position, role, part, post, following, lost) VALUES ",
            rows: lines.flatMap { thread, lines in
                lines.enumerated().map { position, line in line.row(of: thread, at: position) }
            })
    }

    /// Marks posts that went, where it is known that they did: a tombstone says so, or, unless that `isSaid` alone counts, everything was
    /// asked for and answered.
    func markGone(
        _ lost: [Int64], in thread: Thread, isSaid: Bool = false
    ) throws(StoreFailure) -> [(post: Int64, change: PostChange, revision: Int64)] {
        var changes: [(post: Int64, change: PostChange, revision: Int64)] = []
        let reasons = thread.goneReasons
        for part in lost.chunked(256) {
            for row in try query(
                "SELECT key, id, revision FROM posts WHERE gone IS NULL AND key IN (\(list: part.map(SQLValue.integer)))"
            ) {
                let isAll = thread.completeness.state == .complete && !isSaid
                guard let reason = reasons[try row.text("id")] ?? (isAll ? Tombstone.Reason.unknown : nil) else {
                    continue
                }
                let key = try row.integer("key")
                try execute(
                    """
                    UPDATE posts SET gone = \(thread.retrieved), gone_because = \(reason.rawValue)
                    WHERE key = \(key) AND seen <= \(thread.retrieved)
                    """)
                changes.append((key, .gone, try row.integer("revision")))
            }
        }
        return changes
    }
}

extension ThreadLine {
    fileprivate func row(of thread: Int64, at position: Int) -> SQL {
        """
        (\(thread), \(position), \(role.rawValue), \(place.part), \(post), \(following), \(isLost))
        """
    }

    init(_ row: Row) throws(StoreFailure) {
        self.init(
            place: Place(role: try row.name("role"), part: try row.count("part")), post: try row.integer("post"),
            isLost: try row.flag("lost"), following: try row.integerOrNil("following"))
    }
}

extension Thread {
    /// Why posts are gone, by the id of their column.
    fileprivate var goneReasons: [String: Tombstone.Reason] {
        var reasons: [String: Tombstone.Reason] = [:]
        for hole in missing {
            if case .gone(let reason) = hole.reason, let id = hole.id { reasons[columnID(id.value)] = reason }
        }
        for case .tombstone(let tombstone)? in context + answers.map(\.to) {
            reasons[columnID(tombstone.id.value)] = tombstone.reason
        }
        return reasons
    }
}
