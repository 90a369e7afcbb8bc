import Unroll

/// A thread as it is kept.
package struct KeptThread: Sendable, Equatable {
    package var key: Int64
    package var audience: Audience
    package var reason: String
    package var linkKey: String
    package var isNoIndex: Bool
    /// Whether no network is ever asked for it: it came with the program.
    package var isSample: Bool
    package var revision: Int
    /// When it was kept first.
    package var kept: Timestamp
    /// When retrieving it again came to nothing; nil where that did not happen since it was last retrieved.
    package var tried: Timestamp?
    /// As it was last retrieved.
    package var thread: Unroll.Thread
    /// Posts of earlier retrievals that the last one did not have, in the order in which they stood: the author's, and other people's, which
    /// are shown where a tombstone stands in their place.
    package var lost: [LostPost]
    /// Posts of which earlier texts are kept.
    package var revised: Set<PostID>
    /// Those of them whose authors changed what they wrote; what a post quotes changes without them.
    package var edited: Set<PostID>
}

/// A post that an earlier retrieval had, which is marked as vanished.
package struct LostPost: Sendable, Equatable {
    package var post: Post
    package var role: Role
    /// The post it stood behind; nil where it was the first.
    package var following: PostID?
}

extension KeptThread {
    /// The thread with its lost posts where they stood, less those that `isShown` refuses.
    package func merged(showing isShown: (LostPost) -> Bool = { _ in true }) -> Unroll.Thread {
        var merged = thread
        for lost in lost where isShown(lost) {
            merged.insert(lost)
        }
        return merged
    }

    /// The thread as it is read: with the lost posts in the places of the gaps they left, or without them. Other people who begin to ask
    /// for a login are heard as the author is, whose thread becomes private then.
    package func shown(withVanished: Bool) -> Unroll.Thread {
        let readable = lost.filter { $0.role.isOwn || $0.post.vanished?.because != .loginOnly }
        if readable.isEmpty || !withVanished { return thread }
        let there = Set(readable.map(\.post.id))
        var shown = merged { there.contains($0.post.id) }
        func isLeft(_ hole: Unroll.Thread.Hole) -> Bool { hole.id.map { !there.contains($0) } ?? true }
        shown.missing = shown.missing.filter(isLeft)
        for index in shown.branches.indices { shown.branches[index].missing.removeAll { !isLeft($0) } }
        for index in shown.answers.indices { shown.answers[index].missing.removeAll { !isLeft($0) } }
        shown.completeness.found = shown.posts.count
        if shown.posts.first?.id != thread.posts.first?.id { shown.title = shown.titleOfFirstPost }
        let holes = shown.missing + shown.branches.flatMap(\.missing) + shown.answers.flatMap(\.missing)
        if shown.completeness.state == .incomplete, holes.isEmpty {
            shown.completeness.state = shown.completeness.shortfalls.isEmpty ? .complete : .unknown
        }
        return shown
    }
}

extension Unroll.Thread {
    fileprivate mutating func insert(_ lost: LostPost) {
        if !lost.role.isOwn {
            context = context.map { $0.revived(by: lost.post) }
            for index in answers.indices { answers[index].to = answers[index].to?.revived(by: lost.post) }
            return
        }
        guard let following = lost.following else {
            switch lost.role {
            case .main: posts.insert(lost.post, at: 0)
            case .branch, .answer, .asked, .context:
                branches.append(Branch(attachedTo: lost.post.parent?.id, posts: [lost.post]))
            }
            return
        }
        if posts.insert(lost.post, behind: following) { return }
        for index in branches.indices where branches[index].posts.insert(lost.post, behind: following) { return }
        for index in answers.indices where answers[index].posts.insert(lost.post, behind: following) { return }
        branches.append(Branch(attachedTo: following, posts: [lost.post]))
    }
}

extension Unroll.Thread.ContextPost {
    fileprivate func revived(by post: Post) -> Self {
        if case .tombstone(let tombstone) = self, tombstone.id == post.id { .post(post) } else { self }
    }
}

extension [Post] {
    fileprivate mutating func insert(_ post: Post, behind id: PostID) -> Bool {
        guard let index = firstIndex(where: { $0.id == id }) else { return false }
        insert(post, at: index + 1)
        return true
    }
}
