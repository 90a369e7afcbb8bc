import Unroll

extension MarkdownText {
    /// One line of a paragraph, piece by piece.
    init(_ pieces: [RichText.Piece]) {
        self = ""
        var isAtLineStart = true
        let pieces = pieces.map { RichText.Piece(text: legible($0.text), style: $0.style, object: $0.object) }
        for run in runs(joined(pieces) { $0.isPlain && $1.isPlain || $0.isBareCode && $1.isBareCode }) {
            self += run.piece.markdown(run.marks, atLineStart: isAtLineStart)
            isAtLineStart = isAtLineStart && run.piece.text.allSatisfy(\.isWhitespace)
        }
    }
}

/// The pieces with the marks of their styles. Those whose marks would not be read carry none and are plain, as are styles that touch
/// another one's marks.
private func runs(_ pieces: [RichText.Piece]) -> [(piece: RichText.Piece, marks: Marks?)] {
    var runs: [(piece: RichText.Piece, marks: Marks?)] = []
    for (index, piece) in pieces.enumerated() {
        let last = runs.last
        let touches = last?.marks != nil && last?.piece.text.last?.isWhitespace == false
        let marks = touches ? nil : piece.marks(after: last?.piece.end, before: pieces.dropFirst(index + 1).first)
        let run = marks == nil && !piece.isCode ? piece.unstyled : piece
        if let last, last.marks == nil && last.piece.isPlain && marks == nil && run.isPlain {
            runs[runs.count - 1].piece.text += run.text
        } else {
            runs.append((run, marks))
        }
    }
    return runs
}

/// Neighbours that `belong` together are one text, so that nothing can begin in one and end in the next.
private func joined(
    _ pieces: [RichText.Piece], where belong: (RichText.Piece, RichText.Piece) -> Bool
) -> [RichText.Piece] {
    pieces.reduce(into: []) { joined, piece in
        if let last = joined.last, belong(last, piece) {
            joined[joined.count - 1].text += piece.text
        } else {
            joined.append(piece)
        }
    }
}

private typealias Marks = (opening: MarkdownText, closing: MarkdownText)

extension RichText.Piece {
    fileprivate var isPlain: Bool { style.isEmpty && link == nil }

    /// Code that would need three marks stays text: at the start of a line pandoc takes them for a fence.
    fileprivate var isCode: Bool { style.contains(.code) && !text.contains("``") }

    fileprivate var isBareCode: Bool { isCode && link == nil }

    fileprivate var unstyled: RichText.Piece { RichText.Piece(text: text, style: [], object: object) }

    /// The last sign that stands in the document.
    fileprivate var end: Character? { link != nil ? ")" : isCode ? "`" : text.last }

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
        let code = isCode ? MarkdownText(code: text) : nil
        guard let link else { return code ?? "\(text, atLineStart: atLineStart, inStyle: inStyle)" }
        return .link(link, code ?? .label(text, of: link))
    }

    /// The marks of the style, where they would be read as such: a mark between a letter and a sign takes no effect (CommonMark
    /// §6.2, left- and right-flanking runs). Code takes none.
    fileprivate func marks(after previous: Character?, before next: RichText.Piece?) -> Marks? {
        guard !isCode, !isBlank(text), let marks = styleMarks, let first = text.first(where: { !$0.isWhitespace }),
            let last = text.last(where: { !$0.isWhitespace })
        else { return nil }
        let isInner = link == nil && !style.contains(.strikethrough)
        let opens = isInner && isLetter(first) || text.first?.isWhitespace == true || parts(previous)
        let following = next.flatMap { $0.link != nil ? "[" : $0.isCode ? "`" : $0.text.first }
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
