import FoundationEssentials

/// What an FxTwitter-compatible service answers to `/2/thread/<id>`: the post, and the author's thread around it.
private struct FxThread: Decodable {
    @Lenient var status: FxStatus?
    @Lossy var thread: [FxStatus]
    @Lenient var code: Int?
}

/// A post, or a tombstone (`type` is `tombstone`).
private struct FxStatus: Decodable, Sendable {
    var id: String
    var type: String?
    var reason: String?
    var text: String?
    var raw: FxText?
    var created: Int64?
    var lang: String?
    var author: FxAuthor?
    var media: FxMediaList?
    var poll: FxPoll?
    var article: FxArticle?
    var repliedTo: String?
    var isSensitive: Bool?
    var counts = Post.Counts()
    /// At most one; quotes inside quotes are read to the depth the model keeps.
    var quote: [FxStatus] = []

    enum CodingKeys: String, CodingKey {
        case id, type, reason, text, lang, author, media, poll, article, quote, likes, replies, reposts, retweets,
            quotes
        case raw = "raw_text"
        case created = "created_timestamp"
        case replying = "replying_to"
        case replyingStatus = "replying_to_status"
        case isSensitive = "possibly_sensitive"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(String.self, forKey: .id)
        guard XURL.isID(id) else {
            throw DecodingError.dataCorruptedError(forKey: .id, in: values, debugDescription: "no id of X")
        }
        type = values.read(String.self, .type)
        reason = values.read(String.self, .reason)
        text = values.read(String.self, .text)
        raw = values.read(FxText.self, .raw)
        created = values.read(Int64.self, .created)
        lang = values.read(String.self, .lang)
        author = values.read(FxAuthor.self, .author)
        media = values.read(FxMediaList.self, .media)
        poll = values.read(FxPoll.self, .poll)
        article = values.read(FxArticle.self, .article)
        let replied = values.read(FxReply.self, .replying)?.id ?? values.read(String.self, .replyingStatus)
        repliedTo = replied.flatMap { XURL.isID($0) ? $0 : nil }
        isSensitive = values.read(Bool.self, .isSensitive)
        counts = Post.Counts(
            replies: values.read(Int.self, .replies), reposts: values.read(Int.self, .reposts, .retweets),
            likes: values.read(Int.self, .likes), quotes: values.read(Int.self, .quotes))
        if decoder.codingPath.count <= 3 { quote = values.read(FxStatus.self, .quote).map { [$0] } ?? [] }
    }
}

private struct FxReply: Decodable {
    var id: String?

    enum CodingKeys: String, CodingKey { case id, status, post }

    init(from decoder: any Decoder) throws {
        id = try decoder.container(keyedBy: CodingKeys.self).read(String.self, .status, .post, .id)
    }
}

/// The text as X sends it, and what is marked in it.
private struct FxText: Decodable, Sendable {
    struct Mark: Decodable, Sendable {
        @Lenient var type: String?
        @Lenient var indices: [Int]?
        @Lenient var original: String?
        @Lenient var replacement: String?
        @Lenient var display: String?
        @Lenient var id: String?
    }

    var text: String
    @Lossy var facets: [Mark]
}

private struct FxAuthor: Decodable, Sendable {
    @Lenient var id: String?
    @Lenient var name: String?
    @Lenient var handle: String?
    @Lenient var description: String?
    @Lenient var avatar: String?
    @Lenient var isProtected: Bool?

    enum CodingKeys: String, CodingKey {
        case id, name, description
        case handle = "screen_name"
        case avatar = "avatar_url"
        case isProtected = "protected"
    }
}

private struct FxMediaList: Decodable, Sendable {
    @Lossy var all: [FxMedia]
    @Lossy var photos: [FxMedia]
    @Lossy var videos: [FxMedia]
}

private struct FxMedia: Decodable, Sendable {
    struct Format: Decodable, Sendable {
        @Lenient var url: String?
        @Lenient var bitrate: Int?
        @Lenient var container: String?
    }

    var url: String
    @Lenient var type: String?
    @Lenient var altText: String?
    @Lenient var width: Int?
    @Lenient var height: Int?
    /// Seconds.
    @Lenient var duration: Double?
    @Lenient var thumbnail: String?
    @Lossy var formats: [Format]

    enum CodingKeys: String, CodingKey {
        case url, type, altText, width, height, duration, formats
        case thumbnail = "thumbnail_url"
    }
}

private struct FxPoll: Decodable, Sendable {
    struct Choice: Decodable, Sendable {
        var label: String
        @Lenient var count: Int?
    }

    @Lossy var choices: [Choice]
    @Lenient var end: String?

    enum CodingKeys: String, CodingKey {
        case choices
        case end = "ends_at"
    }
}

private struct FxArticle: Decodable, Sendable {
    struct Content: Decodable, Sendable { @Lossy var blocks: [Block] }
    struct Block: Decodable, Sendable { var text: String }

    @Lenient var title: String?
    @Lenient var preview: String?
    @Lenient var content: Content?

    enum CodingKeys: String, CodingKey {
        case title, content
        case preview = "preview_text"
    }
}

extension XAnswer {
    /// What the service answered: the thread in order under `data`, which is empty for a post it does not know. Nil when it is no such
    /// answer.
    init?(fxtwitter body: [UInt8]) {
        guard let answer = try? JSONDecoder().decode(FxThread.self, from: Data(body)),
            answer.status != nil || answer.code != nil
        else { return nil }
        self.init()
        var above: FxStatus?
        for status in answer.thread {
            add(status, below: above)
            above = status
        }
        if let status = answer.status, status.type == "tombstone" || !data.contains(where: { $0.id == status.id }) {
            add(status, below: nil)
        }
    }

    /// The thread is a chain: a post that does not say what it answers answers the one before.
    private mutating func add(_ status: FxStatus, below above: FxStatus?) {
        guard status.type != "tombstone" else {
            losses[status.id] = Tombstone.Reason(rawValue: status.reason ?? "") ?? .unknown
            return
        }
        data.append(post(status, repliedTo: status.repliedTo ?? above?.id, author: above?.author?.id))
    }

    private mutating func post(_ status: FxStatus, repliedTo: String?, author: String?) -> XPost {
        let media = status.media?.shared ?? []
        includes.media += media
        if let user = status.author?.shared { includes.users.append(user) }
        if let poll = status.poll { includes.polls.append(poll.shared(status.id)) }
        var references = repliedTo.map { [XPost.Reference(type: "replied_to", id: $0)] } ?? []
        for quoted in status.quote {
            references.append(XPost.Reference(type: "quoted", id: quoted.id))
            if quoted.type == "tombstone" {
                losses[quoted.id] = Tombstone.Reason(rawValue: quoted.reason ?? "") ?? .unknown
            } else {
                includes.posts.append(post(quoted, repliedTo: quoted.repliedTo, author: nil))
            }
        }
        let created = status.created.map { Timestamp(seconds: $0).rfc3339 }
        return XPost(
            id: status.id, text: status.raw?.text ?? status.text ?? "", authorID: status.author?.shared?.id,
            conversationID: nil, createdAt: created, inReplyToUserID: author, lang: status.lang,
            isSensitive: status.isSensitive ?? false, note: nil, references: references, history: [],
            entities: status.raw.map(\.entities),
            attachments: XPost.Attachments(
                mediaKeys: media.map(\.key), pollIDs: status.poll == nil ? [] : [status.id]),
            displayRange: [], counts: status.counts, withheld: nil, article: status.article?.shared,
            mediaMetadata: [])
    }
}

extension FxText {
    fileprivate var entities: XEntities {
        var entities = XEntities()
        for facet in facets {
            guard let original = facet.original else { continue }
            let (start, end) = (facet.indices?.first, facet.indices?.last)
            switch facet.type {
            case "url", "media":
                entities.urls.append(
                    XEntities.Address(
                        start: start, end: end, url: original, expandedURL: facet.replacement,
                        displayURL: facet.display, mediaKey: facet.type == "media" ? original : nil))
            case "mention":
                entities.mentions.append(
                    XEntities.Mention(start: start, end: end, username: original, id: facet.id))
            case "hashtag": entities.hashtags.append(XEntities.Tag(start: start, end: end, tag: original))
            case "symbol": entities.cashtags.append(XEntities.Tag(start: start, end: end, tag: original))
            default: break
            }
        }
        return entities
    }
}

extension FxAuthor {
    /// Nil without an id or a handle, which stands in for the id.
    fileprivate var shared: XUser? {
        guard let id = id ?? handle else { return nil }
        return XUser(
            id: id, name: name, username: handle, description: description, profileImageURL: avatar,
            isProtected: isProtected)
    }
}

extension FxMediaList {
    fileprivate var shared: [XMedia] { (all.isEmpty ? photos + videos : all).map(\.shared) }
}

extension FxMedia {
    fileprivate var shared: XMedia {
        let kind = type == "gif" ? "animated_gif" : type
        let variants = formats.map {
            XMedia.Variant(
                bitRate: $0.bitrate, contentType: $0.container == "mp4" ? "video/mp4" : nil, url: $0.url)
        }
        return XMedia(
            key: url, type: kind, url: url, previewURL: thumbnail, altText: altText, width: width, height: height,
            durationMilliseconds: duration.flatMap { Int(exactly: ($0 * 1000).rounded()) }, variants: variants)
    }
}

extension FxPoll {
    fileprivate func shared(_ id: String) -> XPoll {
        let options = choices.enumerated().map { XPoll.Option(position: $0, label: $1.label, votes: $1.count) }
        return XPoll(id: id, options: options, end: end, status: nil)
    }
}

extension FxArticle {
    fileprivate var shared: XArticle {
        let text = content.map { $0.blocks.map(\.text).joined(separator: "\n\n") } ?? preview ?? ""
        return XArticle(title: title ?? "", text: text, cover: nil)
    }
}
