/// Everything that has come in about X's posts so far, by id: enough to make posts of it.
struct XLibrary: Sendable {
    private(set) var posts: [String: XPost] = [:]
    private(set) var users: [String: XUser] = [:]
    private(set) var media: [String: XMedia] = [:]
    private(set) var polls: [String: XPoll] = [:]
    /// Posts that cannot be shown, and why.
    private(set) var gone: [String: Tombstone.Reason] = [:]
    /// For each version of an edited post the newest one that has come in.
    private var newest: [String: String] = [:]

    /// Takes in what an answer holds; how many posts of its `data` were new.
    @discardableResult
    mutating func absorb(_ answer: XAnswer) -> Int {
        for user in answer.includes.users { users[user.id] = user }
        for medium in answer.includes.media { media[medium.key] = medium }
        for poll in answer.includes.polls { polls[poll.id] = poll }
        for post in answer.includes.posts where posts[post.id] == nil { put(post) }
        for problem in answer.errors {
            if let (id, reason) = problem.gone { lose(id, reason) }
        }
        for (id, reason) in answer.losses { lose(id, reason) }
        let before = posts.count
        for post in answer.data { put(post) }
        return posts.count - before
    }

    private mutating func put(_ post: XPost) {
        posts[post.id] = post
        guard post.history.count > 1 else { return }
        for id in post.history where newest[id].map({ PostID($0) < PostID(post.id) }) ?? true { newest[id] = post.id }
    }

    /// Notes that a post cannot be shown; the first reason counts.
    mutating func lose(_ id: String, _ reason: Tombstone.Reason) {
        if gone[id] == nil { gone[id] = reason }
    }

    /// Notes posts that were asked for and neither sent nor explained.
    mutating func miss(_ ids: [String]) {
        for id in ids where current(id) == nil { lose(id, .unknown) }
    }

    /// The last version of the post that has come in, for the id of any version.
    func current(_ id: String) -> XPost? { posts[newest[id] ?? id] }

    /// The id a post goes by: its last version's.
    func canonical(_ id: String) -> String { current(id)?.id ?? id }

    func isSettled(_ id: String) -> Bool { current(id) != nil || gone[id] != nil }
}
