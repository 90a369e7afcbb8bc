/// What is noted of a change: whose pages and lists show something else from then on. Written in the transaction that made it.
extension Connection {
    /// So many threads are named one by one; of more, everything counts as changed.
    private static var maximumThreads: Int { 100 }

    /// Notes a change of one thread, and so of what is said of it on the pages of its author's other threads.
    func noteChange(of thread: Int64) throws(StoreFailure) {
        try execute("INSERT INTO changes (thread, author) SELECT key, author FROM threads WHERE key = \(thread)")
    }

    /// Notes a change of every thread in which one of these posts stands.
    func noteChange(ofThreadsWith posts: Set<Int64>) throws(StoreFailure) {
        var threads: Set<Int64> = []
        for part in posts.sorted().chunked(256) {
            let limit = Self.maximumThreads + 1
            for row in try query(
                """
                SELECT DISTINCT thread FROM thread_posts WHERE post IN (\(list: part.map(SQLValue.integer))) LIMIT \(limit)
                """)
            {
                threads.insert(try row.integer("thread"))
            }
            if threads.count >= limit { return try noteChangeOfEverything() }
        }
        try insert("INSERT INTO changes (thread) VALUES ", rows: threads.sorted().map { "(\($0))" })
    }

    /// Notes that pages of any thread may show something else.
    func noteChangeOfEverything() throws(StoreFailure) {
        try execute("INSERT INTO changes (thread, author) VALUES (NULL, NULL)")
    }
}
