/// `entities` and `extended_entities`. Indices are strings, and not always right.
struct ExportEntities: JSONObject, Sendable {
    struct URL: JSONObject, Sendable {
        var url: String?
        var expanded: String?
        var display: String?
        var indices: [Int64] = []

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "url": url = try json.text()
            case "expanded_url": expanded = try json.text()
            case "display_url": display = try json.text()
            case "indices": indices = try json.numbers()
            default: try json.skip()
            }
        }
    }

    struct Tag: JSONObject, Sendable {
        var text: String?
        var indices: [Int64] = []

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "text": text = try json.text()
            case "indices": indices = try json.numbers()
            default: try json.skip()
            }
        }
    }

    struct Mention: JSONObject, Sendable {
        var handle: String?
        var id: Int64?
        var indices: [Int64] = []

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "screen_name": handle = try json.text()
            case "id_str": id = try json.id()
            case "indices": indices = try json.numbers()
            default: try json.skip()
            }
        }
    }

    var urls: [URL] = []
    var hashtags: [Tag] = []
    var symbols: [Tag] = []
    var mentions: [Mention] = []
    var media: [ExportMedia] = []

    mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
        switch key {
        case "urls": urls = try json.objects()
        case "hashtags": hashtags = try json.objects()
        case "symbols": symbols = try json.objects()
        case "user_mentions": mentions = try json.objects()
        case "media": media = try json.objects()
        default: try json.skip()
        }
    }
}

/// A picture or video in `extended_entities.media`.
struct ExportMedia: JSONObject, Sendable {
    struct Size: JSONObject, Sendable {
        var width: Int?
        var height: Int?

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "w": width = try json.count()
            case "h": height = try json.count()
            default: try json.skip()
            }
        }
    }

    struct Sizes: JSONObject, Sendable {
        var large: Size?

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            if case "large" = key { large = try json.object() } else { try json.skip() }
        }
    }

    struct Video: JSONObject, Sendable {
        var milliseconds: Int?
        var variants: [Variant] = []

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "duration_millis": milliseconds = try json.count()
            case "variants": variants = try json.objects()
            default: try json.skip()
            }
        }
    }

    struct Variant: JSONObject, Sendable {
        var bitrate: Int?
        var type: String?
        var url: String?

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "bitrate": bitrate = try json.count()
            case "content_type": type = try json.text()
            case "url": url = try json.text()
            default: try json.skip()
            }
        }
    }

    var type: String?
    /// The `https://t.co/…` that stands in the text.
    var short: String?
    var expanded: String?
    var display: String?
    var source: String?
    var alt: String?
    var indices: [Int64] = []
    var sizes: Sizes?
    var video: Video?

    mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
        switch key {
        case "type": type = try json.text()
        case "url": short = try json.text()
        case "expanded_url": expanded = try json.text()
        case "display_url": display = try json.text()
        case "media_url_https": source = try json.text()
        case "ext_alt_text": alt = try json.text()
        case "indices": indices = try json.numbers()
        case "sizes": sizes = try json.object()
        case "video_info": video = try json.object()
        default: try json.skip()
        }
    }
}
