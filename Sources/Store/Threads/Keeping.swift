import Unroll

/// A thread to be kept, with everything that was decided about it.
package struct Keeping: Sendable {
    package var thread: Unroll.Thread
    package var audience: Audience
    /// Why this audience: a word for the host, such as `network` or `noindex`. What the host chose is `host`, and stays.
    package var reason: String
    /// Random, for the address of a thread that is seen by link; a thread that is kept already keeps its own.
    package var linkKey: String
    /// Whether search engines are asked to leave it out.
    package var isNoIndex = true
    /// The retrieval it came from, with its exchanges; nil where there was none (an export).
    package var retrieval: Int64?
    package var requestedBy: String?
    /// Whether this is what a later program makes of the exchanges of the retrieval that is kept: then it takes the place of what was
    /// made of them before, and what differs is no edit.
    package var isRebuilt = false
    /// False for what only search leads to: the single posts of an import. A thread that was in lists stays in them.
    package var isInLists = true
    /// Addresses of media whose bytes whoever keeps the thread brings along (`Connection.keep(_:from:now:)`): nobody is asked for them.
    package var brought: Set<Link> = []
    /// What it becomes in the tables, where that was made before.
    private(set) var draft: ThreadDraft?
    /// Whether it came with the program: no network is ever asked for it again, nor for its pictures.
    package var isSample = false

    package init(_ thread: Unroll.Thread, audience: Audience, reason: String, linkKey: String, retrieval: Int64? = nil)
    {
        (self.thread, self.audience, self.reason) = (thread, audience, reason)
        (self.linkKey, self.retrieval) = (linkKey, retrieval)
    }

    /// Does of the work of keeping the thread, which is not changed any more, what can be done before: everybody waits for whoever writes.
    package mutating func prepare() { draft = ThreadDraft(thread) }

    /// The reason that means: the host's own choice.
    package static let hostReason = "host"
}

/// What came of keeping a thread.
package enum KeepOutcome: Sendable, Equatable {
    case kept(key: Int64, revision: Int)
    /// The thread or its author was removed, and so it was not kept again.
    case removed
}

extension Connection {
    /// Keeps a thread as it was retrieved, and everything of earlier retrievals: posts that are not in it any more stay, with when
    /// and why they went where that is known. The same retrieval kept twice is kept once.
    package func keep(_ keeping: Keeping, removals: RemovalKey) throws(StoreFailure) -> KeepOutcome {
        guard var thread = try allowed(keeping.thread, by: removals) else {
            try execute("DELETE FROM retrievals WHERE key = \(keeping.retrieval)")
            return .removed
        }
        if let retrieval = keeping.retrieval {
            let names = try AnswerNames(in: exchanges(of: retrieval), on: thread.network)
            let areRemoved = try isRemoved(anyOf: names, on: thread.network, key: removals)
            if areRemoved { thread.forgetForeignAnchor(unlessIn: thread.ownIDs) }
            if areRemoved || names.keepsOut || thread != keeping.thread {
                try execute("DELETE FROM exchanges WHERE retrieval = \(retrieval)")
            }
            if thread.anchor != keeping.thread.anchor { try forgetTarget(of: retrieval) }
        }
        let places = thread.places
        let row = try threadRow(of: thread)
        if let row, row.retrieved > thread.retrieved || (row.retrieved == thread.retrieved && !keeping.isRebuilt) {
            try close(keeping.retrieval, of: row.key, at: thread.retrieved)
            try noteCopy(of: thread.anchor, in: keeping.retrieval)
            try noteChange(of: row.key)
            return .kept(key: row.key, revision: Int(row.revision))
        }
        let authors = try keepAuthors(of: thread, places: places.map(\.post))
        let own = try keep(thread.author, of: thread.network, seen: thread.retrieved)
        var seen: Set<PostID> = []
        let items = places.compactMap { place in
            // One that stands in two places is one post.
            seen.insert(place.post.id).inserted
                ? authors[place.post.author].map { PostToKeep(post: place.post, author: $0) } : nil
        }
        try unindex(posts: items.map(\.post.id), of: thread.network)
        let begun = try beginning(of: keeping.retrieval) ?? thread.retrieved
        let outdated = keeping.isRebuilt ? [:] : try goneSince(begun, of: items.map(\.post.id), on: thread.network)
        let (keys, changes) = try keep(
            items, of: thread.network, seen: thread.retrieved, begun: begun, isRebuilt: keeping.isRebuilt)
        try use(
            mediaUses(of: items, keys: keys, by: thread.author, own), now: keeping.isSample ? nil : thread.retrieved,
            brought: keeping.brought)
        let lines = try row.map { (row) throws(StoreFailure) in try self.lines(of: row.key) } ?? []
        let arrangement = Arrangement(thread, keys: keys, before: lines)
        let key = try put(
            keeping, thread, row: row, author: own, count: arrangement.count,
            isNews: !changes.isEmpty)
        try replaceLines(of: key, with: arrangement.lines)
        try keepAliases([(thread, key)])
        try noteCopy(of: thread.anchor, in: keeping.retrieval)
        if keeping.isSample { try noteLooked(for: key, at: .never) }
        let revision = keeping.isRebuilt ? row?.revision ?? 1 : (row?.revision ?? 0) + 1
        var gone: [(post: Int64, change: PostChange, revision: Int64)] = []
        if !keeping.isRebuilt || row == nil {
            gone = try markGone(arrangement.lost, in: thread)
            // Other people's may only have become another part of the conversation.
            gone += try markGone(arrangement.lostForeign, in: thread, isSaid: true)
            try record(keeping, thread, key: key, revision: revision, changes: changes + gone)
        }
        let all = Set(arrangement.lines.map(\.post) + lines.map(\.post))
        try reindex(all)
        try noteChange(of: key)
        try noteChange(ofThreadsWith: all)
        // What vanished there is not to be shown, and the other threads it stands in may not be asked for soon.
        if thread.network == .x {
            try lose(gone.map(\.post), elsewhereThanIn: key, of: .x, source: thread.source, at: thread.retrieved)
        }
        // A retrieval that was gone on with may have answers from before a post was found gone.
        if !outdated.isEmpty {
            try markGone(outdated, on: thread.network, source: thread.source, at: thread.retrieved)
        }
        return .kept(key: key, revision: Int(revision))
    }

    private func beginning(of retrieval: Int64?) throws(StoreFailure) -> Timestamp? {
        guard let retrieval else { return nil }
        return try first("SELECT started FROM retrievals WHERE key = \(retrieval)")?.instant("started")
    }

    /// Which posts were found gone since `instant`.
    private func goneSince(
        _ instant: Timestamp, of posts: [PostID], on network: Network
    ) throws(StoreFailure) -> [PostID: Tombstone.Reason] {
        var gone: [PostID: Tombstone.Reason] = [:]
        for part in posts.chunked(256) {
            let ids = Dictionary(part.map { (columnID($0.value), $0) }) { first, _ in first }
            for row in try query(
                """
                SELECT id, gone_because FROM posts WHERE network = \(network.rawValue)
                    AND id IN (\(list: ids.keys.sorted().map(SQLValue.text))) AND gone > \(instant)
                """)
            {
                guard let id = ids[try row.text("id")] else { continue }
                gone[id] = try row.textOrNil("gone_because").flatMap(Tombstone.Reason.init) ?? .unknown
            }
        }
        return gone
    }

    private func keepAuthors(of thread: Unroll.Thread, places: [Post]) throws(StoreFailure) -> [Author: AuthorRow] {
        var rows: [Author: AuthorRow] = [:]
        for post in places where rows[post.author] == nil {
            rows[post.author] = try keep(post.author, of: thread.network, seen: thread.retrieved)
        }
        return rows
    }

    private func mediaUses(
        of items: [PostToKeep], keys: [PostID: Int64], by author: Author, _ row: AuthorRow
    ) -> [(owner: MediaOwner, links: [Link])] {
        var uses: [(owner: MediaOwner, links: [Link])] = [(.author(row.key), author.mediaLinks)]
        var known: Set<Author> = [author]
        for item in items {
            if let key = keys[item.post.id] { uses.append((.post(key), item.post.mediaLinks)) }
            if known.insert(item.post.author).inserted {
                uses.append((.author(item.author.key), item.post.author.mediaLinks))
            }
        }
        return uses
    }

    private func put(
        _ keeping: Keeping, _ thread: Unroll.Thread, row: ThreadRow?, author: AuthorRow, count: Int, isNews: Bool
    ) throws(StoreFailure) -> Int64 {
        guard let row else {
            let added = keeping.row(thread, author: author, count: count)
            return try query("\(Keeping.insertion) \(added) RETURNING key").first?.integer("key") ?? 0
        }
        let (published, updated) = thread.span
        let isUpdated = isNews && !keeping.isRebuilt
        let decided = row.reason == Keeping.hostReason ? (row.audience, row.reason) : (keeping.audience, keeping.reason)
        try execute(
            """
            UPDATE threads SET author = \(author.key), audience = \(decided.0.rawValue), reason = \(decided.1),
                title = \(thread.title), language = \(thread.language), posts = \(count), published = \(published),
                updated = CASE WHEN \(isUpdated) = 0 OR updated > \(updated) THEN updated ELSE \(updated) END,
                retrieved = \(thread.retrieved), completeness = \(thread.completeness.state.rawValue),
                revision = \(keeping.isRebuilt ? row.revision : row.revision + 1), model = \(ThreadForm(thread).bytes),
                in_lists = CASE WHEN in_lists = 1 THEN 1 ELSE \(keeping.isInLists) END,
                looked = CASE WHEN looked = \(Keeping.neverLooked) AND \(thread.source.kind == .export) = 0
                    THEN 0 ELSE looked END
            WHERE key = \(row.key)
            """)
        return row.key
    }

    func keepAliases(_ threads: [(thread: Unroll.Thread, key: Int64)]) throws(StoreFailure) {
        try insert(
            "INSERT INTO thread_aliases (network, id, thread, path) VALUES ",
            rows: threads.flatMap { thread, key in
                Set([thread.id] + thread.aliases).sorted().map { id -> SQL in
                    "(\(thread.network.rawValue), \(columnID(id.value)), \(key), \(columnPath(id, on: thread.network)))"
                }
            }, ending: " ON CONFLICT DO NOTHING")
    }
}

extension Keeping {
    /// Ends with `VALUES`; `row` gives the rest.
    static let insertion: SQL =
        """
        INSERT INTO threads (network, id, author, audience, reason, link_key, noindex, title, language, posts,
            published, updated, kept, retrieved, completeness, revision, model, in_lists, looked) VALUES
        """

    /// Of what its author gave and no network was asked for: it does not stand in the line of what is looked for again. A sample has
    /// `Timestamp.never`.
    static let neverLooked = Timestamp(milliseconds: .max - 1)

    /// The row of a thread that is new, as it is kept.
    /// - Parameter count: the posts in its main line.
    func row(_ thread: Unroll.Thread, author: AuthorRow, count: Int) -> SQL {
        let (published, updated) = thread.span
        let looked = thread.source.kind == .export ? Keeping.neverLooked : Timestamp(milliseconds: 0)
        // A null would make another statement, as often as there are ways for some of many rows to have one.
        return """
            (\(thread.network.rawValue), \(columnID(thread.id.value)), \(author.key), \(audience.rawValue), \(reason),
            \(linkKey), \(isNoIndex), \(thread.title), NULLIF(\(thread.language ?? ""), ''), \(count), \(published),
            \(updated), \(thread.retrieved), \(thread.retrieved), \(thread.completeness.state.rawValue), 1,
            \(ThreadForm(thread).bytes), \(isInLists), \(looked))
            """
    }
}

extension Unroll.Thread {
    /// When the first post of the main line was written, and when there is news of the thread: when it was retrieved, but for an export,
    /// of which the last post counts, so that thousands of old threads at once are no news.
    fileprivate var span: (published: Timestamp, updated: Timestamp) {
        let times = posts.map(\.published)
        return (times.min() ?? retrieved, source.kind == .export ? times.max() ?? retrieved : retrieved)
    }
}
