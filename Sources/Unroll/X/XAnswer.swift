import FoundationEssentials

/// What X API v2 answers to a lookup or a search (OpenAPI documents 2.159 and 2.167: `Get2Tweets…Response`,
/// `GetPosts…Response`): posts under `data`, what they refer to under `includes`, what cannot be shown under `errors`.
struct XAnswer: Decodable, Sendable {
    /// One or several; empty when there is none to show.
    var data: [XPost] = []
    var includes = XIncludes()
    var errors: [XProblem] = []
    var meta: XMeta?
    /// Posts that an unofficial source says cannot be shown.
    var losses: [String: Tombstone.Reason] = [:]

    enum CodingKeys: String, CodingKey { case data, includes, errors, meta }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        guard !values.allKeys.isEmpty else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not an answer of X"))
        }
        data =
            values.read(XPost.self, .data).map { [$0] } ?? values.read(Lossy<XPost>.self, .data)?.wrappedValue ?? []
        includes = values.read(XIncludes.self, .includes) ?? XIncludes()
        errors = values.read(Lossy<XProblem>.self, .errors)?.wrappedValue ?? []
        meta = values.read(XMeta.self, .meta)
    }

    init() {}

    init(_ body: [UInt8]) throws { self = try JSONDecoder().decode(XAnswer.self, from: Data(body)) }
}

/// The objects that posts refer to by id or key.
struct XIncludes: Decodable, Sendable {
    var posts: [XPost] = []
    var users: [XUser] = []
    var media: [XMedia] = []
    var polls: [XPoll] = []

    enum CodingKeys: String, CodingKey { case tweets, posts, users, media, polls }

    init() {}

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        posts = values.read(Lossy<XPost>.self, .posts, .tweets)?.wrappedValue ?? []
        users = values.read(Lossy<XUser>.self, .users)?.wrappedValue ?? []
        media = values.read(Lossy<XMedia>.self, .media)?.wrappedValue ?? []
        polls = values.read(Lossy<XPoll>.self, .polls)?.wrappedValue ?? []
    }
}

/// Where the next page is, and how many posts a count found.
struct XMeta: Decodable, Sendable {
    var nextToken: String?
    var total: Int?

    enum CodingKeys: String, CodingKey {
        case nextToken = "next_token"
        case totalTweets = "total_tweet_count"
        case totalPosts = "total_post_count"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        nextToken = values.read(String.self, .nextToken).flatMap { (1...2048).contains($0.utf8.count) ? $0 : nil }
        total = values.read(Int.self, .totalPosts, .totalTweets)
    }
}

extension KeyedDecodingContainer {
    /// The first of `keys`, the spellings of one field, that holds a value of the right type.
    func read<Value: Decodable>(_ type: Value.Type, _ keys: Key...) -> Value? {
        for key in keys {
            if let value = (try? decodeIfPresent(type, forKey: key)) ?? nil { return value }
        }
        return nil
    }
}
