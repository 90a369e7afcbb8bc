extension MastodonGathering {
    /// What was gathered, as the model has it: the author's posts, what they answer, and what stands above the first; of hidden
    /// ones at most that they are there.
    mutating func entries() -> [Conversation.Entry] {
        if own.contains(where: { !$0.isOpen }) { note(.hiddenPosts) }
        let line = (own + context).filter(\.isOpen)
        let answered = own.filter(\.isOpen).compactMap { table[$0.inReplyToID] }.filter(\.isOpen)
        let shown = Dictionary((line + answered).map { ($0.id, $0) }) { first, _ in first }
        var entries = shown.values.sorted(by: MastodonStatus.isEarlier).map { Conversation.Entry.post(post($0)) }
        var buried: Set<MastodonLocalID> = []
        for status in line.sorted(by: MastodonStatus.isEarlier) {
            entries += tombstones(above: status, &buried).map { .tombstone($0) }
        }
        return entries
    }

    /// The posts out of sight between `status` and the next one above that can be seen.
    private mutating func tombstones(above status: MastodonStatus, _ buried: inout Set<MastodonLocalID>) -> [Tombstone]
    {
        var (found, child) = ([Tombstone](), status)
        while let parent = child.inReplyToID, table[parent]?.isOpen != true, buried.insert(parent).inserted {
            guard let hidden = table[parent] else {
                if let lost = lostParent(of: child) { found.append(lost) }
                break
            }
            found.append(tombstone(of: hidden))
            child = hidden
        }
        return found
    }

    /// The first post of the conversation, where it is known to be the first.
    var root: PostID? {
        first.flatMap { table.chain(from: $0).last }.flatMap { $0.startsConversation ? table.postID(of: $0) : nil }
    }

    /// The chain from the given post upward, and that above the first post.
    private var context: [MastodonStatus] {
        table.chain(from: anchor) + (first.map(table.chain(from:)) ?? [])
    }

    private func post(_ status: MastodonStatus) -> Post {
        var post = table.post(status)
        post.edits = edits[status.id] ?? []
        return post
    }

    private func tombstone(of hidden: MastodonStatus) -> Tombstone {
        Tombstone(
            id: table.postID(of: hidden), reason: .notVisible, author: table.authorID(of: hidden),
            parent: table.parent(of: hidden),
            order: hidden.published?.milliseconds.multipliedReportingOverflow(by: 1000).partialValue)
    }

    private mutating func lostParent(of status: MastodonStatus) -> Tombstone? {
        guard let parent = status.inReplyToID, let id = table.parentID(of: status) else { return nil }
        let reason = missing[parent] ?? .unknown
        if reason == .notVisible && status.inReplyToAccountID == author { note(.hiddenPosts) }
        return Tombstone(id: id, reason: reason, author: table.parent(of: status)?.author)
    }
}
