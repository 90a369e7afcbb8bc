extension XOfficialBackfill {
    /// Puts what is still missing on the agenda; nothing when all has been asked.
    mutating func plan() {
        guard let root else { return }
        if let author = authors.first(where: { listings[$0] == nil }) {
            fill(wanted().intersection([root]))
            return list(author, in: root)
        }
        fill(wanted())
        guard agenda.isEmpty else { return }
        if isLone, let first = rootAuthor, !authors.contains(first) {
            authors.append(first)
            return plan()
        }
        for author in authors {
            if case .ended(let time)? = listings[author], let newest = newest(by: author),
                time.milliseconds - newest.milliseconds < 2 * Self.unindexedMilliseconds
            {
                return listAgain(author, in: root, since: time)
            }
        }
    }

    private mutating func fill(_ ids: Set<String>) {
        let ids = ids.sorted()
        asked.formUnion(ids)
        for start in stride(from: 0, to: ids.count, by: batch) {
            let some = Array(ids[start..<min(start + batch, ids.count)])
            want(requests.lookup(some), for: .fill(some))
        }
    }

    /// Ids worth asking for: the first post; what the authors' posts answer and quote; last versions; and posts that came along
    /// without their authors.
    func wanted() -> Set<String> {
        var (ids, latest) = (Set<String>(), Set<String>())
        if let root { ids.insert(root) }
        for post in own {
            ids.formUnion([post.repliedTo, post.quoted].compactMap { $0 })
            if library.posts[post.latest] == nil && library.gone[post.latest] == nil { latest.insert(post.latest) }
        }
        let unknown = ids.filter { !library.isSettled($0) }.union(latest)
        let nameless = ids.filter { id in
            library.current(id).map { post in post.authorID.map { library.users[$0] == nil } ?? true } ?? false
        }
        return unknown.union(nameless).subtracting(asked)
    }

    /// The posts of the authors asked for in this conversation, and the given one.
    var own: [XPost] {
        library.posts.values.filter { post in
            post.id == anchor
                || (post.conversationID == root && post.authorID.map(authors.contains) ?? false && post.reposted == nil)
        }
    }

    /// Whether the given post's author has no other post next to it, so that the thread it stands under is meant.
    private var isLone: Bool {
        guard let post = library.current(anchor), let author = post.authorID else { return true }
        if let parent = post.repliedTo, let id = library.posts[parent]?.authorID ?? post.inReplyToUserID, id == author {
            return false
        }
        return !library.posts.values.contains { reply in
            reply.authorID == author && reply.repliedTo.map { post.history.contains($0) || $0 == post.id } ?? false
        }
    }

    /// The author of the conversation's first post, also where only the answers to it are left to tell.
    private var rootAuthor: String? {
        guard let root else { return nil }
        if let author = library.posts[root]?.authorID { return author }
        return library.posts.values.first { $0.repliedTo == root && $0.inReplyToUserID != nil }?.inReplyToUserID
    }
}
