import Unroll

extension MarkdownText {
    /// One line of a paragraph, piece by piece.
    init(_ pieces: [RichText.Piece]) {
        self = ""
        let pieces = joined(pieces)
        var isAtLineStart = true
        var endsWithMark = false
        for (index, piece) in pieces.enumerated() {
            let marks = endsWithMark ? nil : piece.marks(after: text.last, before: pieces.dropFirst(index + 1).first)
            let isBlank = piece.text.allSatisfy(\.isWhitespace)
            self += piece.markdown(marks, atLineStart: isAtLineStart)
            isAtLineStart = isAtLineStart && isBlank
            endsWithMark = marks != nil && piece.text.last?.isWhitespace == false
        }
    }
}

/// Neighbours that carry no markup are one text, so that nothing can begin in one and end in the next; so are neighbours in code,
/// whose marks would run together.
private func joined(_ pieces: [RichText.Piece]) -> [RichText.Piece] {
    pieces.reduce(into: []) { joined, piece in
        if let last = joined.last, last.isPlain && piece.isPlain || last.isBareCode && piece.isBareCode {
            joined[joined.count - 1].text += piece.text
        } else {
            joined.append(piece)
        }
    }
}

private typealias Marks = (opening: MarkdownText, closing: MarkdownText)

extension RichText.Piece {
    fileprivate var isPlain: Bool { style.isEmpty && link == nil }

    fileprivate var isBareCode: Bool { style.contains(.code) && link == nil }

    private var link: Link? {
        switch object {
        case .link(let forms): forms.expanded
        case .mention(_, _, let url), .hashtag(_, let url): url
        case .emoji, nil: nil
        default: nil
        }
    }

    /// White space stands outside the marks of a style, where they would not take effect.
    fileprivate func markdown(_ marks: Marks?, atLineStart: Bool) -> MarkdownText {
        guard let marks else { return content(atLineStart: atLineStart, inStyle: false) }
        let before: MarkdownText? = text.first?.isWhitespace == true ? " " : nil
        let after: MarkdownText? = text.last?.isWhitespace == true ? " " : nil
        let content = content(atLineStart: false, inStyle: true)
        return "\(before)\(marks.opening)\(content.trimmed)\(marks.closing)\(after)"
    }

    private func content(atLineStart: Bool, inStyle: Bool) -> MarkdownText {
        let code = style.contains(.code) ? MarkdownText(code: text) : nil
        guard let link else { return code ?? "\(text, atLineStart: atLineStart, inStyle: inStyle)" }
        return .link(link, code ?? .label(text, of: link))
    }

    /// The marks of the style, where they would be read as such: a mark between a letter and a sign takes no effect (CommonMark
    /// §6.2, left- and right-flanking runs). Code takes none.
    fileprivate func marks(after previous: Character?, before next: RichText.Piece?) -> Marks? {
        guard !style.contains(.code), let marks = styleMarks, let first = text.first(where: { !$0.isWhitespace }),
            let last = text.last(where: { !$0.isWhitespace })
        else { return nil }
        let isInner = link == nil && !style.contains(.strikethrough)
        let opens = isInner && isLetter(first) || text.first?.isWhitespace == true || parts(previous)
        let following = next.flatMap { $0.link == nil ? $0.text.first : "[" }
        let closes = isInner && isLetter(last) || text.last?.isWhitespace == true || parts(following)
        return opens && closes ? marks : nil
    }

    private var styleMarks: Marks? {
        switch (style.contains(.bold), style.contains(.italic), style.contains(.strikethrough)) {
        case (false, false, false): nil
        case (true, false, false): ("**", "**")
        case (false, true, false): ("*", "*")
        case (true, true, false): ("***", "***")
        case (false, false, true): ("~~", "~~")
        case (true, false, true): ("**~~", "~~**")
        case (false, true, true): ("*~~", "~~*")
        case (true, true, true): ("***~~", "~~***")
        }
    }
}

private func isLetter(_ character: Character) -> Bool { character.isLetter || character.isNumber }

/// Whether a mark beside `character` is at the edge of a word for every reader of Markdown.
private func parts(_ character: Character?) -> Bool {
    character.map { $0.isWhitespace || $0.isPunctuation } ?? true
}
