/// What of a library is a conversation.
struct XConversation: Sendable {
    var anchor: String
    var root: String?
    /// The author of the given post, where that is known although the post is gone.
    var anchorAuthor: String?
    /// Ids of the posts by the authors asked for.
    var own: [String]
    var source: Source
    var retrieved: Timestamp
    var shortfalls: [Shortfall]

    /// The authors' posts and those above them as far as they came along, each in its last version; and the places of posts that
    /// are answered, or were given, and cannot be shown.
    func made(from library: XLibrary) -> Conversation {
        var conversation = Conversation(
            network: .x, anchor: PostID(library.canonical(anchor)), root: root.map { PostID(library.canonical($0)) },
            source: source, retrieved: retrieved)
        for id in belonging(library) {
            if let post = library.posts[id] { conversation.add(library.post(post)) }
        }
        for tombstone in tombstones(library, conversation) { conversation.add(tombstone) }
        for shortfall in shortfalls { conversation.note(shortfall) }
        return conversation
    }

    private func belonging(_ library: XLibrary) -> [String] {
        var (ids, waiting) = (Set<String>(), own + [root].compactMap { $0 })
        while let next = waiting.popLast() {
            guard let post = library.current(next), ids.insert(post.id).inserted else { continue }
            if let parent = post.repliedTo { waiting.append(parent) }
        }
        return ids.sorted { PostID($0) < PostID($1) }
    }

    private func tombstones(_ library: XLibrary, _ conversation: Conversation) -> [Tombstone] {
        var authors: [String: Author.ID] = [:]
        var ids = Set([root, anchor].compactMap { $0 })
        authors[anchor] = anchorAuthor.map { Author.ID($0) }
        for post in conversation.posts {
            guard let parent = post.parent, let id = parent.id?.value else { continue }
            ids.insert(id)
            if let author = parent.author { authors[id] = author }
        }
        return ids.sorted { PostID($0) < PostID($1) }.compactMap { id in
            guard let reason = library.gone[id], library.current(id) == nil else { return nil }
            return Tombstone(id: PostID(id), reason: reason, author: authors[id], order: Int64(id))
        }
    }
}
