import Unroll

/// A thread that is kept together with others, and what is known of it so far.
private struct NewThread {
    var keeping: Keeping
    var draft: ThreadDraft
    /// The rows of the draft's authors.
    var authors: [AuthorRow]
    var key: Int64 = 0

    var thread: Unroll.Thread { keeping.thread }
}

extension Connection {
    /// Keeps threads as `keep` does each of them, those of which nothing is known many rows at a time. What came of each, in order.
    package func keep(_ keepings: [Keeping], removals: RemovalKey) throws(StoreFailure) -> [KeepOutcome] {
        let drafts = keepings.map { $0.draft ?? ThreadDraft($0.thread) }
        let new = try unknown(keepings, drafts, removals)
        var keys = try add(new.map { (keepings[$0], drafts[$0]) })[...]
        let isNew = Set(new)
        return try keepings.indices.map { index throws(StoreFailure) in
            guard isNew.contains(index) else { return try keep(keepings[index], removals: removals) }
            return .kept(key: keys.removeFirst(), revision: 1)
        }
    }

    /// Which of these can be added as they are: nothing in them is kept, removed, or shared with another one of them, and they were
    /// retrieved from the same network at the same time as the first.
    private func unknown(
        _ keepings: [Keeping], _ drafts: [ThreadDraft], _ removals: RemovalKey
    ) throws(StoreFailure) -> [Int] {
        guard let first = keepings.first?.thread else { return [] }
        let (network, removes) = (first.network, try hasRemovals())
        var (ids, hashes) = ([[String]](), [[[UInt8]]]())
        for (keeping, draft) in zip(keepings, drafts) {
            let names = draft.posts.map(\.id) + [keeping.thread.id] + keeping.thread.aliases
            ids.append(Set(names).map { columnID($0.value) })
            // They take long to make.
            guard removes else { continue }
            let named = keeping.thread.names
            let posts = named.posts.union(names)
            hashes.append(
                (named.authors.map(\.value) + posts.map(\.value)).flatMap { removals.hashes(of: $0, on: network) })
        }
        let removed = try among(Array(Set(hashes.joined())))
        var taken = try known(ids.flatMap { $0 }, on: network)
        return keepings.indices.filter { index in
            let (keeping, names) = (keepings[index], ids[index])
            guard keeping.thread.network == network, keeping.thread.retrieved == first.retrieved,
                keeping.retrieval == nil, !keeping.isRebuilt, taken.isDisjoint(with: names),
                !removes || removed.isDisjoint(with: hashes[index])
            else { return false }
            taken.formUnion(names)
            return true
        }
    }

    /// Which of these ids are those of posts or threads in the archive.
    private func known(_ ids: [String], on network: Network) throws(StoreFailure) -> Set<String> {
        var known: Set<String> = []
        for part in ids.chunked(256) {
            let list = part.map(SQLValue.text)
            for row in try query(
                """
                SELECT id FROM posts WHERE network = \(network.rawValue) AND id IN (\(list: list))
                UNION SELECT id FROM thread_aliases WHERE network = \(network.rawValue) AND id IN (\(list: list))
                """)
            {
                known.insert(try row.text("id"))
            }
        }
        return known
    }

    /// Adds threads that are new; the key of each, in order.
    private func add(_ new: [(keeping: Keeping, draft: ThreadDraft)]) throws(StoreFailure) -> [Int64] {
        guard let first = new.first?.keeping.thread else { return [] }
        var known: [Author: AuthorRow] = [:]
        var threads: [NewThread] = []
        for (keeping, draft) in new {
            let authors = try draft.authors.map { (author) throws(StoreFailure) in
                if let row = known[author] { return row }
                let row = try keep(author, of: first.network, seen: first.retrieved)
                known[author] = row
                return row
            }
            threads.append(NewThread(keeping: keeping, draft: draft, authors: authors))
        }
        let posts = try addPosts(of: threads, known)
        let keys = try addRows(of: threads)
        for index in threads.indices { threads[index].key = keys[columnID(threads[index].thread.id.value)] ?? 0 }
        try keepAliases(threads.map { ($0.thread, $0.key) })
        try addLines(
            threads.map { thread in
                (
                    thread.key,
                    thread.draft.lines.compactMap { place, post in
                        posts[thread.draft.posts[post].id].map { ThreadLine(place: place, post: $0) }
                    }
                )
            })
        try addRetrievals(of: threads)
        for author in Set(threads.map(\.authors[0].key)).sorted() {
            try execute("INSERT INTO changes (author) VALUES (\(author))")
        }
        return threads.map(\.key)
    }

    /// Adds the posts with what they show, and puts the authors' own into the index.
    private func addPosts(
        of threads: [NewThread], _ authors: [Author: AuthorRow]
    ) throws(StoreFailure) -> [PostID: Int64] {
        guard let first = threads.first?.thread else { return [:] }
        var (posts, seen, brought) = ([NewPost](), Set<PostID>(), Set<Link>())
        for thread in threads {
            brought.formUnion(thread.keeping.brought)
            for draft in thread.draft.posts where seen.insert(draft.id).inserted {
                let author = thread.authors[draft.author]
                let marks = SearchEntry.marks(
                    on: first.network, author: author.key, hasPicture: draft.hasPicture,
                    finding: thread.keeping.audience == .public ? .everybody : nil)
                posts.append(NewPost(draft: draft, author: author, marks: draft.words == nil ? nil : marks))
            }
        }
        // Neighbours fill the pages of the database together.
        let order = posts.indices.sorted { posts[$0].draft.key < posts[$1].draft.key }
        posts = order.map { posts[$0] }
        let added = try add(posts, of: first.network, seen: first.retrieved)
        try index(
            zip(added, posts).compactMap { added, post in
                guard let words = post.draft.words, let marks = post.marks else { return nil }
                return SearchEntry(post: added.1, words: words, marks: marks)
            })
        let uses =
            authors.map { (owner: MediaOwner.author($1.key), links: $0.mediaLinks) }
            + zip(added, posts).map { (owner: MediaOwner.post($0.1), links: $1.draft.media) }
        try use(uses, now: first.retrieved, brought: brought)
        return Dictionary(added) { first, _ in first }
    }

    /// The keys of the new rows, by the ids of their columns.
    private func addRows(of threads: [NewThread]) throws(StoreFailure) -> [String: Int64] {
        var keys: [String: Int64] = [:]
        for row in try inserted(
            Keeping.insertion,
            rows: threads.map { $0.keeping.row($0.thread, author: $0.authors[0], count: $0.thread.posts.count) },
            returning: "id, key")
        {
            keys[try row.text("id")] = try row.integer("key")
        }
        return keys
    }

    /// Notes that each thread came of a retrieval.
    private func addRetrievals(of threads: [NewThread]) throws(StoreFailure) {
        try insert(
            """
            INSERT INTO retrievals (network, target, requested_by, started, thread, finished, revision, source_kind,
                source_host, completeness, found) VALUES
            """ + " ",
            rows: threads.map { new in
                let thread = new.thread
                return """
                    (\(thread.network.rawValue), \(columnID(thread.id.value)), \(new.keeping.requestedBy),
                    \(thread.retrieved), \(new.key), \(thread.retrieved), 1, \(thread.source.kind.rawValue),
                    \(thread.source.host), \(thread.completeness.state.rawValue), \(thread.completeness.found))
                    """
            })
    }
}

extension Connection {
    /// Which of these posts stand, as their author's own, in a thread that was retrieved at `instant` or later.
    package func kept(
        _ posts: [PostID], on network: Network, since instant: Timestamp
    ) throws(StoreFailure) -> Set<PostID> {
        let ids = Dictionary(posts.map { (columnID($0.value), $0) }) { first, _ in first }
        var kept: Set<PostID> = []
        for part in Array(ids.keys).chunked(256) {
            for row in try query(
                """
                SELECT posts.id AS id FROM posts WHERE network = \(network.rawValue)
                    AND id IN (\(list: part.map(SQLValue.text))) AND EXISTS (SELECT 1 FROM thread_posts
                        JOIN threads ON threads.key = thread_posts.thread WHERE thread_posts.post = posts.key
                            AND role IN \(Role.own) AND threads.retrieved >= \(instant))
                """)
            {
                if let id = ids[try row.text("id")] { kept.insert(id) }
            }
        }
        return kept
    }
}
