/// The HTML of a post (Mastodon docs: Status, `content`), read into display text and facets. No markup comes through, and addresses only
/// as `Link`.
package enum PostHTML {
    /// In bytes; what comes after is not read.
    package static let maximumLength = 1 << 20

    /// Somebody a post names, as the network lists them beside the text.
    package struct Mention: Hashable, Sendable {
        /// The address its link has in the text.
        package var url: String
        /// Without a leading `@`: `ines@social.example`.
        package var handle: String
        package var id: Author.ID?

        package init(url: String, handle: String, id: Author.ID? = nil) {
            (self.url, self.handle, self.id) = (url, handle, id)
        }
    }

    /// `droppingInlineQuote` leaves out the line `RE: …` that stands in for a quote where quotes are not known (class `quote-inline`).
    package static func read(
        _ html: String, mentions: [Mention] = [], emoji: [CustomEmoji] = [], droppingInlineQuote: Bool = false
    ) -> (text: String, facets: [Facet]) {
        read(
            HTMLEvents(html.utf8.prefix(maximumLength)), mentions: mentions, emoji: emoji,
            droppingInlineQuote: droppingInlineQuote)
    }

    /// The same from elements and text, whoever read the markup.
    static func read(
        _ events: some Sequence<HTMLEvent>, mentions: [Mention] = [], emoji: [CustomEmoji] = [],
        droppingInlineQuote: Bool = false
    ) -> (text: String, facets: [Facet]) {
        var writer = PostTextWriter(droppingInlineQuote: droppingInlineQuote)
        for event in events { writer.take(event) }
        writer.finish()
        let text = String(decoding: writer.bytes, as: UTF8.self)
        let scalars = Array(text.unicodeScalars)
        let links = PostHTMLLinks(mentions)
        let objects = writer.spans.compactMap { span -> Facet? in
            if let kind = span.owner.kind { return Facet(span.range, kind) }
            guard case .link(let id) = span.owner, let element = writer.links[id] else { return nil }
            let display = String(String.UnicodeScalarView(scalars[span.range]))
            return links.kind(of: element, display: display).map { Facet(span.range, $0) }
        }
        return (text, Facet.sound(objects + shownEmoji(emoji, in: scalars, beside: objects), length: scalars.count))
    }

    /// The text alone, without shortcodes of emoji; empty for nothing.
    static func plain(_ html: String?, emoji: [CustomEmoji]) -> String {
        html.map { emoji.takenOut(of: read($0).text) } ?? ""
    }

    /// The emoji of a text that is plain: a name, a content warning, a poll's answer.
    package static func emoji(_ emoji: [CustomEmoji], in text: String) -> [Facet] {
        EmojiShortcodes(emoji).facets(in: Array(text.unicodeScalars))
    }

    /// Emoji outside links and code.
    private static func shownEmoji(_ emoji: [CustomEmoji], in text: [Unicode.Scalar], beside facets: [Facet]) -> [Facet]
    {
        let found = EmojiShortcodes(emoji).facets(in: text)
        if found.isEmpty { return [] }
        var isTaken = Array(repeating: false, count: text.count)
        for facet in facets where !facet.isStyle || facet.kind == .code || facet.kind == .preformatted {
            for index in facet.range { isTaken[index] = true }
        }
        return found.filter { !isTaken[$0.range.lowerBound] && !isTaken[$0.range.upperBound - 1] }
    }
}
