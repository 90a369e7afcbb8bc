/// A status as Mastodon and compatible servers send it (Mastodon docs: Status). Only `id` and `account` are needed; whatever else is missing or
/// bent, as GoToSocial, Takahe, snac and Pleroma do, counts as not said.
struct MastodonStatus: Decodable, Sendable {
    /// What the asked server knows it by: digits (Mastodon, Takahe), a ULID (GoToSocial), hex (snac), a flake (Pleroma).
    var id: MastodonLocalID
    @Lenient var uri: String?
    @Lenient var url: String?
    @Lenient var createdAt: MastodonInstant?
    @Lenient var editedAt: String?
    @Lenient var inReplyToID: MastodonLocalID?
    @Lenient var inReplyToAccountID: MastodonLocalID?
    var account: MastodonAccount
    @Lenient var content: String?
    @Lenient var spoilerText: String?
    @Lenient var sensitive: Bool?
    @Lenient var visibility: String?
    @Lenient var language: String?
    @Lossy var mediaAttachments: [MastodonMedia]
    @Lossy var mentions: [MastodonMention]
    @Lossy var tags: [MastodonTag]
    @Lossy var emojis: [MastodonEmoji]
    @Lenient var poll: MastodonPoll?
    @Lenient var card: MastodonCard?
    @Lenient var quote: MastodonQuote?
    @Lenient var reblog: MastodonReblog?
    @Lenient var repliesCount: Int?
    @Lenient var reblogsCount: Int?
    @Lenient var favouritesCount: Int?
    @Lenient var quotesCount: Int?

    enum CodingKeys: String, CodingKey {
        case id, uri, url, account, content, sensitive, visibility, language, mentions, tags, emojis, poll, card, quote
        case reblog
        case createdAt = "created_at"
        case editedAt = "edited_at"
        case inReplyToID = "in_reply_to_id"
        case inReplyToAccountID = "in_reply_to_account_id"
        case spoilerText = "spoiler_text"
        case mediaAttachments = "media_attachments"
        case repliesCount = "replies_count"
        case reblogsCount = "reblogs_count"
        case favouritesCount = "favourites_count"
        case quotesCount = "quotes_count"
    }
}

extension MastodonStatus {
    /// Whether anybody may read it. A server that leaves the visibility out shows only what is public.
    var isOpen: Bool { visibility.map { $0 == "public" || $0 == "unlisted" } ?? true }

    var published: Timestamp? { createdAt?.timestamp }
}

/// An instant as servers write it, read once: statuses are put in order by it again and again.
struct MastodonInstant: Decodable, Sendable {
    let timestamp: Timestamp

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let timestamp = Timestamp(rfc3339: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date")
        }
        self.timestamp = timestamp
    }
}

/// An id as a server's client interface gives it: a string, or a number where a server bends it.
struct MastodonLocalID: Decodable, Sendable, Hashable {
    /// Longer ones are no ids; each goes into a path, so only letters, digits, `-` and `_` pass.
    static let maximumLength = 64

    let value: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try (try? container.decode(String.self)) ?? String(container.decode(UInt64.self))
        guard let id = MastodonLocalID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no id")
        }
        self = id
    }

    init?(_ text: some StringProtocol) {
        guard (1...Self.maximumLength).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else {
            return nil
        }
        value = String(text)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f: true
        default: false
        }
    }
}

/// Mastodon docs: Context. Either list may come in any order from servers other than Mastodon.
struct MastodonContext: Decodable, Sendable {
    @Lossy var ancestors: [MastodonStatus]
    @Lossy var descendants: [MastodonStatus]
}

/// What a boost passes on: only its identity matters, because boosts are no part of a thread.
struct MastodonReblog: Decodable, Sendable {
    var id: MastodonLocalID
}
