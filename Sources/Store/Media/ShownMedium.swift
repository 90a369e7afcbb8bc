import Unroll

extension Connection {
    /// The medium of this hash, if it stands in something `viewer` may see: a post that a thread shows, or an author of one.
    package func medium(_ hash: [UInt8], for viewer: Viewer) throws(StoreFailure) -> Medium? {
        let open = Visibility.open(to: viewer)
        let row = try first(
            """
            SELECT key, hash, type, length, width, height, EXISTS (
                SELECT 1 FROM \(uses(by: "posts.key = owner_key")) WHERE media_sources.media = media.key AND owner = 'post'
                    AND \(open) AND \(Visibility.shown(to: viewer)) AND \(Visibility.whole(to: viewer))
            ) OR EXISTS (
                SELECT 1 FROM \(uses(by: "posts.author = owner_key")) WHERE media_sources.media = media.key AND owner = 'author'
                    AND \(open) AND \(Visibility.shown(to: viewer))
            ) AS is_shown FROM media WHERE hash = \(hash)
            """)
        guard let row else { return nil }
        if try !row.flag("is_shown") {
            guard try isShown(medium: row.integer("key"), besideGoneTo: viewer) else { return nil }
        }
        return try Medium(row)
    }

    /// Whether a medium stands in what `viewer` sees of posts that are not whole: not only in an earlier text, or in the quote of what
    /// vanished.
    private func isShown(medium: Int64, besideGoneTo viewer: Viewer) throws(StoreFailure) -> Bool {
        if viewer.seesVanished(from: .x) { return false }
        for row in try query(
            """
            SELECT DISTINCT posts.key AS key, posts.network AS network, posts.model AS model, media_sources.url AS url
            FROM \(uses(by: "posts.key = owner_key")) WHERE media_sources.media = \(medium) AND owner = 'post'
                AND \(Visibility.open(to: viewer)) AND \(Visibility.shown(to: viewer)) AND NOT \(Visibility.whole(to: viewer))
            LIMIT 100
            """)
        {
            let post = try Post(form: row.bytes("model"), author: Author(id: Author.ID(""), handle: ""))
            let left = post.withoutVanishedQuotes(try gone(post.quoted.map(\.id), on: row.name("network")))
            let url = try row.text("url")
            if left.mediaLinks.contains(where: { $0.text == url }) { return true }
        }
        return false
    }

    /// Addresses of media with the posts and threads that show what is there.
    private func uses(by condition: SQL) -> SQL {
        """
        media_sources JOIN media_uses ON media_uses.source = media_sources.hash JOIN posts ON \(condition)
        JOIN thread_posts ON thread_posts.post = posts.key JOIN threads ON threads.key = thread_posts.thread
        """
    }
}
