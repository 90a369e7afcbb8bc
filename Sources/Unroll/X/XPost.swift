/// A post as X API v2 sends it, in either spelling: `Tweet` of OpenAPI 2.159, `Post` of 2.167. Only the id is certain.
struct XPost: Decodable, Sendable {
    /// A post it answers, quotes or passes on.
    struct Reference: Decodable, Sendable {
        var type: String
        var id: String
    }

    struct Note: Decodable, Sendable {
        var text: String
        @Lenient var entities: XEntities?
    }

    struct Attachments: Decodable, Sendable {
        @Lossy var mediaKeys: [String]
        @Lossy var pollIDs: [String]

        enum CodingKeys: String, CodingKey {
            case mediaKeys = "media_keys"
            case pollIDs = "poll_ids"
        }
    }

    struct Withheld: Decodable, Sendable {
        @Lossy var countryCodes: [String]

        enum CodingKeys: String, CodingKey { case countryCodes = "country_codes" }
    }

    struct MediaMetadata: Decodable, Sendable {
        @Lenient var mediaKey: String?
        @Lenient var altText: String?

        enum CodingKeys: String, CodingKey {
            case mediaKey = "media_key"
            case altText = "alt_text"
        }
    }

    var id: String
    var text: String
    var authorID: String?
    var conversationID: String?
    var createdAt: String?
    var inReplyToUserID: String?
    var lang: String?
    var isSensitive: Bool
    /// The whole text of a long post, of which `text` is the beginning.
    var note: Note?
    var references: [Reference]
    /// The ids of its versions, oldest first.
    var history: [String]
    var entities: XEntities?
    var attachments: Attachments?
    /// Code points of `text`: start, and end (exclusive).
    var displayRange: [Int]
    var counts: Post.Counts
    var withheld: Withheld?
    var article: XArticle?
    var mediaMetadata: [MediaMetadata]
}

extension XPost {
    enum CodingKeys: String, CodingKey {
        case id, text, lang, entities, attachments, withheld, article
        case authorID = "author_id"
        case conversationID = "conversation_id"
        case createdAt = "created_at"
        case inReplyToUserID = "in_reply_to_user_id"
        case isSensitive = "possibly_sensitive"
        case noteTweet = "note_tweet"
        case notePost = "note_post"
        case referencedTweets = "referenced_tweets"
        case referencedPosts = "referenced_posts"
        case tweetHistory = "edit_history_tweet_ids"
        case postHistory = "edit_history_post_ids"
        case displayRange = "display_text_range"
        case counts = "public_metrics"
        case articleTitle = "article_title"
        case mediaMetadata = "media_metadata"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(String.self, forKey: .id)
        guard XURL.isID(id) else {
            throw DecodingError.dataCorruptedError(forKey: .id, in: values, debugDescription: "no id of X")
        }
        text = values.read(String.self, .text) ?? ""
        authorID = values.read(String.self, .authorID)
        conversationID = values.read(String.self, .conversationID).flatMap { XURL.isID($0) ? $0 : nil }
        createdAt = values.read(String.self, .createdAt)
        inReplyToUserID = values.read(String.self, .inReplyToUserID)
        lang = values.read(String.self, .lang)
        isSensitive = values.read(Bool.self, .isSensitive) ?? false
        note = values.read(Note.self, .notePost, .noteTweet)
        let references = values.read(Lossy<Reference>.self, .referencedPosts, .referencedTweets)?.wrappedValue ?? []
        self.references = references.filter { XURL.isID($0.id) }
        let history = values.read(Lossy<String>.self, .postHistory, .tweetHistory)?.wrappedValue ?? []
        self.history = history.filter(XURL.isID)
        entities = values.read(XEntities.self, .entities)
        attachments = values.read(Attachments.self, .attachments)
        displayRange = values.read([Int].self, .displayRange) ?? []
        counts = values.read(XCounts.self, .counts)?.counts ?? Post.Counts()
        withheld = values.read(Withheld.self, .withheld)
        article = values.read(XArticle.self, .article) ?? values.read(XArticle.self, .articleTitle)
        mediaMetadata = values.read(Lossy<MediaMetadata>.self, .mediaMetadata)?.wrappedValue ?? []
    }

    /// The post it answers.
    var repliedTo: String? { references.first { $0.type == "replied_to" }?.id }
    var quoted: String? { references.first { $0.type == "quoted" }?.id }
    /// The post it merely passes on.
    var reposted: String? { references.first { $0.type == "retweeted" || $0.type == "reposted" }?.id }
    /// The id of its last version.
    var latest: String { history.last ?? id }
    /// When this version was written; 1970 where neither X nor the id tells.
    var written: Timestamp {
        createdAt.flatMap { Timestamp(rfc3339: $0) } ?? Snowflake.timestamp(of: id) ?? Timestamp(milliseconds: 0)
    }
}

/// `public_metrics`.
private struct XCounts: Decodable {
    var counts: Post.Counts

    enum CodingKeys: String, CodingKey {
        case replies = "reply_count"
        case retweets = "retweet_count"
        case reposts = "repost_count"
        case likes = "like_count"
        case quotes = "quote_count"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        counts = Post.Counts(
            replies: values.read(Int.self, .replies), reposts: values.read(Int.self, .reposts, .retweets),
            likes: values.read(Int.self, .likes), quotes: values.read(Int.self, .quotes))
    }
}

extension Snowflake {
    static func timestamp(of id: String) -> Timestamp? { Int64(id).flatMap { timestamp($0) } }
}
