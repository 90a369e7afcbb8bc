extension Connection {
    /// How many copies there are of what the posts of each of these threads show; threads without any are left out.
    package func copyCounts(of threads: [Int64]) throws(StoreFailure) -> [Int64: Int] {
        var counts: [Int64: Int] = [:]
        for part in threads.chunked(256) {
            for row in try query(
                """
                SELECT thread, COUNT(*) AS copies FROM thread_posts
                JOIN media_uses ON media_uses.owner = 'post' AND media_uses.owner_key = thread_posts.post
                JOIN media_sources ON media_sources.hash = media_uses.source
                WHERE thread IN (\(list: part.map(SQLValue.integer))) AND media_sources.media IS NOT NULL
                GROUP BY thread
                """)
            {
                counts[try row.integer("thread")] = try row.count("copies")
            }
        }
        return counts
    }
}
