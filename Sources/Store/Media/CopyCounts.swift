extension Connection {
    /// How many copies there are of what the posts of each of these threads show; threads without any are left out.
    package func copyCounts(of threads: [Int64]) throws(StoreFailure) -> [Int64: Int] {
        var counts: [Int64: Int] = [:]
        for part in threads.chunked(256) {
            // Joined in this order: left to itself, SQLite would go through what all posts show.
            for row in try query(
                """
                SELECT thread, COUNT(*) AS copies FROM thread_posts CROSS JOIN media_uses CROSS JOIN media_sources
                WHERE thread IN (\(list: part.map(SQLValue.integer)))
                    AND media_uses.owner = 'post' AND media_uses.owner_key = thread_posts.post
                    AND media_sources.hash = media_uses.source AND media_sources.media IS NOT NULL
                GROUP BY thread
                """)
            {
                counts[try row.integer("thread")] = try row.count("copies")
            }
        }
        return counts
    }
}
