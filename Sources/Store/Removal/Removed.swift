import Unroll

/// An entry of the list of what was removed.
package struct Removed: Sendable, Hashable {
    package var hash: [UInt8]
    package var at: Timestamp

    package init(hash: [UInt8], at: Timestamp) { (self.hash, self.at) = (hash, at) }
}

extension Connection {
    /// The whole list, to be kept outside a backup: what is restored from one has to be held against it.
    package func removed() throws(StoreFailure) -> [Removed] {
        try query("SELECT hash, removed FROM removals ORDER BY hash").map { row throws(StoreFailure) in
            Removed(hash: try row.bytes("hash"), at: try row.instant("removed"))
        }
    }

    /// Whether there is a list, in a database of whatever version.
    package func hasRemovals() throws(StoreFailure) -> Bool {
        guard try first(dialect.table("removals")) != nil else { return false }
        return try first("SELECT removed FROM removals LIMIT 1") != nil
    }

    /// Adds to the list; what is on it already stays.
    package func add(_ removed: [Removed]) throws(StoreFailure) {
        try insert(
            "INSERT INTO removals (hash, removed) VALUES ", rows: removed.map { "(\($0.hash), \($0.at))" },
            ending: " ON CONFLICT DO NOTHING")
    }

    /// Whom and what the kept answers of a retrieval name.
    func answerNames(of retrieval: Int64, on network: Network) throws(StoreFailure) -> AnswerNames {
        var names = AnswerNames()
        for exchange in try exchanges(of: retrieval) {
            names.add(exchange.body, from: exchange.request.url, on: network)
        }
        return names
    }

    /// Whether something that answers name was removed.
    func isRemoved(anyOf names: AnswerNames, on network: Network, key: RemovalKey) throws(StoreFailure) -> Bool {
        guard try hasRemovals() else { return false }
        return try !among(names.ids.flatMap { key.hashes(of: $0, on: network) }).isEmpty
    }

    /// Whether a thread under one of these ids, or its author, was removed.
    package func isRemoved(
        _ ids: [PostID], by author: Author.ID?, on network: Network, key: RemovalKey
    ) throws(StoreFailure) -> Bool {
        let hashes =
            ids.map { key.hash(ofThread: $0, on: network) }
            + (author.map { [key.hash(ofAuthor: $0, on: network)] } ?? [])
        return try !among(hashes).isEmpty
    }

    /// Whether the thread whose page, or a post's in it, had this path was removed, or its author.
    package func isRemoved(page path: [String], on network: Network, key: RemovalKey) throws(StoreFailure) -> Bool {
        let id = PostID(path: path, on: network).map { key.hash(ofThread: $0, on: network) }
        return try !among([key.hash(ofPage: path, on: network)] + (id.map { [$0] } ?? [])).isEmpty
    }

    /// Notes that a link leads to what was removed, where that showed only when it was fetched: it is not fetched again.
    package func addRemoved(_ link: PostLink, at instant: Timestamp, key: RemovalKey) throws(StoreFailure) {
        guard let path = link.path else { return }
        try add([Removed(hash: key.hash(ofPage: path, on: link.network), at: instant)])
    }

    func among(_ hashes: [[UInt8]]) throws(StoreFailure) -> Set<[UInt8]> {
        var found: Set<[UInt8]> = []
        for part in hashes.chunked(256) {
            for row in try query("SELECT hash FROM removals WHERE hash IN (\(list: part.map(SQLValue.blob)))") {
                found.insert(try row.bytes("hash"))
            }
        }
        return found
    }

    /// The thread without what was removed in it, other people's posts and quotes; nil where it was removed itself.
    func allowed(_ thread: Thread, by key: RemovalKey) throws(StoreFailure) -> Thread? {
        let network = thread.network
        if try isRemoved([thread.id] + thread.aliases, by: thread.author.id, on: network, key: key) { return nil }
        var authors = Set(thread.places.map(\.post.author.id))
        var posts = Set(thread.places.map(\.post.id))
        posts.insert(thread.anchor)
        if let author = thread.anchor.author(on: network) { authors.insert(author) }
        for (_, post) in thread.places {
            if let parent = post.parent {
                if let id = parent.id { posts.insert(id) }
                if let author = parent.author { authors.insert(author) }
            }
            for quoted in post.quoted {
                authors.insert(quoted.author.id)
                posts.insert(quoted.id)
            }
        }
        let authorHashes = Dictionary(uniqueKeysWithValues: authors.map { (key.hash(ofAuthor: $0, on: network), $0) })
        let postHashes = Dictionary(uniqueKeysWithValues: posts.map { (key.hash(ofThread: $0, on: network), $0) })
        let found = try among(Array(authorHashes.keys) + Array(postHashes.keys))
        guard !found.isEmpty else { return thread }
        return thread.without(
            authors: Set(found.compactMap { authorHashes[$0] }), posts: Set(found.compactMap { postHashes[$0] }))
    }
}

extension PostID {
    /// Its author, where the id tells.
    fileprivate func author(on network: Network) -> Author.ID? {
        network == .bluesky ? path(on: network).first.map { Author.ID($0) } : nil
    }
}

extension Thread {
    /// Forgets by whose post it was asked for, where that is none of its author's.
    mutating func forgetForeignAnchor() {
        if places.contains(where: { $0.place.role.isOwn && $0.post.id == anchor }) { return }
        (anchor, remarks) = (id, [])
    }

    /// Without other people's posts, and without quotes, of these authors and posts.
    package func without(authors: Set<Author.ID>, posts: Set<PostID>) -> Unroll.Thread {
        func isLeft(_ post: Post) -> Bool { !authors.contains(post.author.id) && !posts.contains(post.id) }
        func cleaned(_ all: [Post]) -> [Post] {
            all.filter(isLeft).map { $0.without(authors: authors, posts: posts) }
        }
        func cleaned(_ context: ContextPost?) -> ContextPost? {
            guard case .post(let post)? = context else { return context }
            return isLeft(post) ? .post(post.without(authors: authors, posts: posts)) : nil
        }
        var thread = self
        thread.posts = cleaned(thread.posts)
        thread.branches = thread.branches.map {
            Branch(attachedTo: $0.attachedTo, posts: cleaned($0.posts), missing: $0.missing)
        }
        thread.answers = thread.answers.map {
            Answer(to: cleaned($0.to), posts: cleaned($0.posts), missing: $0.missing)
        }
        thread.context = thread.context.compactMap { cleaned($0) }
        let asked = thread.anchor.author(on: network).map { authors.contains($0) } ?? false
        if asked || posts.contains(thread.anchor) { (thread.anchor, thread.remarks) = (thread.id, []) }
        return thread
    }
}

extension Post {
    /// Without quotes, at any depth, of these authors and posts, and without naming them as what it answers. The place of a quote says
    /// that it was withdrawn, and nothing else.
    func without(authors: Set<Author.ID>, posts: Set<PostID>) -> Post {
        var post = self
        if parent?.id.map(posts.contains) == true || parent?.author.map(authors.contains) == true { post.parent = nil }
        guard case .post(let quoted)? = quote else { return post }
        let isLeft = !authors.contains(quoted.author.id) && !posts.contains(quoted.id)
        post.quote =
            isLeft ? .post(quoted.without(authors: authors, posts: posts)) : .placeholder(QuotePlaceholder(.withdrawn))
        return post
    }
}
