import Unroll

extension MarkdownText {
    /// One line of a paragraph, piece by piece.
    init(_ pieces: [RichText.Piece]) {
        self = ""
        var isAtLineStart = true
        for piece in joined(pieces) {
            self += styled(piece, atLineStart: isAtLineStart)
            isAtLineStart = isAtLineStart && piece.text.allSatisfy(\.isWhitespace)
        }
    }
}

/// Neighbours that carry no markup are one text, so that nothing can begin in one and end in the next.
private func joined(_ pieces: [RichText.Piece]) -> [RichText.Piece] {
    pieces.reduce(into: []) { joined, piece in
        if joined.last?.isPlain == true && piece.isPlain {
            joined[joined.count - 1].text += piece.text
        } else {
            joined.append(piece)
        }
    }
}

extension RichText.Piece {
    fileprivate var isPlain: Bool {
        if !style.isEmpty { return false }
        return switch object {
        case .link, .mention(_, _, .some), .hashtag(_, .some): false
        default: true
        }
    }
}

/// White space stands outside the marks of a style, where they would not take effect.
private func styled(_ piece: RichText.Piece, atLineStart: Bool) -> MarkdownText {
    if piece.style.contains(.code) { return MarkdownText(code: piece.text) }
    let marks = marks(piece.style)
    let text = object(piece, atLineStart: atLineStart && piece.style.isEmpty)
    guard let marks, !piece.text.allSatisfy(\.isWhitespace) else { return text }
    let before: MarkdownText? = piece.text.first?.isWhitespace == true ? " " : nil
    let after: MarkdownText? = piece.text.last?.isWhitespace == true ? " " : nil
    return "\(before)\(marks.opening)\(text.trimmed)\(marks.closing)\(after)"
}

private func object(_ piece: RichText.Piece, atLineStart: Bool) -> MarkdownText {
    switch piece.object {
    case .link(let forms): .link(forms.expanded, "\(piece.text, atLineStart: false)")
    case .mention(_, _, let url), .hashtag(_, let url): .link(url, "\(piece.text, atLineStart: false)")
    default: "\(piece.text, atLineStart: atLineStart)"
    }
}

private func marks(_ style: RichText.Style) -> (opening: MarkdownText, closing: MarkdownText)? {
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
