/// What a post shows besides its text, as the AppView gives it (`…#view`) and as the record holds it: the lexicons
/// app.bsky.embed.images, gallery, video, external, record and recordWithMedia. Which one it is follows from its fields, so that
/// one without `$type`, or with a newer one, is still read.
indirect enum EmbedWire: Decodable, Sendable {
    case images([PictureWire])
    case video(VideoWire)
    case external(ExternalWire)
    case record(QuotedWire)
    case recordWithMedia(QuotedWire, media: EmbedWire?)

    private enum Key: String, CodingKey {
        case images, items, external, record, media, video, playlist
    }

    private enum Nested: String, CodingKey {
        case record
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        if fields.contains(.images) {
            self = .images(try fields.decode(Lossy<PictureWire>.self, forKey: .images).wrappedValue)
        } else if fields.contains(.items) {
            self = .images(try fields.decode(Lossy<PictureWire>.self, forKey: .items).wrappedValue)
        } else if fields.contains(.external) {
            self = .external(try fields.decode(ExternalWire.self, forKey: .external))
        } else if fields.contains(.media) {
            let outer = try fields.nestedContainer(keyedBy: Nested.self, forKey: .record)
            self = .recordWithMedia(
                try outer.decode(QuotedWire.self, forKey: .record),
                media: try fields.decode(Lenient<EmbedWire>.self, forKey: .media).wrappedValue)
        } else if fields.contains(.record) {
            self = .record(try fields.decode(QuotedWire.self, forKey: .record))
        } else if fields.contains(.video) || fields.contains(.playlist) {
            self = .video(try VideoWire(from: decoder))
        } else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "no embed of a known kind"))
        }
    }
}

/// A picture: `images` have `thumb`, `gallery` items `thumbnail`; a record has the blob instead.
struct PictureWire: Decodable, Sendable {
    @Lenient var fullsize: String?
    @Lenient var thumb: String?
    @Lenient var thumbnail: String?
    @Lenient var image: BlobWire?
    @Lenient var alt: String?
    @Lenient var aspectRatio: AspectRatioWire?
}

struct AspectRatioWire: Decodable, Sendable {
    @Lenient var width: Int?
    @Lenient var height: Int?
}

/// A video: `playlist` (HLS) in a view, the file itself in a record.
struct VideoWire: Decodable, Sendable {
    @Lenient var playlist: String?
    @Lenient var thumbnail: String?
    @Lenient var video: BlobWire?
    @Lenient var alt: String?
    @Lenient var aspectRatio: AspectRatioWire?
    @Lenient var presentation: String?
}

/// A linked page; `thumb` is an address in a view and a blob in a record.
struct ExternalWire: Decodable, Sendable {
    var uri: String
    @Lenient var title: String?
    @Lenient var description: String?
    @Lenient var thumb: PictureSourceWire?
}

enum PictureSourceWire: Decodable, Sendable {
    case address(String)
    case blob(BlobWire)

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = .address(text)
        } else {
            self = .blob(try BlobWire(from: decoder))
        }
    }
}

/// A file in the author's repository, by its hash; before 2023 the hash stood in `cid`.
struct BlobWire: Decodable, Sendable {
    struct Reference: Decodable, Sendable {
        var link: String

        private enum CodingKeys: String, CodingKey {
            case link = "$link"
        }
    }

    @Lenient var ref: Reference?
    @Lenient var cid: String?

    var hash: String? { ref?.link ?? cid }
}

/// What stands in a `record` embed: a post with its author, one that is not shown, or a feed, list, starter pack or labeler.
struct QuotedWire: Decodable, Sendable {
    @Lenient var uri: String?
    @Lenient var notFound: Bool?
    @Lenient var blocked: Bool?
    @Lenient var detached: Bool?
    /// Of a post (`#viewRecord`).
    @Lenient var author: ProfileWire?
    @Lenient var value: PostRecordWire?
    @Lossy var embeds: [EmbedWire]
    @Lossy var labels: [LabelWire]
    @Lenient var indexedAt: String?
    @Lenient var replyCount: Int?
    @Lenient var repostCount: Int?
    @Lenient var likeCount: Int?
    @Lenient var quoteCount: Int?
    /// Of a feed (`displayName`), a list (`name`), or a starter pack (in its `record`).
    @Lenient var creator: ProfileWire?
    @Lenient var displayName: String?
    @Lenient var name: String?
    @Lenient var description: String?
    @Lenient var avatar: String?
    @Lenient var record: NamedWire?

    struct NamedWire: Decodable, Sendable {
        @Lenient var name: String?
        @Lenient var description: String?
    }
}
