extension BlueskyBackfill {
    /// The authors' posts, the posts they answer, and the chain above the given post; strangers' other posts stay out.
    package func conversation() throws(BackfillFailure) -> Conversation {
        if let failure { throw failure }
        guard let anchor else { throw .notFound(host: host) }
        let authors = Set(subjects.map { Author.ID($0.text) })
        guard pool.posts.contains(where: { authors.contains($0.author.id) }) else { throw reason(anchor) }
        var conversation = Conversation(
            network: .bluesky, anchor: anchor.id, root: root?.id, source: Source(kind: .api, host: host),
            retrieved: retrieved)
        for id in members(of: authors, around: anchor.id) {
            switch pool[id] {
            case .post(var post):
                // The views of posts do not tell it.
                post.author.bio = pool.bio(of: post.author.id)
                conversation.add(post)
            case .tombstone(let tombstone): conversation.add(tombstone)
            case nil: break
            }
        }
        conversation.expectedCount = expectedCount
        for shortfall in shortfalls { conversation.note(shortfall) }
        return conversation
    }

    /// Why there is nothing to show.
    private func reason(_ anchor: RecordAddress) -> BackfillFailure {
        guard case .tombstone(let tombstone)? = pool[anchor.id] else { return .notFound(host: host) }
        return switch tombstone.reason {
        case .deleted: isLost && documents[anchor.author] != nil ? .absent : .notFound(host: host)
        case .blocked: .blocked
        case .loginOnly: .loginOnly
        case .notVisible: .forbidden(host: host)
        case .suspended: .suspended
        case .protected, .unknown: .notFound(host: host)
        }
    }

    /// In the order in which they came, each once.
    private func members(of authors: Set<Author.ID>, around anchor: PostID) -> [PostID] {
        var members: [PostID] = []
        var seen: Set<PostID> = []
        func add(_ id: PostID) {
            if seen.insert(id).inserted { members.append(id) }
        }
        var place: PostID? = anchor
        while let id = place, !seen.contains(id) {
            add(id)
            place = pool[id]?.parent?.id
        }
        if let root { add(root.id) }
        for entry in pool.all where entry.author.map(authors.contains) == true && isGathered(entry) {
            add(entry.id)
            if let parent = entry.parent?.id { add(parent) }
        }
        return members
    }

    /// Whether an entry stands for a post of the conversation; what nobody answers and is gone has never been shown to be one.
    private func isGathered(_ entry: Conversation.Entry) -> Bool {
        if case .tombstone(let tombstone) = entry { tombstone.reason != .deleted } else { true }
    }
}
