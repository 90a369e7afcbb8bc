/// Everything seen so far around a post: the author's posts, those they answer, and strangers' that came along.
struct BlueskyPool: Sendable {
    /// Replies the AppView gives below a post (`getPostThread` takes greater numbers and gives no more).
    static let depth = 10
    /// Posts above a post that are asked for at once. The AppView would give 1000, nested in each other, and JSON is read to
    /// a depth of 512; what lies higher is asked for from there.
    static let height = 100

    private var entries: [PostID: Conversation.Entry] = [:]
    private var order: [PostID] = []
    /// The first post of the conversation each post belongs to.
    private(set) var roots: [PostID: RecordAddress] = [:]
    /// Posts whose answers have been seen.
    private(set) var opened: Set<PostID> = []
    /// What is known of authors besides what their posts say.
    private var profiles: [Author.ID: ProfileWire] = [:]

    subscript(id: PostID) -> Conversation.Entry? { entries[id] }

    /// In the order in which they came.
    var all: some Sequence<Conversation.Entry> { order.lazy.compactMap { entries[$0] } }

    var posts: some Sequence<Post> {
        all.lazy.compactMap { entry in
            if case .post(let post) = entry { post } else { nil }
        }
    }

    func profile(_ author: DID) -> ProfileWire? { profiles[Author.ID(author.text)] }

    /// What an author says of themselves, as far as the profile was asked for.
    func bio(of author: Author.ID) -> String { profiles[author]?.description ?? "" }

    /// Takes in a view; a post seen before is replaced, what was withheld stays so. `home` is the author's server, for files of a
    /// post that only its record tells of.
    mutating func admit(_ view: PostViewWire, home: String? = nil, now: Timestamp) {
        guard let entry = BlueskyPost(home: home, now: now).entry(view) else { return }
        if profiles[Author.ID(view.author.did)] == nil { profiles[Author.ID(view.author.did)] = view.author }
        roots[entry.id] = view.record.root
        put(entry)
    }

    mutating func put(_ entry: Conversation.Entry) {
        switch (entries[entry.id], entry) {
        case (nil, _): order.append(entry.id)
        case (.post, .tombstone(let tombstone)) where !tombstone.isWithheld: return
        case (.tombstone(let known), _) where known.isWithheld: return
        default: break
        }
        entries[entry.id] = entry
    }

    /// Takes in a whole view of a thread that begins `depth` levels below the post asked for; above it (less than
    /// zero) not all answers are shown. Walks with a list of its own, not by recursion; the number of views is bounded by the
    /// size of the answer.
    mutating func admit(_ thread: ThreadViewWire, at depth: Int = 0, now: Timestamp) {
        var waiting = [(view: thread, depth: depth)]
        while let (view, depth) = waiting.popLast() {
            switch view {
            case .post(let post, let parent, let replies):
                admit(post, now: now)
                if let parent { waiting.append((parent, -1)) }
                guard depth >= 0, let address = RecordAddress(post.uri) else { continue }
                if depth < Self.depth { opened.insert(address.id) }
                for reply in replies { waiting.append((reply, depth + 1)) }
            case .notFound(let uri): lose(uri, .deleted)
            case .blocked(let uri): lose(uri, .blocked)
            }
        }
    }

    private mutating func lose(_ uri: String, _ reason: Tombstone.Reason) {
        if let address = RecordAddress(uri) { lose(address, reason) }
    }

    /// Notes that a post cannot be had, unless it can.
    mutating func lose(_ address: RecordAddress, _ reason: Tombstone.Reason) {
        if entries[address.id] == nil { put(.tombstone(Tombstone(address, reason))) }
    }

    /// Keeps an author's description; where it asks for a login, all of the author's posts are withheld.
    mutating func learn(_ profile: ProfileWire, now: Timestamp) {
        let author = Author.ID(profile.did)
        profiles[author] = profile
        guard profile.isLoginOnly(now: now) else { return }
        for post in Array(posts) where post.author.id == author {
            guard let address = RecordAddress(post.id.value) else { continue }
            var tombstone = Tombstone(address, .loginOnly)
            tombstone.parent = post.parent
            put(.tombstone(tombstone))
        }
    }
}

extension Tombstone {
    /// Whether the post is there and is not to be shown, whoever else shows it.
    fileprivate var isWithheld: Bool { reason == .loginOnly || reason == .notVisible }
}
