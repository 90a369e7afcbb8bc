import Unroll

/// A part of a post in which words are looked for. No phrase reaches from one part into the next.
package struct SearchPart: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case text, warning, article, option, card, quote
        /// What its author says of a picture, video or sound.
        case attachment(Attachment.Kind)
    }

    package var kind: Kind
    /// Without shortcodes of custom emoji.
    package var text: String
    package var language: String?
}

extension Post {
    /// What is looked through, in the order in which a page shows it. The index is told to forget a post by what this says of it: whoever
    /// changes it has the index made anew (`Schema.indexAnew`).
    var searchParts: [SearchPart] {
        var parts = [SearchPart(kind: .text, text: emoji.takenOut(of: text), language: language)]
        let shown = (emoji + spareEmoji).takenOut(of:)
        func add(_ kind: SearchPart.Kind, _ text: String?) {
            if let text { parts.append(SearchPart(kind: kind, text: text, language: language)) }
        }
        add(.warning, warning.map(shown))
        add(.article, article?.title)
        add(.article, article?.text)
        for attachment in attachments { add(.attachment(attachment.kind), attachment.alt) }
        for option in poll?.options ?? [] { add(.option, shown(option.label)) }
        add(.card, card?.title)
        add(.card, card?.summary)
        if let quoted = quotedPart { parts.append(quoted) }
        return parts.filter { !$0.text.isEmpty }
    }

    /// What stands in the open of a quoted post, unless its author is not to be found by search.
    private var quotedPart: SearchPart? {
        guard case .post(let quoted)? = quote, quoted.author.signals.isDisjoint(with: .reservations) else { return nil }
        let shown = (quoted.emoji + quoted.spareEmoji).takenOut(of: quoted.warning ?? quoted.text)
        return SearchPart(kind: .quote, text: shown, language: quoted.language)
    }

    /// The parts that are shown where the post was found: what its author hides behind a warning, or until it is asked for, is not.
    var openParts: [SearchPart] {
        if warning != nil { return searchParts.filter { $0.kind == .warning } }
        guard isSensitive else { return searchParts }
        return searchParts.filter { part in
            if case .attachment = part.kind { false } else { true }
        }
    }
}
