/// Mastodon docs: MediaAttachment.
struct MastodonMedia: Decodable, Sendable {
    struct Meta: Decodable, Sendable {
        @Lenient var original: Size?
    }

    struct Size: Decodable, Sendable {
        @Lenient var width: Int?
        @Lenient var height: Int?
        /// Seconds.
        @Lenient var duration: Double?
    }

    @Lenient var type: String?
    @Lenient var url: String?
    @Lenient var previewURL: String?
    @Lenient var remoteURL: String?
    @Lenient var description: String?
    @Lenient var meta: Meta?

    enum CodingKeys: String, CodingKey {
        case type, url, description, meta
        case previewURL = "preview_url"
        case remoteURL = "remote_url"
    }

    /// The attachment, with the asked server's own copy as its address; the original's where there is none.
    var attachment: Attachment {
        let size = meta?.original
        return Attachment(
            kind: kind, url: Link(url) ?? Link(remoteURL), preview: Link(previewURL), alt: description ?? "",
            width: size?.width.flatMap(Self.pixels), height: size?.height.flatMap(Self.pixels),
            durationMilliseconds: size?.duration.flatMap(Self.milliseconds))
    }

    private var kind: Attachment.Kind {
        switch type {
        case "image": .image
        case "gifv": .gif
        case "video": .video
        case "audio": .audio
        default: .unknown
        }
    }

    private static func pixels(_ number: Int) -> Int? { (1...1_000_000).contains(number) ? number : nil }

    private static func milliseconds(_ seconds: Double) -> Int? {
        (0...1_000_000).contains(seconds) ? Int(seconds * 1000) : nil
    }
}

/// Mastodon docs: Status::Mention.
struct MastodonMention: Decodable, Sendable {
    @Lenient var acct: String?
    @Lenient var url: String?

    func mention(on server: MastodonServer) -> PostHTML.Mention? {
        guard let url, let acct else { return nil }
        return PostHTML.Mention(url: url, handle: server.handle(acct))
    }
}

/// Mastodon docs: Status::Tag.
struct MastodonTag: Decodable, Sendable {
    @Lenient var name: String?
    @Lenient var url: String?
}

/// Mastodon docs: CustomEmoji.
struct MastodonEmoji: Decodable, Sendable {
    @Lenient var shortcode: String?
    @Lenient var url: String?

    /// The still picture would not move for people who asked for that; the model keeps the one the author chose.
    var emoji: CustomEmoji? {
        guard let shortcode, let link = Link(url) else { return nil }
        return CustomEmoji(shortcode: shortcode, url: link)
    }
}

/// Mastodon docs: Poll.
struct MastodonPoll: Decodable, Sendable {
    struct Option: Decodable, Sendable {
        @Lenient var title: String?
        @Lenient var votes: Int?

        enum CodingKeys: String, CodingKey {
            case title
            case votes = "votes_count"
        }
    }

    @Lossy var options: [Option]
    @Lenient var expiresAt: String?
    @Lenient var expired: Bool?
    @Lenient var multiple: Bool?

    enum CodingKeys: String, CodingKey {
        case options, expired, multiple
        case expiresAt = "expires_at"
    }

    var poll: Poll {
        Poll(
            options: options.map { Poll.Option(label: $0.title ?? "", votes: $0.votes.map { max(0, $0) }) },
            ends: expiresAt.flatMap { Timestamp(rfc3339: $0) }, isClosed: expired, allowsSeveral: multiple ?? false)
    }
}

/// Mastodon docs: PreviewCard.
struct MastodonCard: Decodable, Sendable {
    @Lenient var url: String?
    @Lenient var title: String?
    @Lenient var description: String?
    @Lenient var image: String?
    @Lenient var imageDescription: String?

    enum CodingKeys: String, CodingKey {
        case url, title, description, image
        case imageDescription = "image_description"
    }

    var card: Card? {
        Link(url).map {
            Card(
                url: $0, title: title ?? "", summary: description ?? "", image: Link(image),
                imageAlt: imageDescription ?? "")
        }
    }
}
