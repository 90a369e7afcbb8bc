import Unroll

extension Timestamp {
    /// When the network is asked for a thread that it does not know.
    static let never = Timestamp(milliseconds: .max)
}

extension Connection {
    /// Threads whose posts nobody has asked the network for since `instant`, those left alone longest first.
    package func threadsToLookFor(
        on network: Network, since instant: Timestamp, limit: Int
    ) throws(StoreFailure) -> [Int64] {
        try query(
            """
            SELECT key FROM threads WHERE network = \(network.rawValue) AND looked < \(instant)
            ORDER BY looked, key LIMIT \(limit)
            """
        ).map { row throws(StoreFailure) in try row.integer("key") }
    }

    /// The posts of a thread to ask for again, other people's included, and on X what they quote; none where it was retrieved after `instant`,
    /// or comes from its author's own export alone.
    package func postsToLookFor(in thread: Int64, since instant: Timestamp) throws(StoreFailure) -> [PostID] {
        let asked = try first(
            """
            SELECT 1 AS one FROM retrievals WHERE thread = \(thread) AND source_kind <> \(Source.Kind.export.rawValue) LIMIT 1
            """)
        guard asked != nil else { return [] }
        var ids: [PostID] = []
        for row in try query(
            """
            SELECT posts.model AS model FROM thread_posts JOIN posts ON posts.key = thread_posts.post
            WHERE thread_posts.thread = \(thread) AND posts.gone IS NULL AND posts.seen < \(instant)
            ORDER BY thread_posts.position
            """)
        {
            ids.append(try Post(form: row.bytes("model"), author: Author(id: Author.ID(""), handle: "")).id)
        }
        return ids + (try quotesToLookFor(in: thread, since: instant))
    }

    /// What the posts of a thread quote that has no row of its own, and so stands in no thread that is looked for itself.
    private func quotesToLookFor(in thread: Int64, since instant: Timestamp) throws(StoreFailure) -> [PostID] {
        try query(
            """
            SELECT DISTINCT post_quotes.quoted AS id FROM thread_posts JOIN posts ON posts.key = thread_posts.post
            JOIN post_quotes ON post_quotes.post = posts.key
            WHERE thread_posts.thread = \(thread) AND posts.gone IS NULL AND posts.seen < \(instant)
                AND post_quotes.network = \(Network.x.rawValue) AND post_quotes.gone IS NULL AND NOT EXISTS (
                    SELECT 1 FROM posts AS own WHERE own.network = post_quotes.network AND own.id = post_quotes.quoted)
            ORDER BY id
            """
        ).map { row throws(StoreFailure) in try row.text("id") }.filter { !isHashed($0) }.map { PostID($0) }
    }

    /// Notes that the posts of a thread were asked for.
    package func noteLooked(for thread: Int64, at instant: Timestamp) throws(StoreFailure) {
        try execute("UPDATE threads SET looked = \(instant) WHERE key = \(thread)")
    }

    /// What is known of the end of those of these posts that have vanished from their network.
    package func gone(_ posts: [PostID], on network: Network) throws(StoreFailure) -> [PostID: Post.Vanished] {
        let ids = Dictionary(posts.map { (columnID($0.value), $0) }) { first, _ in first }
        var gone: [PostID: Post.Vanished] = [:]
        for part in ids.keys.sorted().chunked(256) {
            for row in try query(
                """
                SELECT id, seen, gone, gone_because FROM posts
                WHERE network = \(network.rawValue) AND id IN (\(list: part.map(SQLValue.text))) AND gone IS NOT NULL
                UNION ALL SELECT quoted, posts.seen, post_quotes.gone, post_quotes.gone_because
                FROM post_quotes JOIN posts ON posts.key = post_quotes.post
                WHERE post_quotes.network = \(network.rawValue) AND quoted IN (\(list: part.map(SQLValue.text)))
                    AND post_quotes.gone IS NOT NULL
                """)
            {
                guard let id = ids[try row.text("id")], gone[id] == nil else { continue }
                gone[id] = Post.Vanished(
                    seen: try row.instant("seen"), gone: try row.instant("gone"),
                    because: try row.textOrNil("gone_because").flatMap(Tombstone.Reason.init))
            }
        }
        return gone
    }

    /// Notes that retrieving a thread again came to nothing.
    package func noteTried(for thread: Int64, at instant: Timestamp) throws(StoreFailure) {
        try execute("UPDATE threads SET tried = \(instant) WHERE key = \(thread)")
        try noteChange(of: thread)
    }

    /// Marks posts that vanished from their network, wherever they stand: they stay as after a refresh that does not find them. Each thread
    /// gets a revision that tells of it.
    package func markGone(
        _ posts: [PostID: Tombstone.Reason], on network: Network, source: Source, at instant: Timestamp
    ) throws(StoreFailure) {
        var marked: [Int64] = []
        for (id, reason) in posts.sorted(by: { $0.key < $1.key }) {
            for row in try query(
                """
                UPDATE posts SET gone = \(instant), gone_because = \(reason.rawValue)
                WHERE network = \(network.rawValue) AND id = \(columnID(id.value)) AND gone IS NULL RETURNING key
                """)
            {
                marked.append(try row.integer("key"))
            }
        }
        try markQuotesGone(posts, on: network, at: instant)
        try lose(marked, of: network, source: source, at: instant)
    }

    /// What a retrieval that began at `instant` has, by itself or quoted, is there again, unless it was found gone since.
    func noteThere(_ posts: [Post], on network: Network, since instant: Timestamp) throws(StoreFailure) {
        let ids = Set(posts.flatMap { [$0] + $0.quoted }.map { columnID($0.id.value) })
        var quoting: Set<Int64> = []
        for part in ids.sorted().chunked(256) {
            for row in try query(
                """
                UPDATE post_quotes SET gone = NULL, gone_because = NULL
                WHERE network = \(network.rawValue) AND quoted IN (\(list: part.map(SQLValue.text))) AND gone < \(instant)
                RETURNING post
                """)
            {
                quoting.insert(try row.integer("post"))
            }
        }
        if !quoting.isEmpty { try noteChange(ofThreadsWith: quoting) }
    }

    /// Notes of quoted posts that they vanished, whether they have rows of their own or not, and that pages with them changed.
    func markQuotesGone(
        _ posts: [PostID: Tombstone.Reason], on network: Network, at instant: Timestamp
    ) throws(StoreFailure) {
        var quoting: Set<Int64> = []
        for (id, reason) in posts.sorted(by: { $0.key < $1.key }) {
            for row in try query(
                """
                UPDATE post_quotes SET gone = \(instant), gone_because = \(reason.rawValue)
                WHERE network = \(network.rawValue) AND quoted = \(columnID(id.value)) AND gone IS NULL RETURNING post
                """)
            {
                quoting.insert(try row.integer("post"))
            }
        }
        if !quoting.isEmpty { try noteChange(ofThreadsWith: quoting) }
    }

    /// Takes posts that are marked as gone out of every thread they stand in, but for one that does without them already.
    func lose(
        _ posts: [Int64], elsewhereThanIn known: Int64? = nil, of network: Network, source: Source,
        at instant: Timestamp
    ) throws(StoreFailure) {
        var threads: [Int64: [Int64]] = [:]
        for post in posts {
            for line in try query("SELECT DISTINCT thread FROM thread_posts WHERE post = \(post)") {
                let thread = try line.integer("thread")
                if thread != known { threads[thread, default: []].append(post) }
            }
        }
        for (thread, gone) in threads.sorted(by: { $0.key < $1.key }) {
            try lose(gone, in: thread, of: network, source: source, at: instant)
        }
        // Where they are quoted, they are not shown to everybody any more.
        var quoting: Set<Int64> = []
        for part in posts.chunked(256) {
            for row in try query(
                """
                SELECT post FROM post_quotes JOIN posts ON posts.network = post_quotes.network AND posts.id = post_quotes.quoted
                WHERE posts.key IN (\(list: part.map(SQLValue.integer)))
                """)
            {
                quoting.insert(try row.integer("post"))
            }
        }
        if !quoting.isEmpty { try noteChange(ofThreadsWith: quoting) }
    }

    private func lose(
        _ gone: [Int64], in thread: Int64, of network: Network, source: Source, at instant: Timestamp
    ) throws(StoreFailure) {
        guard let left = try self.thread(thread, without: Set(gone)) else { return }
        let lines = try lines(of: thread)
        let arrangement = Arrangement(before: lines, losing: Set(gone))
        try unindex(keys: lines.map(\.post))
        try replaceLines(of: thread, with: arrangement.lines)
        try reindex(Set(lines.map(\.post)))
        guard
            let row = try first(
                """
                UPDATE threads SET revision = revision + 1, title = \(left.title), posts = \(arrangement.count),
                    completeness = \(left.completeness.state.rawValue), model = \(ThreadForm(left).bytes)
                WHERE key = \(thread) RETURNING id, revision
                """)
        else { return }
        let retrieval = try begin(try row.text("id"), on: network, at: instant)
        try execute(
            """
            UPDATE retrievals SET thread = \(thread), finished = \(instant), revision = \(row.integer("revision")),
                source_kind = \(source.kind.rawValue), source_host = \(source.host),
                completeness = \(left.completeness.state.rawValue), found = \(left.completeness.found)
            WHERE key = \(retrieval)
            """)
        try noteChange(of: thread)
        for post in gone {
            try execute(
                """
                INSERT INTO retrieval_changes (retrieval, post, change, revision)
                SELECT \(retrieval), key, \(PostChange.gone.rawValue), revision FROM posts WHERE key = \(post)
                """)
        }
    }

    /// What is left of a thread's last retrieval without posts that are marked as gone.
    private func thread(_ key: Int64, without gone: Set<Int64>) throws(StoreFailure) -> Thread? {
        guard let row = try first("SELECT model FROM threads WHERE key = \(key)") else { return nil }
        let stored = try storedPosts(of: key)
        let vanished = stored.lazy.filter { gone.contains($0.line.post) }
            .map { ($0.post.id, $0.because ?? .unknown) }
        return try ThreadForm(bytes: row.bytes("model")).thread(with: stored)
            .without(Dictionary(vanished) { first, _ in first })
    }
}
