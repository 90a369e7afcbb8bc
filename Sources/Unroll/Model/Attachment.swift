/// A picture, video or sound that belongs to a post.
package struct Attachment: Hashable, Sendable {
    package enum Kind: String, Sendable, Codable {
        case image, video, gif, audio, unknown
    }

    package var kind: Kind
    /// Where the thing itself is: a picture's full size, a video's best playable file or playlist.
    package var url: Link?
    /// A still picture or a smaller one, where there is one.
    package var preview: Link?
    /// The author's description for people who do not see it; empty when none was given.
    package var alt: String
    /// Pixels.
    package var width: Int?
    package var height: Int?
    package var durationMilliseconds: Int?
    /// The name of the file in a data export, relative to its root.
    package var file: String?

    package init(
        kind: Kind, url: Link? = nil, preview: Link? = nil, alt: String = "", width: Int? = nil, height: Int? = nil,
        durationMilliseconds: Int? = nil, file: String? = nil
    ) {
        (self.kind, self.url, self.preview, self.alt) = (kind, url, preview, alt)
        (self.width, self.height) = (width, height)
        (self.durationMilliseconds, self.file) = (durationMilliseconds, file)
    }
}

/// A question with answers to choose from.
package struct Poll: Hashable, Sendable {
    package struct Option: Hashable, Sendable {
        package var label: String
        /// Nil while the network hides the result.
        package var votes: Int?
        package init(label: String, votes: Int? = nil) { (self.label, self.votes) = (label, votes) }
    }

    package var options: [Option]
    package var ends: Timestamp?
    package var isClosed: Bool?
    package var allowsSeveral: Bool

    package init(options: [Option], ends: Timestamp? = nil, isClosed: Bool? = nil, allowsSeveral: Bool = false) {
        (self.options, self.ends, self.isClosed, self.allowsSeveral) = (options, ends, isClosed, allowsSeveral)
    }

    /// The sum of the votes; nil when none are shown.
    package var votes: Int? {
        let known = options.compactMap(\.votes)
        return known.isEmpty ? nil : known.reduce(0) { $0.addingReportingOverflow($1).partialValue }
    }
}

/// The preview of a linked page.
package struct Card: Hashable, Sendable {
    package var url: Link
    package var title: String
    package var summary: String
    package var image: Link?
    /// The description of `image`; empty when none was given.
    package var imageAlt: String

    package init(url: Link, title: String, summary: String = "", image: Link? = nil, imageAlt: String = "") {
        (self.url, self.title, self.summary, self.image, self.imageAlt) = (url, title, summary, image, imageAlt)
    }
}

/// A long piece with a headline that stands behind a post (X Articles).
package struct Article: Hashable, Sendable {
    package var title: String
    /// Plain text; empty when the network gives only the title.
    package var text: String
    package var cover: Attachment?

    package init(title: String, text: String = "", cover: Attachment? = nil) {
        (self.title, self.text, self.cover) = (title, text, cover)
    }
}
