/// An element of `note-tweet.js`: the whole text of a long post, of which `tweets.js` has only the beginning. It does not say which
/// post it belongs to.
struct ExportNote: Decodable, Sendable {
    struct Core: Decodable, Sendable {
        @Lenient var text: String?
        @Lossy var urls: [URL]
        @Lossy var mentions: [Mention]
        @Lossy var hashtags: [Tag]
        @Lossy var cashtags: [Tag]
        @Lossy var styletags: [Style]
    }

    struct URL: Decodable, Sendable {
        @Lenient var shortUrl: String?
        @Lenient var expandedUrl: String?
        @Lenient var displayUrl: String?
        @Lenient var fromIndex: ExportNumber?
        @Lenient var toIndex: ExportNumber?
    }

    struct Mention: Decodable, Sendable {
        @Lenient var screenName: String?
        @Lenient var fromIndex: ExportNumber?
        @Lenient var toIndex: ExportNumber?
    }

    struct Tag: Decodable, Sendable {
        @Lenient var text: String?
        @Lenient var fromIndex: ExportNumber?
        @Lenient var toIndex: ExportNumber?
    }

    struct Style: Decodable, Sendable {
        struct Kind: Decodable, Sendable {
            /// "0" is bold, "1" italic.
            @Lenient var value: ExportNumber?
        }

        @Lossy var styleTypes: [Kind]
        @Lenient var fromIndex: ExportNumber?
        @Lenient var toIndex: ExportNumber?
    }

    @Lenient var noteTweetId: ExportNumber?
    @Lenient var createdAt: String?
    @Lenient var core: Core?

    var published: Timestamp? { createdAt.flatMap(Timestamp.init(rfc3339:)) }
}

/// What `note-tweet.js` wraps a note in.
struct ExportNoteElement: Decodable, Sendable {
    var noteTweet: ExportNote
}
