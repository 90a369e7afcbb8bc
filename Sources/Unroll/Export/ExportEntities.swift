/// `entities` and `extended_entities`. Indices are strings, and not always right.
struct ExportEntities: Decodable, Sendable {
    struct URL: Decodable, Sendable {
        @Lenient var url: String?
        @Lenient var expanded: String?
        @Lenient var display: String?
        @Lenient var indices: [ExportNumber]?

        enum CodingKeys: String, CodingKey {
            case url
            case expanded = "expanded_url"
            case display = "display_url"
            case indices
        }
    }

    struct Tag: Decodable, Sendable {
        @Lenient var text: String?
        @Lenient var indices: [ExportNumber]?
    }

    struct Mention: Decodable, Sendable {
        @Lenient var handle: String?
        @Lenient var id: ExportNumber?
        @Lenient var indices: [ExportNumber]?

        enum CodingKeys: String, CodingKey {
            case handle = "screen_name"
            case id = "id_str"
            case indices
        }
    }

    @Lossy var urls: [URL]
    @Lossy var hashtags: [Tag]
    @Lossy var symbols: [Tag]
    @Lossy var mentions: [Mention]
    @Lossy var media: [ExportMedia]

    enum CodingKeys: String, CodingKey {
        case urls, hashtags, symbols, media
        case mentions = "user_mentions"
    }
}

/// A picture or video in `extended_entities.media`.
struct ExportMedia: Decodable, Sendable {
    struct Size: Decodable, Sendable {
        @Lenient var w: ExportNumber?
        @Lenient var h: ExportNumber?
    }

    struct Sizes: Decodable, Sendable {
        @Lenient var large: Size?
    }

    struct Video: Decodable, Sendable {
        @Lenient var duration: ExportNumber?
        @Lossy var variants: [Variant]

        enum CodingKeys: String, CodingKey {
            case duration = "duration_millis"
            case variants
        }
    }

    struct Variant: Decodable, Sendable {
        @Lenient var bitrate: ExportNumber?
        @Lenient var type: String?
        @Lenient var url: String?

        enum CodingKeys: String, CodingKey {
            case bitrate, url
            case type = "content_type"
        }
    }

    @Lenient var type: String?
    /// The `https://t.co/…` that stands in the text.
    @Lenient var short: String?
    @Lenient var expanded: String?
    @Lenient var display: String?
    @Lenient var source: String?
    @Lenient var alt: String?
    @Lenient var indices: [ExportNumber]?
    @Lenient var sizes: Sizes?
    @Lenient var video: Video?

    enum CodingKeys: String, CodingKey {
        case type, indices, sizes
        case short = "url"
        case expanded = "expanded_url"
        case display = "display_url"
        case source = "media_url_https"
        case alt = "ext_alt_text"
        case video = "video_info"
    }
}
