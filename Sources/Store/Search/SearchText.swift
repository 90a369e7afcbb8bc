/// The words of a text as they are looked for: in lower case, without marks, compatibility forms made plain; and where a script has
/// no spaces, every two neighbouring characters, and the last one of a run alone. So a word of any length in Chinese, Japanese or
/// Korean is found, with no dictionary. The same tokens go into both databases.
package enum SearchText {
    package struct Token: Hashable, Sendable {
        package var text: String
        /// Where it stands, in code points of the text.
        package var range: Range<Int>
        /// Of a script without spaces: one or two characters.
        package var isPair: Bool
        /// The last character of a run, after its pairs.
        package var isTail: Bool
    }

    /// Longer words are cut, in texts and in questions alike. In code points.
    static let longestWord = 40
    /// What of one post is indexed: beyond it nobody reads, and PostgreSQL's vectors end at 1 MB.
    static let mostTokens = 20_000

    /// Stands between two parts of a post, so that no phrase reaches from one into the other: no question has it.
    static let gap: Unicode.Scalar = "="

    package static func tokens(_ text: String) -> [Token] { TokenScan([text]).tokens }

    /// The tokens of the parts of a text alone, with spaces between them.
    static func words(_ parts: [String]) -> String { TokenScan(parts).words }
}

private struct TokenScan {
    /// A token without its text.
    private struct Span {
        /// Where its text ends in `bytes`; a space follows.
        var end: Int
        var range: Range<Int>
        var isPair = false
        var isTail = false
    }

    private var spans: [Span] = []
    /// The texts of the tokens, a space behind each.
    private var bytes: [UInt8] = []
    private var wordLength = 0
    private var wordStart = 0
    private var wordEnd = 0
    /// The run of characters without spaces that is being read: its last one.
    private var run: (character: Unicode.Scalar, range: Range<Int>)?

    /// Ranges count within a part.
    init(_ parts: [String]) {
        let length = parts.reduce(0) { $0 + $1.utf8.count }
        bytes.reserveCapacity(length + length / 8)
        spans.reserveCapacity(min(length / 4, SearchText.mostTokens))
        for (number, part) in parts.enumerated() where spans.count < SearchText.mostTokens {
            if number > 0 { leaveGap() }
            var position = 0
            for scalar in part.unicodeScalars {
                take(scalar, at: position)
                position += 1
                if spans.count >= SearchText.mostTokens { break }
            }
            end()
        }
    }

    private mutating func leaveGap() {
        bytes.append(scalar: SearchText.gap)
        note(0..<0)
    }

    var words: String { String(decoding: bytes.dropLast(), as: UTF8.self) }

    var tokens: [SearchText.Token] {
        var start = 0
        return spans.map { span in
            defer { start = span.end + 1 }
            return SearchText.Token(
                text: String(decoding: bytes[start..<span.end], as: UTF8.self), range: span.range,
                isPair: span.isPair, isTail: span.isTail)
        }
    }

    private mutating func take(_ scalar: Unicode.Scalar, at position: Int) {
        if scalar.isASCII {
            guard let letter = ScalarFold.ascii(scalar) else { return end() }
            return append(letter, at: position)
        }
        for folded in ScalarFold.folded(scalar) {
            switch ScalarFold.kind(of: folded) {
            case .letter: append(folded, at: position)
            case .pairing: pair(folded, at: position)
            case .mark: break
            case .other: end()
            }
        }
    }

    private mutating func end() {
        endWord()
        endRun()
    }

    private mutating func append(_ scalar: Unicode.Scalar, at position: Int) {
        endRun()
        if wordLength == 0 { wordStart = position }
        if wordLength < SearchText.longestWord { bytes.append(scalar: scalar) }
        wordLength += 1
        wordEnd = position + 1
    }

    private mutating func pair(_ scalar: Unicode.Scalar, at position: Int) {
        endWord()
        if let run {
            bytes.append(scalar: run.character)
            bytes.append(scalar: scalar)
            note(run.range.lowerBound..<position + 1, isPair: true)
        }
        run = (scalar, position..<position + 1)
    }

    private mutating func endWord() {
        guard wordLength > 0 else { return }
        note(wordStart..<wordEnd)
        wordLength = 0
    }

    private mutating func endRun() {
        guard let last = run else { return }
        bytes.append(scalar: last.character)
        note(last.range, isPair: true, isTail: true)
        run = nil
    }

    private mutating func note(_ range: Range<Int>, isPair: Bool = false, isTail: Bool = false) {
        spans.append(Span(end: bytes.count, range: range, isPair: isPair, isTail: isTail))
        bytes.append(0x20)
    }
}
