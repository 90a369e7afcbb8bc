/// All posts and tombstones that were gathered around one post: a flat array, linked by ids, in no particular order.
package struct Conversation: Sendable {
    package enum Entry: Sendable {
        case post(Post)
        case tombstone(Tombstone)

        package var id: PostID {
            switch self {
            case .post(let post): post.id
            case .tombstone(let tombstone): tombstone.id
            }
        }
    }

    package let network: Network
    /// The post that was given.
    package var anchor: PostID
    /// The first post of the whole conversation, where the network tells it.
    package var root: PostID?
    package var source: Source
    package var retrieved: Timestamp
    /// Why more by this author may exist than was answered; empty when everything was asked for and answered to the end.
    package var shortfalls: [Shortfall] = []
    /// How many posts the network itself counts in the author's thread.
    package var expectedCount: Int?
    package private(set) var entries: [Entry] = []
    private var positions: [PostID: Int] = [:]

    package init(network: Network, anchor: PostID, root: PostID? = nil, source: Source, retrieved: Timestamp) {
        (self.network, self.anchor, self.root) = (network, anchor, root)
        (self.source, self.retrieved) = (source, retrieved)
    }

    package subscript(id: PostID) -> Entry? { positions[id].map { entries[$0] } }

    package func post(_ id: PostID) -> Post? {
        guard case .post(let post)? = self[id] else { return nil }
        return post
    }

    package var posts: some Sequence<Post> {
        entries.lazy.compactMap { entry in
            if case .post(let post) = entry { post } else { nil }
        }
    }

    package var postCount: Int {
        entries.count { entry in
            if case .post = entry { true } else { false }
        }
    }

    /// Adds a post. One that is already there is replaced (the later answer is the fresher one), a tombstone always.
    package mutating func add(_ post: Post) { put(.post(post)) }

    /// Adds a tombstone, unless the post itself or a tombstone with a reason is already there.
    package mutating func add(_ tombstone: Tombstone) {
        switch self[tombstone.id] {
        case .post: return
        case .tombstone(let known) where known.reason != .unknown: return
        case .tombstone, nil: put(.tombstone(tombstone))
        }
    }

    /// Notes a shortfall once.
    package mutating func note(_ shortfall: Shortfall) {
        if !shortfalls.contains(shortfall) { shortfalls.append(shortfall) }
    }

    private mutating func put(_ entry: Entry) {
        if let position = positions[entry.id] {
            entries[position] = entry
        } else {
            positions[entry.id] = entries.count
            entries.append(entry)
        }
    }
}

/// A reason why more posts by the author may exist than were answered.
package enum Shortfall: String, Sendable, Codable, CaseIterable {
    /// Without a login the server answers only part of a conversation (Mastodon's `/context`).
    case anonymousLimit = "anonymous-limit"
    /// The access reaches only the last seven days (X's recent search).
    case recentOnly = "recent-only"
    /// The answers come from an unofficial source that cannot list a thread.
    case unofficialSource = "unofficial-source"
    /// The export's manifest says it is partial, or does not say.
    case partialExport = "partial-export"
    /// The author's own server was out of reach or refused; another server's copy was used.
    case homeUnavailable = "home-unavailable"
    /// A list of the author's posts was refused, or failed before its end.
    case listUnavailable = "list-unavailable"
    /// A limit of Skein's own (pages, budget) ended the retrieval.
    case stoppedEarly = "stopped-early"
    /// The money set aside for today is spent (`SKEIN_X_DAILY_BUDGET`).
    case budgetSpent = "budget-spent"
    /// Posts newer than the network's index may be missing.
    case veryFresh = "very-fresh"
    /// Posts that only some people may see were left out.
    case hiddenPosts = "hidden-posts"
}
