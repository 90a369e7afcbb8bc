/// An element of `tweets.js`, as far as Skein reads it. X documents no schema: this is the shape seen in exports of 2019 to 2025.
struct ExportTweet: JSONObject, Sendable {
    var head = Head()
    var body = Body()

    mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
        if try head.reads(key, from: &json) { return }
        try body.read(key, from: &json)
    }

    /// What the index needs of every post, but for its versions.
    struct Head: Sendable {
        var id: Int64?
        var text: String?
        var createdAt: String?
        var parent: Int64?
        var parentAuthor: Int64?

        /// Whether the member is one of these; then it is read.
        mutating func reads(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) -> Bool {
            switch key {
            case "id_str": id = try json.id() ?? id
            case "id":
                let same = try json.id()
                id = id ?? same
            case "full_text": text = try json.text()
            case "created_at": createdAt = try json.text()
            case "in_reply_to_status_id_str": parent = try json.id()
            case "in_reply_to_user_id_str": parentAuthor = try json.id()
            default: return false
            }
            return true
        }

        var raw: String { text ?? "" }

        func published(_ number: Int64) -> Timestamp? {
            createdAt.flatMap(Timestamp.init(x:)) ?? Snowflake.timestamp(number)
        }

        /// Posts that only pass on somebody else's are written `RT @…`; nothing else tells them.
        var isRepost: Bool { raw.utf8.starts(with: "RT @".utf8) && parent == nil }
    }

    /// The rest, for posts that are shown.
    struct Body: JSONObject, Sendable {
        var language: String?
        var likes: Int?
        var reposts: Int?
        /// Where the shown text begins and ends.
        var shown: [Int64] = []
        var entities: ExportEntities?
        var extended: ExportEntities?
        var isSensitive = false

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "lang": language = try json.text()
            case "favorite_count": likes = try json.count()
            case "retweet_count": reposts = try json.count()
            case "display_text_range": shown = try json.numbers()
            case "entities": entities = try json.object()
            case "extended_entities": extended = try json.object()
            case "possibly_sensitive": isSensitive = try json.flag() ?? false
            default: try json.skip()
            }
        }
    }

    /// A post as the index reads it.
    struct Surveyed: JSONObject, Sendable {
        var head = Head()
        var edits: ExportEditInfo?

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            if try head.reads(key, from: &json) { return }
            if case "edit_info" = key { edits = try json.object() } else { try json.skip() }
        }
    }
}

/// What an export wraps a post in: `{"tweet": …}`; before 2020 nothing.
struct ExportWrapped<Content: JSONObject & Sendable>: JSONObject, Sendable {
    var content = Content()

    mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
        if case "tweet" = key { content = try json.object() ?? content } else { try content.read(key, from: &json) }
    }
}

/// The versions of an edited post: in `initial` for the first of them, in `edit` for the others.
struct ExportEditInfo: JSONObject, Sendable {
    struct Versions: JSONObject, Sendable {
        var ids: [Int64] = []

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            if case "editTweetIds" = key { ids = try json.numbers().filter { $0 > 0 } } else { try json.skip() }
        }
    }

    struct Edit: JSONObject, Sendable {
        var first: Int64?
        var versions: Versions?

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "initialTweetId": first = try json.id()
            case "editControlInitial": versions = try json.object()
            default: try json.skip()
            }
        }
    }

    var initial: Versions?
    var edit: Edit?

    mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
        switch key {
        case "initial": initial = try json.object()
        case "edit": edit = try json.object()
        default: try json.skip()
        }
    }

    /// The ids of all the versions it names, oldest first.
    var versions: [Int64] {
        let listed = (initial ?? edit?.versions)?.ids ?? []
        let first = edit?.first.map { [$0] } ?? []
        // Most posts name one version, themselves.
        return listed.count + first.count < 2 ? listed + first : Set(listed + first).sorted()
    }
}
