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
    /// The author's posts of earlier retrievals that the last one did not have, in the order in which they stood.
    package var lost: [LostPost]
    /// Posts of which earlier texts are kept.
    package var revised: Set<PostID>
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
}

extension Unroll.Thread {
    fileprivate mutating func insert(_ lost: LostPost) {
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

extension [Post] {
    fileprivate mutating func insert(_ post: Post, behind id: PostID) -> Bool {
        guard let index = firstIndex(where: { $0.id == id }) else { return false }
        insert(post, at: index + 1)
        return true
    }
}
