/// One post, whatever the network.
package struct Post: Equatable, Sendable {
    package var id: PostID
    package var url: Link?
    package var author: Author
    package var published: Timestamp
    /// Its place in the author's time, for "older" and "newer": an X id, a Bluesky TID, or microseconds since 1970. Only
    /// posts of one network compare; equal ones are told apart by id.
    package var order: Int64
    /// What this post answers; nil when it starts a conversation.
    package var parent: Parent?
    /// The display text: what the network shows people, in plain text; paragraphs are parted by an empty line.
    package var text: String
    /// The text as it came from the network, where it differs.
    package var raw: String?
    package var facets: [Facet]
    package var attachments: [Attachment]
    package var quote: Quote?
    package var poll: Poll?
    /// Custom emoji that stand in its warning or its poll and not in its text, by shortcode.
    package var spareEmoji: [CustomEmoji] = []
    @Boxed package var card: Card? = nil
    @Boxed package var article: Article? = nil
    /// The author's content warning, or the network's label in words ("graphic media"); nil when there is none.
    package var warning: String?
    /// Whether the pictures are to be hidden until asked for.
    package var isSensitive: Bool
    /// The network's and the author's labels on this post, as the network spells them.
    package var labels: [String]
    package var edited: Timestamp?
    /// Earlier versions, oldest first.
    package var edits: [Edit]
    /// A BCP 47 tag as `LanguageTag` lets it through.
    package var language: String?
    package var visibility: Visibility
    package var counts: Counts
    /// What is known of its end, where the network no longer has it and an earlier retrieval kept it.
    package var vanished: Vanished?

    package init(
        id: PostID, url: Link? = nil, author: Author, published: Timestamp, order: Int64? = nil, parent: Parent? = nil,
        text: String, raw: String? = nil, facets: [Facet] = []
    ) {
        (self.id, self.url, self.author, self.published) = (id, url, author, published)
        self.order = order ?? published.milliseconds.multipliedReportingOverflow(by: 1000).partialValue
        (self.parent, self.text, self.raw, self.facets) = (parent, text, raw, facets)
        (attachments, quote, poll) = ([], nil, nil)
        (warning, isSensitive, labels) = (nil, false, [])
        (edited, edits, language, visibility, counts) = (nil, [], nil, .public, Counts())
        vanished = nil
    }
}

extension Post {
    /// What a post answers. The id is missing where the network forgets it with the parent (Mastodon sets
    /// `in_reply_to_id` to null when the parent is deleted); the author where the network never says.
    package struct Parent: Hashable, Sendable {
        package var id: PostID?
        package var author: Author.ID?

        package init(id: PostID?, author: Author.ID? = nil) { (self.id, self.author) = (id, author) }
    }

    /// An earlier version of a post.
    package struct Edit: Hashable, Sendable {
        /// On X each version has an id of its own.
        package var id: PostID?
        package var published: Timestamp?
        /// Nil where the network tells only that there was a version.
        package var text: String?

        package init(id: PostID? = nil, published: Timestamp? = nil, text: String? = nil) {
            (self.id, self.published, self.text) = (id, published, text)
        }
    }

    /// A post that is kept although the last retrieval did not have it.
    package struct Vanished: Hashable, Sendable {
        /// When it was there last.
        package var seen: Timestamp
        /// When it was found to be gone, and why; nil where it was just not answered.
        package var gone: Timestamp?
        package var because: Tombstone.Reason?

        package init(seen: Timestamp, gone: Timestamp? = nil, because: Tombstone.Reason? = nil) {
            (self.seen, self.gone, self.because) = (seen, gone, because)
        }
    }

    package enum Visibility: String, Sendable, Codable {
        case `public`, unlisted
    }

    /// How often others answered, passed on, liked and quoted; nil where the network does not say. Replies count
    /// strangers' as well.
    package struct Counts: Hashable, Sendable {
        package var replies: Int?
        package var reposts: Int?
        package var likes: Int?
        package var quotes: Int?

        package init(replies: Int? = nil, reposts: Int? = nil, likes: Int? = nil, quotes: Int? = nil) {
            (self.replies, self.reposts, self.likes, self.quotes) = (replies, reposts, likes, quotes)
        }
    }
}

/// BCP 47 language tags, as far as Skein lets them into a document.
package enum LanguageTag {
    /// `tag` in its common form (`pt-BR`), or nil when it is not one or says nothing: X marks posts without a language
    /// as `und`, `zxx`, `art` or one of the private `qam`…`qst`.
    package static func normalized(_ tag: String?) -> String? {
        guard let tag, tag.utf8.count <= 35 else { return nil }
        // Nearly all of them: `en`.
        if tag.utf8.count == 2, tag.utf8.allSatisfy({ (0x61...0x7a).contains($0) }) { return tag }
        let parts = tag.replacing("_", with: "-").split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.count),
            first.utf8.allSatisfy({ (0x41...0x5a).contains($0 & 0xdf) }),
            parts.dropFirst().allSatisfy({ (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(isAlphanumeric) })
        else { return nil }
        let language = first.lowercased()
        if language.count == 3 && (language.hasPrefix("q") || ["und", "zxx", "art", "mis", "mul"].contains(language)) {
            return nil
        }
        return ([language] + parts.dropFirst().map(subtag)).joined(separator: "-")
    }

    private static func subtag(_ part: Substring) -> String {
        switch part.count {
        case 2: part.uppercased()
        case 4: part.prefix(1).uppercased() + part.dropFirst().lowercased()
        default: part.lowercased()
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: false
        }
    }
}
