import Unroll

/// What a thread becomes in the tables, as far as that is known without looking into them: whoever writes need not make it while
/// everybody waits.
struct ThreadDraft: Sendable {
    /// Each once: the thread's first, then those of its posts.
    private(set) var authors: [Author]
    /// Each once.
    private(set) var posts: [PostDraft] = []
    /// The places of the thread with the positions of their posts in `posts`.
    private(set) var lines: [(place: Place, post: Int)] = []

    init(_ thread: Thread) {
        authors = [thread.author]
        var positions: [PostID: Int] = [:]
        for (place, post) in thread.places {
            // One that stands in two places is one post.
            let position = positions[post.id] ?? posts.count
            lines.append((place, position))
            guard position == posts.count else { continue }
            positions[post.id] = position
            posts.append(PostDraft(post, by: authorPosition(post.author), isFound: place.role.isOwn))
        }
    }

    private mutating func authorPosition(_ author: Author) -> Int {
        if let position = authors.firstIndex(of: author) { return position }
        authors.append(author)
        return authors.count - 1
    }
}

/// What a post becomes in the tables.
struct PostDraft: Sendable {
    var id: PostID
    /// The position of its author in the draft of the thread.
    var author: Int
    var published: Timestamp
    /// The key it gets, where nobody else has it.
    var key: Int64
    var model: [UInt8]
    var content: [UInt8]
    /// The posts inside, at every depth.
    var quoted: [(id: PostID, author: Author.ID)]
    /// What it shows.
    var media: [Link]
    var hasPicture: Bool
    /// Its words, where it is to be found by them; else nil.
    var words: String?

    init(_ post: Post, by author: Int = 0, isFound: Bool) {
        (id, self.author, published, key) = (post.id, author, post.published, PostKey.first(for: post))
        (model, content) = (post.form, contentHash(post))
        quoted = post.quoted.map { ($0.id, $0.author.id) }
        (media, hasPicture) = (post.mediaLinks, post.hasPicture)
        words = isFound ? SearchEntry.words(of: post) : nil
    }
}
