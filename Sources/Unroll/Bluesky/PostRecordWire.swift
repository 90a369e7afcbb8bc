/// A post as its author's repository holds it (lexicon app.bsky.feed.post). Fields of the wrong type count as missing.
struct PostRecordWire: Decodable, Sendable {
    struct StrongRef: Decodable, Sendable {
        var uri: String
    }

    struct Reply: Decodable, Sendable {
        var root: StrongRef
        var parent: StrongRef
    }

    struct SelfLabels: Decodable, Sendable {
        @Lossy var values: [LabelWire]
    }

    @Lenient var text: String?
    @Lenient var createdAt: String?
    @Lossy var facets: [FacetWire]
    @Lenient var reply: Reply?
    @Lenient var embed: EmbedWire?
    @Lossy var langs: [String]
    @Lenient var labels: SelfLabels?
    /// The whole post in HTML, where it was bridged from the fediverse and `text` holds only its beginning (bridgy-fed#1092).
    @Lenient var bridgyOriginalText: String?

    /// The conversation this post belongs to; nil when it starts one, or where the reference is no address for good.
    var root: RecordAddress? { reply.flatMap { RecordAddress($0.root.uri) } }

    var parent: RecordAddress? { reply.flatMap { RecordAddress($0.parent.uri) } }
}

/// A marked stretch of text (lexicon app.bsky.richtext.facet): offsets count UTF-8 bytes, half-open.
struct FacetWire: Decodable, Sendable {
    struct Index: Decodable, Sendable {
        var byteStart: Int
        var byteEnd: Int
    }

    struct Feature: Decodable, Sendable {
        @Lenient var uri: String?
        @Lenient var did: String?
        @Lenient var tag: String?
    }

    var index: Index
    @Lossy var features: [Feature]
}

/// A label (lexicon com.atproto.label.defs), or the author's own, which has only `val`.
struct LabelWire: Decodable, Sendable {
    var val: String
    @Lenient var uri: String?
    @Lenient var neg: Bool?
    @Lenient var exp: String?
}
