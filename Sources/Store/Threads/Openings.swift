import Unroll

extension Connection {
    /// How many posts an opening has at most.
    private static var openingLength: Int { 3 }

    /// The same threads with how each begins. It takes as long for a thread of a thousand posts as for a short one.
    package func opened(_ threads: [ThreadSummary]) throws(StoreFailure) -> [ThreadSummary] {
        var openings: [Int64: [Post]] = [:]
        let byKey = Dictionary(threads.map { ($0.key, $0) }) { first, _ in first }
        for part in byKey.keys.sorted().chunked(256) {
            // Posts that vanished have the last positions.
            for row in try query(
                """
                SELECT thread, model FROM thread_posts JOIN posts ON posts.key = thread_posts.post
                WHERE thread IN (\(list: part.map(SQLValue.integer))) AND position < \(Self.openingLength)
                    AND role = \(Role.main.rawValue) AND lost = 0 ORDER BY thread, position
                """)
            {
                guard let thread = byKey[try row.integer("thread")] else { continue }
                openings[thread.key, default: []].append(try Post(form: row.bytes("model"), author: thread.author))
            }
        }
        return threads.map { thread in
            var thread = thread
            thread.opening = openings[thread.key] ?? []
            return thread
        }
    }
}
