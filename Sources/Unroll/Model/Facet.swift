/// What a stretch of a post's display text is. Ranges count code points (Unicode scalars) of `Post.text`, whatever the
/// network's own unit was; they are in order, inside the text, and never overlap, except that styles may lie over other facets.
package struct Facet: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case link(LinkForms)
        /// `handle` without `@`; `id` where the network gives it.
        case mention(handle: String, id: Author.ID?, url: Link?)
        /// `tag` without `#`; X's cashtags (`$TSLA`) too.
        case hashtag(tag: String, url: Link?)
        case emoji(CustomEmoji)
        case bold, italic, strikethrough, code
        /// A paragraph quoted from elsewhere (`<blockquote>`).
        case quotation
        /// Lines whose spacing matters (`<pre>`).
        case preformatted
    }

    package var range: Range<Int>
    package var kind: Kind

    package init(_ range: Range<Int>, _ kind: Kind) { (self.range, self.kind) = (range, kind) }

    /// Whether this facet is a style, which may lie over others, rather than an object, which may not.
    package var isStyle: Bool {
        switch kind {
        case .bold, .italic, .strikethrough, .code, .quotation, .preformatted: true
        case .link, .mention, .hashtag, .emoji: false
        }
    }
}

/// The forms of one link: as the network shortened it, where it leads, and as the network shows it.
package struct LinkForms: Hashable, Sendable {
    /// The network's own redirect (`https://t.co/…`), where there is one.
    package var short: Link?
    package var expanded: Link
    /// What stands in the display text, e.g. `example.org/a-long…`.
    package var display: String

    package init(short: Link? = nil, expanded: Link, display: String) {
        (self.short, self.expanded, self.display) = (short, expanded, display)
    }
}

extension Facet {
    /// Facets as the model wants them: inside a text of `length` code points, not empty, in order, objects not overlapping
    /// (the first wins). Linearithmic in their number.
    package static func sound(_ facets: [Facet], length: Int) -> [Facet] {
        var end = 0
        return
            facets
            .filter { $0.range.lowerBound >= 0 && $0.range.upperBound <= length && !$0.range.isEmpty }
            .enumerated()
            .sorted { ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset) }
            .map(\.element)
            .filter { facet in
                if facet.isStyle { return true }
                if facet.range.lowerBound < end { return false }
                end = facet.range.upperBound
                return true
            }
    }
}
