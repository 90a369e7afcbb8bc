/// Puts conversations together from what was read of an export.
struct ExportConversation {
    let index: ExportIndex
    /// The name of the export's file.
    let host: String
    let retrieved: Timestamp
    /// Whether the export holds a file of this path.
    let hasFile: (String) -> Bool

    /// - Parameters:
    ///   - thread: the positions of its posts in the index.
    ///   - tweets: by id, with their earlier versions and what they quote of the author's own.
    func conversation(
        of thread: [Int], anchor: Int, tweets: [Int64: ExportTweet], notes: ExportNotes
    ) -> Conversation {
        let first = index.entries[thread.first ?? anchor]
        var conversation = Conversation(
            network: .x, anchor: PostID(String(index.entries[anchor].id)),
            root: first.parent == 0 ? PostID(String(first.id)) : nil, source: Source(kind: .export, host: host),
            retrieved: retrieved)
        let maker = ExportPostMaker(index: index, notes: notes, tweets: tweets, hasFile: hasFile)
        for entry in thread.map({ index.entries[$0] }) {
            if let post = maker.post(entry.id) {
                conversation.add(post)
            } else {
                let id = PostID(String(entry.id))
                conversation.add(
                    Tombstone(id: id, reason: .unknown, author: index.author.id, order: entry.first))
            }
        }
        for tombstone in conversation.posts.compactMap(absentParent) { conversation.add(tombstone) }
        if index.isPartial { conversation.note(.partialExport) }
        return conversation
    }

    /// The place of a post that is answered and not there: somebody else's, or one the author has deleted.
    private func absentParent(of post: Post) -> Tombstone? {
        guard let parent = post.parent, let id = parent.id, let number = Int64(id.value),
            index.position(of: number) == nil
        else { return nil }
        let isDeleted = parent.author == index.author.id && !index.isPartial
        return Tombstone(id: id, reason: isDeleted ? .deleted : .unknown, author: parent.author, order: number)
    }
}
