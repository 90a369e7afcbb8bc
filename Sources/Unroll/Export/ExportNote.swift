/// An element of `note-tweet.js`: the whole text of a long post, of which `tweets.js` has only the beginning. It does not say which
/// post it belongs to.
struct ExportNote: JSONObject, Sendable {
    struct Core: JSONObject, Sendable {
        var text: String?
        var urls: [URL] = []
        var mentions: [Name] = []
        var hashtags: [Name] = []
        var cashtags: [Name] = []
        var styletags: [Style] = []

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "text": text = try json.text()
            case "urls": urls = try json.objects()
            case "mentions": mentions = try json.objects()
            case "hashtags": hashtags = try json.objects()
            case "cashtags": cashtags = try json.objects()
            case "styletags": styletags = try json.objects()
            default: try json.skip()
            }
        }
    }

    /// From where in the text to where.
    struct Span: Sendable {
        var start: Int?
        var end: Int?

        /// Whether the member is one of these; then it is read.
        mutating func reads(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) -> Bool {
            switch key {
            case "fromIndex": start = try json.count()
            case "toIndex": end = try json.count()
            default: return false
            }
            return true
        }
    }

    struct URL: JSONObject, Sendable {
        var short: String?
        var expanded: String?
        var display: String?
        var span = Span()

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "shortUrl": short = try json.text()
            case "expandedUrl": expanded = try json.text()
            case "displayUrl": display = try json.text()
            default: if try !span.reads(key, from: &json) { try json.skip() }
            }
        }
    }

    /// The handle of a mention, or the text of a tag.
    struct Name: JSONObject, Sendable {
        var text: String?
        var span = Span()

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "screenName", "text": text = try json.text()
            default: if try !span.reads(key, from: &json) { try json.skip() }
            }
        }
    }

    struct Style: JSONObject, Sendable {
        struct Kind: JSONObject, Sendable {
            /// 0 is bold, 1 italic.
            var value: Int64?

            mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
                if case "value" = key { value = try json.number() } else { try json.skip() }
            }
        }

        var kinds: [Kind] = []
        var span = Span()

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "styleTypes": kinds = try json.objects()
            default: if try !span.reads(key, from: &json) { try json.skip() }
            }
        }
    }

    var id: Int64?
    var createdAt: String?
    var core: Core?

    mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
        switch key {
        case "noteTweetId": id = try json.id()
        case "createdAt": createdAt = try json.text()
        case "core": core = try json.object()
        default: try json.skip()
        }
    }

    var published: Timestamp? { createdAt.flatMap(Timestamp.init(rfc3339:)) }
}

/// What `note-tweet.js` wraps a note in.
struct ExportNoteElement: JSONObject, Sendable {
    var note: ExportNote?

    mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
        if case "noteTweet" = key { note = try json.object() } else { try json.skip() }
    }
}
