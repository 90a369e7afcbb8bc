/// An element of `tweets.js`, as far as Skein reads it. X documents no schema: this is the shape seen in exports of 2019 to 2025.
struct ExportTweet: Decodable, Sendable {
    var head: Head
    var body: Body

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        (head, body) = (Head(fields), Body(fields))
    }

    enum Key: String, CodingKey {
        case id, entities
        case idText = "id_str"
        case text = "full_text"
        case createdAt = "created_at"
        case parent = "in_reply_to_status_id_str"
        case parentAuthor = "in_reply_to_user_id_str"
        case edits = "edit_info"
        case language = "lang"
        case likes = "favorite_count"
        case reposts = "retweet_count"
        case shown = "display_text_range"
        case extended = "extended_entities"
        case isSensitive = "possibly_sensitive"
    }

    typealias Fields = KeyedDecodingContainer<Key>

    /// What the index needs of every post, but for its versions.
    struct Head: Sendable {
        var number: Int64?
        var text: String?
        var createdAt: String?
        var parent: ExportNumber?
        var parentAuthor: ExportNumber?

        init(_ fields: Fields) {
            number = (fields.lenient(.idText, ExportNumber.self) ?? fields.lenient(.id))?.id
            text = fields.lenient(.text)
            createdAt = fields.lenient(.createdAt)
            parent = fields.lenient(.parent)
            parentAuthor = fields.lenient(.parentAuthor)
        }

        var raw: String { text ?? "" }

        func published(_ number: Int64) -> Timestamp? {
            createdAt.flatMap(Timestamp.init(x:)) ?? Snowflake.timestamp(number)
        }

        /// Posts that only pass on somebody else's are written `RT @…`; nothing else tells them.
        var isRepost: Bool { raw.utf8.starts(with: "RT @".utf8) && parent == nil }
    }

    /// The rest, for posts that are shown.
    struct Body: Sendable {
        var language: String?
        var likes: ExportNumber?
        var reposts: ExportNumber?
        var shown: [ExportNumber]?
        var entities: ExportEntities?
        var extended: ExportEntities?
        var isSensitive: ExportFlag?

        init(_ fields: Fields) {
            language = fields.lenient(.language)
            likes = fields.lenient(.likes)
            reposts = fields.lenient(.reposts)
            shown = fields.lenient(.shown)
            entities = fields.lenient(.entities)
            extended = fields.lenient(.extended)
            isSensitive = fields.lenient(.isSensitive)
        }
    }

    /// A post as the index reads it.
    struct Surveyed: Decodable, Sendable {
        var head: Head
        var edits: ExportEditInfo?

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            (head, edits) = (Head(fields), fields.lenient(.edits))
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
