import Unroll

extension Connection {
    /// Notes which post on Mastodon a retrieval was asked for, where its link led to another server's copy.
    package func noteCopy(of post: PostID, in retrieval: Int64?) throws(StoreFailure) {
        let row = try first("SELECT target FROM retrievals WHERE key = \(retrieval) AND network = 'mastodon'")
        guard let target = try row?.text("target"), let path = (try? PostLink(target))?.path,
            path != post.path(on: .mastodon)
        else { return }
        try execute(
            """
            INSERT INTO post_copies (path, post)
            SELECT \(columnPath(path)), key FROM posts WHERE network = 'mastodon' AND id = \(columnID(post.value))
            ON CONFLICT (path) DO UPDATE SET post = excluded.post
            """)
    }

    /// The paths by which other servers know the posts with these keys; without those too long for a column.
    func copyPaths(of posts: [Int64]) throws(StoreFailure) -> [[String]] {
        var paths: [[String]] = []
        for part in posts.chunked(256) {
            let rows = try query(
                "SELECT path FROM post_copies WHERE post IN (\(list: part.map(SQLValue.integer)))")
            paths += try rows.map { row throws(StoreFailure) in try row.text("path") }
                .filter { !isHashed($0) }
                .map { $0.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init) }
        }
        return paths
    }

    /// The post on Mastodon that another server than its author's knows by `path`, the server and its id there.
    package func copied(_ path: [String]) throws(StoreFailure) -> PostID? {
        let row = try first(
            """
            SELECT model FROM post_copies JOIN posts ON posts.key = post_copies.post
            WHERE post_copies.path = \(columnPath(path))
            """)
        guard let row else { return nil }
        return try Post(form: row.bytes("model"), author: Author(id: Author.ID(""), handle: "")).id
    }
}
