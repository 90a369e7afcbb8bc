/// One place in a thread as the AppView shows it (lexicon app.bsky.feed.defs: threadViewPost, notFoundPost, blockedPost; in an
/// author's feed a postView stands for the first). How deep it can nest is bounded by the JSON decoder, which reads 512 levels.
indirect enum ThreadViewWire: Decodable, Sendable {
    case post(PostViewWire, parent: ThreadViewWire?, replies: [ThreadViewWire])
    case notFound(uri: String)
    case blocked(uri: String)

    private enum Key: String, CodingKey {
        case type = "$type"
        case post, parent, replies, uri, notFound, blocked
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        if fields.contains(.post) {
            self = .post(
                try fields.decode(PostViewWire.self, forKey: .post),
                parent: try fields.decode(Lenient<ThreadViewWire>.self, forKey: .parent).wrappedValue,
                replies: try fields.decode(Lossy<ThreadViewWire>.self, forKey: .replies).wrappedValue)
        } else if fields.contains(.notFound) {
            self = .notFound(uri: try fields.decode(String.self, forKey: .uri))
        } else if fields.contains(.blocked) {
            self = .blocked(uri: try fields.decode(String.self, forKey: .uri))
        } else {
            self = .post(try PostViewWire(from: decoder), parent: nil, replies: [])
        }
    }
}

/// The answer to `app.bsky.feed.getPostThread`.
struct ThreadWire: Decodable, Sendable {
    var thread: ThreadViewWire
}

/// What is of use in the answer to `app.bsky.unspecced.getPostThreadV2`.
struct ThreadCountWire: Decodable, Sendable {
    struct Item: Decodable, Sendable {
        struct Value: Decodable, Sendable { var opThreadPostCount: Int? }

        var uri: String
        var value: Value
    }

    @Lossy var thread: [Item]
}
