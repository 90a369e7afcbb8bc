import Unroll

extension Connection {
    /// Takes a thread away, everywhere: its posts wherever they stand or are quoted, their revisions, its retrievals and
    /// exchanges, search, media nobody else uses. Its ids go on the list, and are given back: what other threads' exchanges hold of it
    /// `purge` removes.
    @discardableResult package func removeThread(
        _ thread: Int64, at instant: Timestamp, key: RemovalKey
    ) throws(StoreFailure) -> Set<PostID> {
        guard let row = try first("SELECT network, model FROM threads WHERE key = \(thread)") else { return [] }
        let (network, head): (Network, Thread) = (
            try row.name("network"), try ThreadForm(bytes: row.bytes("model")).head
        )
        try noteChangeOfEverything()
        let lines = try lines(of: thread)
        let own = lines.filter(\.role.isOwn).map(\.post)
        let ids = try ids(of: own)
        let all = Set([head.id] + head.aliases + ids)
        try add(all.map { Removed(hash: key.hash(ofThread: $0, on: network), at: instant) })
        try addPages(all, by: head.author.id, on: network, at: instant, key: key)
        try addCopies(of: own, at: instant, key: key)
        let authors = try authors(in: [thread], and: lines.map(\.post))
        try dropThreads([thread])
        try dropPosts(own)
        try dropUnused(lines.map(\.post))
        try dropUnused(authors: authors)
        try withdrawQuotes(
            of: ids.map { columnID($0.value) }, column: "quoted", without: RemovedNames(authors: [], posts: Set(ids)),
            network)
        try note(traces: all.map(\.value))
        return all
    }

    /// Takes an author away, everywhere, as `removeThread` does: all threads, and all posts in and quotes by others. Gives the ids of the
    /// posts there were.
    @discardableResult package func removeAuthor(
        _ id: Author.ID, on network: Network, at instant: Timestamp, key: RemovalKey
    ) throws(StoreFailure) -> Set<PostID> {
        let handles = try versions(of: id, on: network).map(\.author.handle)
        let names = [key.hash(ofAuthor: id, on: network)] + handles.map { key.hash(ofHandle: $0, on: network) }
        try add(names.map { Removed(hash: $0, at: instant) })
        try noteChangeOfEverything()
        try note(traces: [id.value] + handles)
        let column = columnID(id.value)
        let row = try first("SELECT key FROM authors WHERE network = \(network.rawValue) AND id = \(column)")
        var posts: Set<PostID> = []
        if let author = try row?.integer("key") {
            let threads = try keys("SELECT key FROM threads WHERE author = \(author)")
            var others: [Int64] = []
            for thread in threads { others += try lines(of: thread).map(\.post) }
            let own = try keys("SELECT key FROM posts WHERE author = \(author)")
            posts = Set(try ids(of: own))
            try addPages(posts, by: id, on: network, at: instant, key: key)
            try addCopies(of: own, at: instant, key: key)
            let authors = try authors(in: threads, and: own + others)
            try dropThreads(threads)
            try dropPosts(own)
            try dropUnused(others)
            try dropUnused(authors: authors.union([author]))
        }
        try withdrawQuotes(of: [column], column: "author", without: RemovedNames(authors: [id], posts: []), network)
        return posts
    }

    /// Empties the quotes of a post that is not kept itself.
    func removeQuotes(of post: PostID, on network: Network) throws(StoreFailure) {
        try noteChangeOfEverything()
        try withdrawQuotes(
            of: [columnID(post.value)], column: "quoted", without: RemovedNames(authors: [], posts: [post]), network)
    }

    /// Takes posts away that stand in others' threads only.
    func removePosts(_ keys: [Int64]) throws(StoreFailure) {
        if keys.isEmpty { return }
        try noteChangeOfEverything()
        let authors = try authors(in: [], and: keys)
        try dropPosts(keys)
        try dropUnused(authors: authors)
    }

    /// So that whoever comes by an old address is told that the page was removed.
    private func addPages(
        _ posts: Set<PostID>, by author: Author.ID, on network: Network, at instant: Timestamp, key: RemovalKey
    ) throws(StoreFailure) {
        // Links on Bluesky name their author by a handle as well.
        let handles =
            network == .bluesky
            ? Set(try versions(of: author, on: network).map { $0.author.handle.lowercased() }).sorted() : []
        let pages = posts.flatMap { post in
            let path = post.path(on: network)
            return [path] + handles.map { [$0] + path.dropFirst() }
        }
        try add(pages.map { Removed(hash: key.hash(ofPage: $0, on: network), at: instant) })
    }

    /// The same for addresses that other servers gave their copies of the posts with these keys.
    private func addCopies(of posts: [Int64], at instant: Timestamp, key: RemovalKey) throws(StoreFailure) {
        let pages = try copyPaths(of: posts)
        try add(pages.map { Removed(hash: key.hash(ofPage: $0, on: .mastodon), at: instant) })
    }

    private func keys(_ sql: SQL) throws(StoreFailure) -> [Int64] {
        try query(sql).map { row throws(StoreFailure) in try row.integer("key") }
    }

    func ids(of posts: [Int64]) throws(StoreFailure) -> [PostID] {
        var ids: [PostID] = []
        for part in posts.chunked(256) {
            for row in try query("SELECT model FROM posts WHERE key IN (\(list: part.map(SQLValue.integer)))") {
                ids.append(try Post(form: row.bytes("model"), author: Author(id: Author.ID(""), handle: "")).id)
            }
        }
        return ids
    }

    private func dropThreads(_ threads: [Int64]) throws(StoreFailure) {
        for thread in threads { try execute("DELETE FROM threads WHERE key = \(thread)") }
    }

    private func dropPosts(_ posts: [Int64]) throws(StoreFailure) {
        try unindex(keys: posts)
        for post in posts {
            try dropMediaUses(of: .post(post))
            try execute("DELETE FROM thread_posts WHERE post = \(post)")
            try execute("DELETE FROM posts WHERE key = \(post)")
        }
    }

    /// Posts that stand in no thread any more.
    private func dropUnused(_ posts: [Int64]) throws(StoreFailure) {
        for part in posts.chunked(256) {
            try dropPosts(
                keys(
                    """
                    SELECT key FROM posts WHERE key IN (\(list: part.map(SQLValue.integer)))
                        AND NOT EXISTS (SELECT 1 FROM thread_posts WHERE post = posts.key)
                    """))
        }
    }

    /// Whose these threads and posts are.
    private func authors(in threads: [Int64], and posts: [Int64]) throws(StoreFailure) -> Set<Int64> {
        var authors: Set<Int64> = []
        for (table, all) in [("threads", threads), ("posts", posts)] as [(SQL, [Int64])] {
            for part in all.chunked(256) {
                authors.formUnion(
                    try keys(
                        """
                        SELECT DISTINCT author AS key FROM \(table) WHERE key IN (\(list: part.map(SQLValue.integer)))
                        """))
            }
        }
        return authors
    }

    /// Authors of whom nothing is kept any more.
    private func dropUnused(authors: Set<Int64>) throws(StoreFailure) {
        for part in authors.sorted().chunked(256) {
            for author in try keys(
                """
                SELECT key FROM authors WHERE key IN (\(list: part.map(SQLValue.integer)))
                    AND NOT EXISTS (SELECT 1 FROM posts WHERE author = authors.key)
                    AND NOT EXISTS (SELECT 1 FROM threads WHERE author = authors.key)
                """)
            {
                try dropMediaUses(of: .author(author))
                try execute("DELETE FROM authors WHERE key = \(author)")
            }
        }
    }

    /// Empties the quotes of what was removed, in posts and in their revisions.
    private func withdrawQuotes(
        of ids: [String], column: SQL, without removed: RemovedNames, _ network: Network
    ) throws(StoreFailure) {
        for part in ids.chunked(256) {
            let condition: SQL = "network = \(network.rawValue) AND \(column) IN (\(list: part.map(SQLValue.text)))"
            let quoting = try keys("SELECT DISTINCT post AS key FROM post_quotes WHERE \(condition)")
            try unindex(keys: quoting)
            for post in quoting {
                func cleaned(_ row: Row) throws(StoreFailure) -> Post {
                    try Post(form: row.bytes("model"), author: Author(id: Author.ID(""), handle: ""))
                        .without(removed)
                }
                var media: [Link] = []
                if let row = try first("SELECT model FROM posts WHERE key = \(post)") {
                    let clean = try cleaned(row)
                    media += clean.mediaLinks
                    try execute(
                        """
                        UPDATE posts SET model = \(clean.form), content = \(contentHash(clean)) WHERE key = \(post)
                        """)
                }
                for row in try query("SELECT revision, model FROM post_revisions WHERE post = \(post)") {
                    let clean = try cleaned(row)
                    media += clean.mediaLinks
                    try execute(
                        """
                        UPDATE post_revisions SET model = \(clean.form)
                        WHERE post = \(post) AND revision = \(row.integer("revision"))
                        """)
                }
                try dropMediaUses(of: .post(post), except: media)
            }
            try execute("DELETE FROM post_quotes WHERE \(condition)")
            try reindex(Set(quoting))
        }
    }
}
