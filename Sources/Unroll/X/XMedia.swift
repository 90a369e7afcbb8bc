/// A picture or video as X API v2 sends it (`Photo`, `Video`, `AnimatedGif`).
struct XMedia: Decodable, Sendable {
    struct Variant: Decodable, Sendable {
        @Lenient var bitRate: Int?
        @Lenient var contentType: String?
        @Lenient var url: String?

        enum CodingKeys: String, CodingKey {
            case url
            case bitRate = "bit_rate"
            case contentType = "content_type"
        }
    }

    var key: String
    @Lenient var type: String?
    @Lenient var url: String?
    @Lenient var previewURL: String?
    @Lenient var altText: String?
    @Lenient var width: Int?
    @Lenient var height: Int?
    @Lenient var durationMilliseconds: Int?
    @Lossy var variants: [Variant]

    enum CodingKeys: String, CodingKey {
        case type, url, width, height, variants
        case key = "media_key"
        case previewURL = "preview_image_url"
        case altText = "alt_text"
        case durationMilliseconds = "duration_ms"
    }
}

extension Attachment {
    /// `alt` stands in where the media object has no description of its own.
    init(_ media: XMedia, alt: String? = nil) {
        let kind = Kind(x: media.type)
        let file = kind == .image ? Link(media.url) : XMedia.best(media.variants) ?? Link(media.url)
        self.init(
            kind: kind, url: file, preview: Link(media.previewURL), alt: media.altText ?? alt ?? "",
            width: media.width, height: media.height, durationMilliseconds: media.durationMilliseconds)
    }
}

extension Attachment.Kind {
    /// X's names for kinds of media.
    init(x type: String?) {
        switch type {
        case "photo": self = .image
        case "video": self = .video
        case "animated_gif": self = .gif
        default: self = .unknown
        }
    }
}

extension XMedia {
    /// The mp4 file with the most bits a second, or the playlist where there is no file.
    static func best(_ variants: [Variant]) -> Link? {
        let files = variants.filter { $0.contentType == "video/mp4" }
        let best = files.max { ($0.bitRate ?? 0) < ($1.bitRate ?? 0) }
        return Link((best ?? variants.first { $0.url != nil })?.url)
    }
}
