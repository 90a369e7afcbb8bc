/// A post as the AppView shows it (lexicon app.bsky.feed.defs#postView).
struct PostViewWire: Decodable, Sendable {
    var uri: String
    var author: ProfileWire
    var record: PostRecordWire
    @Lenient var embed: EmbedWire?
    @Lenient var indexedAt: String?
    @Lossy var labels: [LabelWire]
    @Lenient var replyCount: Int?
    @Lenient var repostCount: Int?
    @Lenient var likeCount: Int?
    @Lenient var quoteCount: Int?
}

/// An account as the AppView shows it (lexicon app.bsky.actor.defs: profileViewBasic and the longer ones).
struct ProfileWire: Decodable, Sendable {
    var did: String
    @Lenient var handle: String?
    @Lenient var displayName: String?
    /// Only in the longer ones.
    @Lenient var description: String?
    @Lenient var avatar: String?
    @Lossy var labels: [LabelWire]
}

/// The answer to `app.bsky.feed.getPosts`.
struct PostsWire: Decodable, Sendable {
    var posts: [Lenient<PostViewWire>]
}

/// The answer to `app.bsky.feed.getAuthorFeed`.
struct FeedWire: Decodable, Sendable {
    struct Item: Decodable, Sendable {
        /// What the post answers, as far as it can be seen.
        struct Reply: Decodable, Sendable {
            @Lenient var root: ThreadViewWire?
            @Lenient var parent: ThreadViewWire?
        }

        /// Why a post stands here out of its time: reposted or pinned.
        struct Reason: Decodable, Sendable {}

        var post: PostViewWire
        @Lenient var reply: Reply?
        @Lenient var reason: Reason?
    }

    var feed: [Lenient<Item>]
    @Lenient var cursor: String?
}

/// The answer to `com.atproto.repo.listRecords`; one `Record` is that to `com.atproto.repo.getRecord`.
struct RecordsWire: Decodable, Sendable {
    struct Record: Decodable, Sendable {
        var uri: String
        var value: PostRecordWire
    }

    var records: [Lenient<Record>]
    @Lenient var cursor: String?
}

/// The author's own description of the account (lexicon app.bsky.actor.profile), for its self-labels.
struct ProfileRecordWire: Decodable, Sendable {
    struct Value: Decodable, Sendable {
        @Lenient var displayName: String?
        @Lenient var description: String?
        @Lenient var labels: PostRecordWire.SelfLabels?
    }

    var value: Value
}
