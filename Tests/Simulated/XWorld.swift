import Unroll

/// Accounts and posts on a small simulated X.
package struct XWorld: Sendable {
    package struct Account: Sendable {
        package var id: String
        package var username: String
        package var name: String
        package var isProtected = false

        package init(id: String, username: String, name: String) {
            (self.id, self.username, self.name) = (id, username, name)
        }
    }

    package struct Post: Sendable {
        package enum State: Sendable { case shown, deleted, suspended, protected, withheld }

        package var id: String
        package var author: String
        package var text: String
        package var parent: String?
        package var quoted: String?
        package var state = State.shown
        /// Whether search leaves it out.
        package var isUnlisted = false
        /// The ids of its versions, oldest first.
        package var history: [String]
        /// More fields as API v2 sends them, in the older spelling.
        package var fields: [String: JSONValue] = [:]

        package init(_ id: String, by author: String, _ text: String, parent: String? = nil, quoted: String? = nil) {
            (self.id, self.author, self.text, self.parent, self.quoted) = (id, author, text, parent, quoted)
            history = [id]
        }
    }

    /// What the token may ask.
    package enum Tier: Sendable { case archive, recent, lookup, none }

    package var accounts: [Account] = []
    package var posts: [Post] = []
    package var tier = Tier.archive
    /// Whether names are those of OpenAPI 2.167 (`post.fields`) rather than 2.159 (`tweet.fields`).
    package var isNew = false
    package var token = "test"
    /// Posts on one page of a search, where smaller than what is asked for.
    package var pageLimit = 500
    /// Everything is refused with 429 before this instant.
    package var limitedUntil: Timestamp?
    package var media: [String: JSONValue] = [:]
    package var polls: [String: JSONValue] = [:]

    package init() {}

    /// The id of a post written at `time`, the `sequence`th in its millisecond.
    package static func id(at time: Timestamp, _ sequence: Int64 = 0) -> String {
        String((time.milliseconds - 1_288_834_974_657) << 22 + sequence)
    }

    package subscript(id: String) -> Post? {
        get { posts.first { $0.id == id } }
        set {
            guard let position = posts.firstIndex(where: { $0.id == id }), let newValue else { return }
            posts[position] = newValue
        }
    }
}

/// A world's posts by id, with the first post of each one's conversation.
struct XIndex: Sendable {
    let world: XWorld
    private var posts: [String: XWorld.Post] = [:]
    private var roots: [String: String] = [:]

    init(_ world: XWorld) {
        self.world = world
        for post in world.posts { posts[post.id] = post }
        for post in world.posts.sorted(by: { PostID($0.id) < PostID($1.id) }) {
            roots[post.id] = post.parent.map { roots[$0] ?? $0 } ?? post.id
        }
    }

    subscript(id: String) -> XWorld.Post? { posts[id] }

    /// The first post above; a post nobody knows ends the way.
    func root(of post: XWorld.Post) -> String { roots[post.id] ?? post.id }
}
