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

    package static func tokens(_ text: String) -> [Token] {
        var scan = TokenScan()
        var position = 0
        for scalar in text.unicodeScalars {
            scan.take(scalar, at: position)
            position += 1
            if scan.tokens.count >= mostTokens { break }
        }
        scan.end(at: position)
        return scan.tokens
    }
}

private struct TokenScan {
    var tokens: [SearchText.Token] = []
    private var word = ""
    private var wordLength = 0
    private var wordStart = 0
    private var wordEnd = 0
    /// The run of characters without spaces that is being read.
    private var run: (character: String, range: Range<Int>)?

    mutating func take(_ scalar: Unicode.Scalar, at position: Int) {
        if scalar.isASCII {
            guard let letter = ScalarFold.ascii(scalar) else { return end(at: position) }
            return append(letter, at: position)
        }
        for folded in ScalarFold.folded(scalar) {
            switch ScalarFold.kind(of: folded) {
            case .letter: append(folded, at: position)
            case .pairing: pair(folded, at: position)
            case .mark: break
            case .other: end(at: position)
            }
        }
    }

    mutating func end(at position: Int) {
        endWord()
        endRun()
    }

    private mutating func append(_ scalar: Unicode.Scalar, at position: Int) {
        endRun()
        if wordLength == 0 { wordStart = position }
        if wordLength < SearchText.longestWord { word.unicodeScalars.append(scalar) }
        wordLength += 1
        wordEnd = position + 1
    }

    private mutating func pair(_ scalar: Unicode.Scalar, at position: Int) {
        endWord()
        let character = String(scalar)
        if let run {
            add(run.character + character, run.range.lowerBound..<position + 1, isPair: true)
        }
        run = (character, position..<position + 1)
    }

    private mutating func endWord() {
        guard wordLength > 0 else { return }
        add(word, wordStart..<wordEnd, isPair: false)
        (word, wordLength) = ("", 0)
    }

    private mutating func endRun() {
        guard let last = run else { return }
        add(last.character, last.range, isPair: true, isTail: true)
        run = nil
    }

    private mutating func add(_ text: String, _ range: Range<Int>, isPair: Bool, isTail: Bool = false) {
        tokens.append(SearchText.Token(text: text, range: range, isPair: isPair, isTail: isTail))
    }
}
