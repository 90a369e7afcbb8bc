import Unroll

/// What a retrieval did to a post.
package enum PostChange: String, Sendable, Codable, CaseIterable {
    case added, edited, gone
    /// It was gone and is there again.
    case back
}

/// What the database knows of a post before it is kept again.
private struct KnownPost {
    var key: Int64
    var revision: Int64
    var content: [UInt8]
    var model: [UInt8]
    var authorVersion: Int64
    var seen: Timestamp
    var isGone: Bool
}

/// A post as it is being kept.
struct PostToKeep {
    var post: Post
    var author: AuthorRow
}

/// A post that is new.
struct NewPost {
    var draft: PostDraft
    var author: AuthorRow
    /// What it is found by, where it is put into the index at once.
    var marks: String?
}

extension Connection {
    /// Keeps posts, one row each whatever threads they stand in: their keys by id, and what changed. The newer of two retrievals is
    /// what is shown; what an edit replaced is kept as a revision. The index of words is not touched: see `reindex`.
    /// - Parameter begun: when the first answer of the retrieval may have come.
    func keep(
        _ posts: [PostToKeep], of network: Network, seen: Timestamp, begun: Timestamp, isRebuilt: Bool = false
    ) throws(StoreFailure) -> (keys: [PostID: Int64], changes: [(post: Int64, change: PostChange, revision: Int64)]) {
        let known = try known(posts, of: network)
        var keys: [PostID: Int64] = [:]
        var changes: [(post: Int64, change: PostChange, revision: Int64)] = []
        var new: [NewPost] = []
        for item in posts {
            guard let before = known[item.post.id] else {
                new.append(NewPost(draft: PostDraft(item.post, isFound: false), author: item.author))
                continue
            }
            keys[item.post.id] = before.key
            if before.seen <= seen {
                changes += try update(before, with: item, of: network, seen: seen, isRebuilt: isRebuilt)
            }
        }
        if !isRebuilt { try noteThere(posts.map(\.post), on: network, since: begun) }
        for (id, key) in try add(new, of: network, seen: seen) {
            keys[id] = key
            changes.append((key, .added, 1))
        }
        return (keys, changes)
    }

    private func known(_ posts: [PostToKeep], of network: Network) throws(StoreFailure) -> [PostID: KnownPost] {
        let ids = Dictionary(posts.map { (columnID($0.post.id.value), $0.post.id) }) { first, _ in first }
        var known: [PostID: KnownPost] = [:]
        for part in Array(ids.keys).chunked(256) {
            for row in try query(
                """
                SELECT key, id, revision, content, model, author_version, seen, gone FROM posts
                WHERE network = \(network.rawValue) AND id IN (\(list: part.map(SQLValue.text)))
                """)
            {
                guard let id = ids[try row.text("id")] else { continue }
                known[id] = KnownPost(
                    key: try row.integer("key"), revision: try row.integer("revision"),
                    content: try row.bytes("content"),
                    model: try row.bytes("model"), authorVersion: try row.integer("author_version"),
                    seen: try row.instant("seen"), isGone: try row.integerOrNil("gone") != nil)
            }
        }
        return known
    }

    private func update(
        _ before: KnownPost, with item: PostToKeep, of network: Network, seen: Timestamp, isRebuilt: Bool
    ) throws(StoreFailure) -> [(post: Int64, change: PostChange, revision: Int64)] {
        var changes: [(post: Int64, change: PostChange, revision: Int64)] = []
        // What is compared is what the network said.
        let content = contentHash(item.post)
        let post = try item.post.keepingQuotes(of: before, at: seen, isRebuilt: isRebuilt)
        let form = post.form
        var revision = before.revision
        if content != before.content && !isRebuilt {
            try execute(
                """
                INSERT INTO post_revisions (post, revision, author_version, seen, model)
                VALUES (\(before.key), \(before.revision), \(before.authorVersion), \(before.seen), \(before.model))
                """)
            revision += 1
            changes.append((before.key, .edited, revision))
            try keepQuotes(of: [(before.key, item.post.quoted.map { ($0.id, $0.author.id) })], on: network)
        }
        if before.isGone { changes.append((before.key, .back, revision)) }
        try execute(
            """
            UPDATE posts SET author_version = \(item.author.version), model = \(form), content = \(content),
                revision = \(revision), seen = \(seen), gone = NULL, gone_because = NULL
            WHERE key = \(before.key)
            """)
        for quoted in post.quoted where quoted.vanished?.gone == seen && !isRebuilt {
            try markQuotesGone([quoted.id: quoted.vanished?.because ?? .unknown], on: network, at: seen)
        }
        return changes
    }

    /// Adds posts that are new: the key of each, in their order.
    func add(
        _ posts: [NewPost], of network: Network, seen: Timestamp
    ) throws(StoreFailure) -> [(PostID, Int64)] {
        let keys = try freeKeys(posts.map(\.draft.key))
        try insert(
            """
            INSERT INTO posts (key, network, id, author, author_version, published, model, content, revision, seen, path, marks)
            VALUES
            """ + " ",
            rows: zip(keys, posts).map { key, item in
                let draft = item.draft
                return """
                    (\(key), \(network.rawValue), \(columnID(draft.id.value)), \(item.author.key), \(item.author.version),
                    \(draft.published), \(draft.model), \(draft.content), 1, \(seen),
                    \(columnPath(draft.id, on: network)), \(item.marks))
                    """
            })
        try keepQuotes(of: zip(keys, posts).map { ($0, $1.draft.quoted) }, on: network)
        return zip(posts, keys).map { ($0.draft.id, $1) }
    }

    /// Keys that nobody has, each the one that is wanted or near it.
    private func freeKeys(_ wanted: [Int64]) throws(StoreFailure) -> [Int64] {
        var taken: Set<Int64> = []
        for part in wanted.chunked(256) {
            for row in try query("SELECT key FROM posts WHERE key IN (\(list: part.map(SQLValue.integer)))") {
                taken.insert(try row.integer("key"))
            }
        }
        var keys: [Int64] = []
        for var key in wanted {
            while taken.contains(key) {
                key += 1
                if try first("SELECT key FROM posts WHERE key = \(key)") != nil { taken.insert(key) }
            }
            taken.insert(key)
            keys.append(key)
        }
        return keys
    }

    /// Who and what each post quotes, so that a removal finds it. Rows of earlier revisions stay.
    private func keepQuotes(
        of posts: [(key: Int64, quoted: [(id: PostID, author: Author.ID)])], on network: Network
    ) throws(StoreFailure) {
        var rows: [SQL] = []
        for (key, quoted) in posts {
            for (id, author) in quoted {
                rows.append("(\(key), \(network.rawValue), \(columnID(author.value)), \(columnID(id.value)))")
            }
        }
        try insert(
            "INSERT INTO post_quotes (post, network, author, quoted) VALUES ", rows: rows,
            ending: " ON CONFLICT DO NOTHING")
    }
}

extension Post {
    /// The post with what it quoted before. What is made anew of old answers takes the place of what was made of them, so that of the quotes
    /// only those stay that had vanished before.
    fileprivate func keepingQuotes(
        of before: KnownPost, at instant: Timestamp, isRebuilt: Bool
    ) throws(StoreFailure) -> Post {
        if quote == nil { return self }
        let known = try Post(form: before.model, author: author)
        if isRebuilt, known.quoted.allSatisfy({ $0.vanished == nil }) { return self }
        return keepingQuotes(of: known, seen: before.seen, at: instant)
    }
}

func contentHash(_ post: Post) -> [UInt8] { Array(digest(post.content.hashedForm).prefix(16)) }

/// Keys of posts: their milliseconds since 1970, and 21 bits that tell posts of the same instant apart.
enum PostKey {
    static func first(for post: Post) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in post.id.value.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        // The last bit stays free, for a neighbour that finds its place taken.
        return bound(post.published) | Int64(hash >> 44) << 1
    }

    /// The least key of posts at or after `instant`; years before 1970 and after 2109 count as these.
    static func bound(_ instant: Timestamp) -> Int64 { min(max(instant.milliseconds, 0), 1 << 42 - 1) << 21 }
}
