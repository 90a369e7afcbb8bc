/// An element of `tweets.js`, as far as Skein reads it. X documents no schema: this is the shape seen in exports of 2019 to 2025.
struct ExportTweet: Decodable, Sendable {
    var head: Head
    var body: Body

    init(from decoder: any Decoder) throws { (head, body) = try (Head(from: decoder), Body(from: decoder)) }

    /// What the index needs of every post.
    struct Head: Decodable, Sendable {
        @Lenient var idText: ExportNumber?
        @Lenient var id: ExportNumber?
        @Lenient var text: String?
        @Lenient var createdAt: String?
        @Lenient var parent: ExportNumber?
        @Lenient var parentAuthor: ExportNumber?
        @Lenient var edits: ExportEditInfo?

        enum CodingKeys: String, CodingKey {
            case idText = "id_str"
            case id
            case text = "full_text"
            case createdAt = "created_at"
            case parent = "in_reply_to_status_id_str"
            case parentAuthor = "in_reply_to_user_id_str"
            case edits = "edit_info"
        }

        var number: Int64? { (idText ?? id)?.id }
        var raw: String { text ?? "" }

        func published(_ number: Int64) -> Timestamp? {
            createdAt.flatMap(Timestamp.init(x:)) ?? Snowflake.timestamp(number)
        }

        /// Posts that only pass on somebody else's are written `RT @…`; nothing else tells them.
        var isRepost: Bool { raw.utf8.starts(with: "RT @".utf8) && parent == nil }
    }

    /// The rest, for posts that are shown.
    struct Body: Decodable, Sendable {
        @Lenient var language: String?
        @Lenient var likes: ExportNumber?
        @Lenient var reposts: ExportNumber?
        @Lenient var shown: [ExportNumber]?
        @Lenient var entities: ExportEntities?
        @Lenient var extended: ExportEntities?
        @Lenient var isSensitive: ExportFlag?

        enum CodingKeys: String, CodingKey {
            case language = "lang"
            case likes = "favorite_count"
            case reposts = "retweet_count"
            case shown = "display_text_range"
            case entities
            case extended = "extended_entities"
            case isSensitive = "possibly_sensitive"
        }
    }
}

/// What an export wraps a post in: `{"tweet": …}`; before 2020 nothing.
struct ExportWrapped<Content: Decodable & Sendable>: Decodable, Sendable {
    var content: Content

    init(from decoder: any Decoder) throws {
        let wrapped = try decoder.container(keyedBy: Key.self).decodeIfPresent(Content.self, forKey: .tweet)
        content = try wrapped ?? Content(from: decoder)
    }

    private enum Key: String, CodingKey { case tweet }
}

/// The versions of an edited post: in `initial` for the first of them, in `edit` for the others.
struct ExportEditInfo: Decodable, Sendable {
    struct Versions: Decodable, Sendable {
        @Lossy var editTweetIds: [ExportNumber]
    }

    struct Edit: Decodable, Sendable {
        @Lenient var initialTweetId: ExportNumber?
        @Lenient var editControlInitial: Versions?
    }

    @Lenient var initial: Versions?
    @Lenient var edit: Edit?

    /// The ids of all the versions it names, oldest first.
    var versions: [Int64] {
        let listed = (initial ?? edit?.editControlInitial)?.editTweetIds ?? []
        return Set((listed + [edit?.initialTweetId].compactMap(\.self)).compactMap(\.id)).sorted()
    }
}
