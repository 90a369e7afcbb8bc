/// What X has found in a text: links, mentions, hashtags and cashtags, with their places. Read in the form of API v2
/// (`FullTextEntities`, `PostEntities`) and in that of the first API, which X's embed service still uses (`indices`,
/// `screen_name`, `user_mentions`, `symbols`).
struct XEntities: Decodable, Sendable {
    struct Address: Decodable, Sendable {
        var start: Int?
        var end: Int?
        var url: String?
        var expandedURL: String?
        var displayURL: String?
        /// Where the link ends after all redirects.
        var unwoundURL: String?
        var mediaKey: String?
        var title: String?
        var description: String?
        var images: [Picture] = []
    }

    struct Picture: Decodable, Sendable {
        @Lenient var url: String?
        @Lenient var width: Int?
    }

    struct Mention: Decodable, Sendable {
        var start: Int?
        var end: Int?
        var username: String?
        var id: String?
    }

    struct Tag: Decodable, Sendable {
        var start: Int?
        var end: Int?
        var tag: String?
    }

    var urls: [Address] = []
    var mentions: [Mention] = []
    var hashtags: [Tag] = []
    var cashtags: [Tag] = []
}

extension XEntities {
    private enum CodingKeys: String, CodingKey {
        case urls, mentions, hashtags, cashtags, symbols, media
        case userMentions = "user_mentions"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        urls = values.read(Lossy<Address>.self, .urls)?.wrappedValue ?? []
        urls += values.read(Lossy<Address>.self, .media)?.wrappedValue ?? []
        mentions = values.read(Lossy<Mention>.self, .mentions, .userMentions)?.wrappedValue ?? []
        hashtags = values.read(Lossy<Tag>.self, .hashtags)?.wrappedValue ?? []
        cashtags = values.read(Lossy<Tag>.self, .cashtags, .symbols)?.wrappedValue ?? []
    }
}

/// The names of an entity's parts, in both forms.
private enum EntityKeys: String, CodingKey {
    case start, end, indices, url, title, description, images, username, id, tag, text
    case expandedURL = "expanded_url"
    case displayURL = "display_url"
    case unwoundURL = "unwound_url"
    case mediaKey = "media_key"
    case screenName = "screen_name"
    case idText = "id_str"
}

extension KeyedDecodingContainer<EntityKeys> {
    fileprivate var place: (start: Int?, end: Int?) {
        let indices = read([Int].self, .indices) ?? []
        return (read(Int.self, .start) ?? indices.first, read(Int.self, .end) ?? indices.last)
    }
}

extension XEntities.Address {
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: EntityKeys.self)
        (start, end) = values.place
        url = values.read(String.self, .url)
        expandedURL = values.read(String.self, .expandedURL)
        displayURL = values.read(String.self, .displayURL)
        unwoundURL = values.read(String.self, .unwoundURL)
        mediaKey = values.read(String.self, .mediaKey)
        title = values.read(String.self, .title)
        description = values.read(String.self, .description)
        images = values.read(Lossy<XEntities.Picture>.self, .images)?.wrappedValue ?? []
    }
}

extension XEntities.Mention {
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: EntityKeys.self)
        (start, end) = values.place
        username = values.read(String.self, .username, .screenName)
        id = values.read(String.self, .id, .idText)
    }
}

extension XEntities.Tag {
    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: EntityKeys.self)
        (start, end) = values.place
        tag = values.read(String.self, .tag, .text)
    }
}
