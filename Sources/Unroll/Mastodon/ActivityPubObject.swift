/// A post as an ActivityPub object (ActivityStreams 2.0: Note, Article, Question …), read as leniently as servers write it.
struct ActivityPubObject: Decodable, Sendable {
    @Lenient var id: String?
    @Lenient var type: String?
    @Lenient var attributedTo: ActivityPubReference?
    @Lenient var inReplyTo: ActivityPubReference?
    @Lenient var url: ActivityPubReference?
    @Lenient var content: String?
    @Lenient var contentMap: [String: String]?
    @Lenient var summary: String?
    @Lenient var sensitive: Bool?
    @Lenient var published: String?
    @Lenient var updated: String?
    @Lenient var to: ActivityPubReference?
    @Lenient var cc: ActivityPubReference?
    @Lossy var attachment: [ActivityPubAttachment]
    @Lossy var tag: [ActivityPubTag]
    @Lenient var replies: ActivityPubCollection?
    @Lossy var oneOf: [ActivityPubOption]
    @Lossy var anyOf: [ActivityPubOption]
    @Lenient var endTime: String?
    @Lenient var closed: String?
    /// The post quoted in this one: FEP-044f, and the names from before it.
    @Lenient var quote: ActivityPubReference?
    @Lenient var quoteURI: ActivityPubReference?
    @Lenient var quoteURL: ActivityPubReference?

    enum CodingKeys: String, CodingKey {
        case id, type, attributedTo, inReplyTo, url, content, contentMap, summary, sensitive, published, updated, to, cc
        case attachment, tag, replies, oneOf, anyOf, endTime, closed, quote
        case quoteURI = "quoteUri"
        case quoteURL = "quoteUrl"
    }

    /// Public or unlisted by how it is addressed (ActivityPub §5.6); nil when only some people may see it.
    var visibility: Post.Visibility? {
        if to?.isPublic == true { return .public }
        return cc?.isPublic == true ? .unlisted : nil
    }
}

/// One or several addresses, written as a string, an object with `id` or `href`, or a list of either.
struct ActivityPubReference: Decodable, Sendable {
    var addresses: [String]

    var first: String? { addresses.first }

    /// Whether it names everybody, in one of the three ways that is written.
    var isPublic: Bool {
        addresses.contains { ["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"].contains($0) }
    }

    private struct Named: Decodable {
        @Lenient var id: String?
        @Lenient var href: String?
    }

    init(from decoder: any Decoder) throws {
        addresses = []
        guard var list = try? decoder.unkeyedContainer() else {
            addresses = try [Self.single(decoder.singleValueContainer())].compactMap { $0 }
            return
        }
        while !list.isAtEnd {
            if let text = try? list.decode(String.self) {
                addresses.append(text)
            } else {
                let named = try list.decode(Lenient<Named>.self).wrappedValue
                if let address = named?.id ?? named?.href { addresses.append(address) }
            }
        }
    }

    private static func single(_ value: any SingleValueDecodingContainer) throws -> String? {
        if let text = try? value.decode(String.self) { return text }
        let named = try value.decode(Named.self)
        return named.id ?? named.href
    }
}

/// A collection or one page of it: its members by address, and where it goes on. A `first` page may be written out inside.
struct ActivityPubCollection: Decodable, Sendable {
    var members: [String] = []
    /// The pages to ask for.
    var pages: [String] = []

    private enum CodingKeys: String, CodingKey {
        case items, orderedItems, next, first, id, type
    }

    init(from decoder: any Decoder) throws {
        if let address = try? decoder.singleValueContainer().decode(String.self) {
            pages = [address]
            return
        }
        let values = try decoder.container(keyedBy: CodingKeys.self)
        read(values)
        if let first = try? values.nestedContainer(keyedBy: CodingKeys.self, forKey: .first) {
            read(first)
        } else if let first = try? values.decode(String.self, forKey: .first) {
            pages.append(first)
        } else if members.isEmpty, let id = try? values.decode(String.self, forKey: .id), !values.contains(.first),
            !values.contains(.items), !values.contains(.orderedItems)
        {
            pages.append(id)
        }
    }

    private mutating func read(_ values: KeyedDecodingContainer<CodingKeys>) {
        for key in [CodingKeys.items, .orderedItems] {
            members += (try? values.decode(ActivityPubReference.self, forKey: key))?.addresses ?? []
        }
        pages += (try? values.decode(ActivityPubReference.self, forKey: .next))?.addresses ?? []
    }
}

struct ActivityPubAttachment: Decodable, Sendable {
    @Lenient var type: String?
    @Lenient var mediaType: String?
    @Lenient var url: ActivityPubReference?
    @Lenient var name: String?
    @Lenient var width: Int?
    @Lenient var height: Int?

    var attachment: Attachment {
        let media = MastodonMedia.Size(width: width, height: height, duration: nil)
        return MastodonMedia(
            type: kind, url: url?.first, previewURL: nil, remoteURL: nil, description: name,
            meta: MastodonMedia.Meta(original: media)
        ).attachment
    }

    /// Mastodon's name for the kind of file.
    private var kind: String? {
        let family = mediaType?.split(separator: "/").first.map(String.init)
        return mediaType == "image/gif" ? "image" : family ?? type?.lowercased()
    }
}

/// A mention, a hashtag or a custom emoji.
struct ActivityPubTag: Decodable, Sendable {
    @Lenient var type: String?
    @Lenient var name: String?
    @Lenient var href: String?
    @Lenient var icon: ActivityPubIcon?

    var emoji: CustomEmoji? {
        guard type == "Emoji", let name, let link = Link(icon?.url?.first) else { return nil }
        return CustomEmoji(
            shortcode: String(name.drop { $0 == ":" }.reversed().drop { $0 == ":" }.reversed()), url: link)
    }

    var mention: PostHTML.Mention? {
        guard type == "Mention", let name, let href else { return nil }
        return PostHTML.Mention(
            url: href, handle: name.hasPrefix("@") ? String(name.dropFirst()) : name, id: Author.ID(href))
    }
}

struct ActivityPubIcon: Decodable, Sendable {
    @Lenient var url: ActivityPubReference?
}

/// One choice of a Question.
struct ActivityPubOption: Decodable, Sendable {
    struct Count: Decodable, Sendable {
        @Lenient var totalItems: Int?
    }

    @Lenient var name: String?
    @Lenient var replies: Count?
}

/// An account as an ActivityPub actor.
struct ActivityPubActor: Decodable, Sendable {
    struct Field: Decodable, Sendable {
        @Lenient var name: String?
        @Lenient var value: String?
    }

    @Lenient var id: String?
    @Lenient var type: String?
    @Lenient var preferredUsername: String?
    @Lenient var name: String?
    @Lenient var summary: String?
    @Lenient var url: ActivityPubReference?
    @Lenient var icon: ActivityPubIcon?
    @Lenient var manuallyApprovesFollowers: Bool?
    @Lenient var discoverable: Bool?
    @Lenient var indexable: Bool?
    @Lossy var attachment: [Field]
    @Lossy var tag: [ActivityPubTag]

    var signals: ConsentSignals {
        var signals = ConsentSignals.said(in: [summary] + attachment.flatMap { [$0.name, $0.value] })
        if indexable == false { signals.insert(.notIndexable) }
        if discoverable == false { signals.insert(.notDiscoverable) }
        if manuallyApprovesFollowers == true { signals.insert(.protected) }
        if type == "Service" || type == "Application" { signals.insert(.bot) }
        return signals
    }
}
