import FoundationEssentials

/// A post as X's embed service sends it (`cdn.syndication.twimg.com/tweet-result`), a mixture of the first API's and of newer
/// names; undocumented, so nothing but the id is relied on.
private struct SyndicationPost: Decodable {
    var kind: String?
    var id: String?
    var text: String?
    var createdAt: String?
    var displayRange: [Int]?
    var entities: XEntities?
    var user: SyndicationUser?
    var media: [SyndicationMedia] = []
    var repliedTo: String?
    var repliedToUser: String?
    var lang: String?
    var isSensitive: Bool?
    var history: [String] = []
    var likes: Int?
    var tombstone: String?
    var article: XArticle?
    /// The post it answers and the one it quotes; each at most one level deep.
    var parent: [SyndicationPost] = []
    var quoted: [SyndicationPost] = []

    enum CodingKeys: String, CodingKey {
        case text, entities, user, parent, lang, tombstone, article
        case kind = "__typename"
        case id = "id_str"
        case createdAt = "created_at"
        case displayRange = "display_text_range"
        case media = "mediaDetails"
        case repliedTo = "in_reply_to_status_id_str"
        case repliedToUser = "in_reply_to_user_id_str"
        case isSensitive = "possibly_sensitive"
        case editControl = "edit_control"
        case likes = "favorite_count"
        case quoted = "quoted_tweet"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        kind = values.read(String.self, .kind)
        id = values.read(String.self, .id).flatMap { XURL.isID($0) ? $0 : nil }
        text = values.read(String.self, .text)
        createdAt = values.read(String.self, .createdAt)
        displayRange = values.read([Int].self, .displayRange)
        entities = values.read(XEntities.self, .entities)
        user = values.read(SyndicationUser.self, .user)
        media = values.read(Lossy<SyndicationMedia>.self, .media)?.wrappedValue ?? []
        repliedTo = values.read(String.self, .repliedTo).flatMap { XURL.isID($0) ? $0 : nil }
        repliedToUser = values.read(String.self, .repliedToUser)
        lang = values.read(String.self, .lang)
        isSensitive = values.read(Bool.self, .isSensitive)
        history = values.read(SyndicationEdits.self, .editControl)?.ids.filter(XURL.isID) ?? []
        likes = values.read(Int.self, .likes)
        tombstone = values.read(SyndicationTombstone.self, .tombstone)?.text?.text
        article = values.read(XArticle.self, .article)
        guard decoder.codingPath.count < 2 else { return }
        parent = values.read(SyndicationPost.self, .parent).map { [$0] } ?? []
        quoted = values.read(SyndicationPost.self, .quoted).map { [$0] } ?? []
    }
}

private struct SyndicationUser: Decodable {
    var id: String
    @Lenient var name: String?
    @Lenient var handle: String?
    @Lenient var picture: String?

    enum CodingKeys: String, CodingKey {
        case name
        case id = "id_str"
        case handle = "screen_name"
        case picture = "profile_image_url_https"
    }
}

private struct SyndicationEdits: Decodable {
    @Lossy var ids: [String]

    enum CodingKeys: String, CodingKey { case ids = "edit_tweet_ids" }
}

private struct SyndicationTombstone: Decodable {
    struct Text: Decodable, Sendable { var text: String }

    @Lenient var text: Text?
}

/// A picture or video in the first API's form.
private struct SyndicationMedia: Decodable, Sendable {
    struct Size: Decodable, Sendable { @Lenient var width: Int?; @Lenient var height: Int? }
    struct Video: Decodable, Sendable {
        @Lossy var variants: [Variant]
        @Lenient var duration: Int?

        enum CodingKeys: String, CodingKey {
            case variants
            case duration = "duration_millis"
        }
    }
    struct Variant: Decodable, Sendable {
        @Lenient var bitrate: Int?
        @Lenient var type: String?
        @Lenient var url: String?

        enum CodingKeys: String, CodingKey {
            case bitrate, url
            case type = "content_type"
        }
    }

    @Lenient var type: String?
    var url: String
    @Lenient var alt: String?
    @Lenient var size: Size?
    @Lenient var video: Video?

    enum CodingKeys: String, CodingKey {
        case type
        case url = "media_url_https"
        case alt = "ext_alt_text"
        case size = "original_info"
        case video = "video_info"
    }
}

extension XAnswer {
    /// What the embed service answered when asked for `id`: a post with the one it answers and the one it quotes, a tombstone, or
    /// `{}` for a post it does not know. Nil when it is none of these.
    init?(syndication body: [UInt8], id: String) {
        guard let post = try? JSONDecoder().decode(SyndicationPost.self, from: Data(body)) else { return nil }
        self.init()
        if post.kind == "TweetTombstone" {
            losses[id] = Self.reason(post.tombstone)
            return
        }
        data = add(post)
        includes.posts = (post.parent + post.quoted).flatMap { add($0) }
    }

    /// X's embeds say in words why there is no post.
    private static func reason(_ words: String?) -> Tombstone.Reason {
        let words = words?.lowercased() ?? "deleted"
        if words.contains("suspend") { return .suspended }
        if words.contains("limits who can view") || words.contains("protected") { return .protected }
        if words.contains("deleted") || words.contains("no longer exist") { return .deleted }
        return .notVisible
    }

    private mutating func add(_ wire: SyndicationPost) -> [XPost] {
        guard let id = wire.id else { return [] }
        if let user = wire.user {
            includes.users.append(
                XUser(
                    id: user.id, name: user.name, username: user.handle, description: nil,
                    profileImageURL: user.picture, isProtected: nil))
        }
        let media = wire.media.map(\.shared)
        includes.media += media
        let references =
            wire.repliedTo.map { [XPost.Reference(type: "replied_to", id: $0)] } ?? []
            + wire.quoted.compactMap { $0.id.map { XPost.Reference(type: "quoted", id: $0) } }
        return [
            XPost(
                id: id, text: wire.text ?? "", authorID: wire.user?.id, conversationID: nil, createdAt: wire.createdAt,
                inReplyToUserID: wire.repliedToUser, lang: wire.lang, isSensitive: wire.isSensitive ?? false,
                note: nil, references: references, history: wire.history, entities: wire.entities,
                attachments: XPost.Attachments(mediaKeys: media.map(\.key), pollIDs: []),
                displayRange: wire.displayRange ?? [], counts: Post.Counts(likes: wire.likes), withheld: nil,
                article: wire.article, mediaMetadata: [])
        ]
    }
}

extension SyndicationMedia {
    /// The same in the form of API v2; the address serves as the key.
    fileprivate var shared: XMedia {
        let variants = (video?.variants ?? []).map {
            XMedia.Variant(bitRate: $0.bitrate, contentType: $0.type, url: $0.url)
        }
        return XMedia(
            key: url, type: type, url: type == "photo" ? url : nil, previewURL: type == "photo" ? nil : url,
            altText: alt, width: size?.width,
            height: size?.height, durationMilliseconds: video?.duration, variants: variants)
    }
}
