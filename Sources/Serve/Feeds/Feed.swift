import Render
import Unroll

/// What a feed says, in whatever form: one entry a thread. Addresses are whole.
struct Feed: Sendable {
    struct Entry: Sendable {
        /// The thread's one address: it stays when the thread grows, and names the entry.
        var id: String
        /// The same, with the key of a thread that is seen by link.
        var address: String
        /// Where the thread was taken from.
        var original: String?
        var title: String
        var author: String
        var authorAddress: String
        var network: String
        var language: String?
        var published: Timestamp
        /// The time of its newest post.
        var updated: Timestamp
        var content: HTML
    }

    var title: String
    /// The language of `title`.
    var language: String
    /// The page that shows the same.
    var page: String
    /// The feed's own.
    var address: String
    var entries: [Entry]

    /// Of a feed without entries, the beginning of time: nothing in it changes.
    var updated: Timestamp { entries.map(\.updated).max() ?? Timestamp(milliseconds: 0) }

    func bytes(_ form: FeedPlace.Form) -> [UInt8] {
        switch form {
        case .atom: atom.bytes
        case .json: json
        }
    }
}

extension FeedPlace.Form {
    var type: String {
        switch self {
        case .atom: "application/atom+xml"
        case .json: "application/feed+json"
        }
    }
}
