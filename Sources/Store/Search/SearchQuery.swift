import Unroll

/// What somebody looks for: words, "exact phrases", `from:handle`, `network:name`, `before:2026-08`, `after:2025`, `has:image`.
/// Everything that is said has to hold. What begins as one of these and cannot be understood is left out.
package struct SearchQuery: Hashable, Sendable {
    /// Tokens that follow each other: a word, or the words of a phrase.
    package struct Phrase: Hashable, Sendable {
        package var tokens: [String]
        /// Whether the last token may go on: a single character of a script without spaces.
        package var isOpen: Bool
    }

    /// A part of a question that was left out.
    package struct Misread: Hashable, Sendable {
        /// What should stand behind the colon.
        package enum Missing: Sendable { case handle, network, kind, date }

        package var part: String
        package var missing: Missing
    }

    package var phrases: [Phrase] = []
    /// Handles without `@`, in lower case; posts by any of them.
    package var handles: [String] = []
    package var networks: Set<Network> = []
    package var before: Timestamp?
    package var after: Timestamp?
    package var hasImage = false
    package private(set) var misread: [Misread] = []

    /// More of a question is not read: code points, and parts.
    package static let limits = (length: 500, parts: 24)

    package init(_ text: String) {
        for part in SearchQuery.parts(
            of: String(String.UnicodeScalarView(text.unicodeScalars.prefix(SearchQuery.limits.length))))
        {
            if part.isQuoted || !read(part.text) { addPhrase(part.text) }
        }
    }

    /// Whether there is nothing to look for.
    package var isEmpty: Bool {
        phrases.isEmpty && handles.isEmpty && networks.isEmpty && before == nil && after == nil && !hasImage
    }

    /// False for a word like any other.
    private mutating func read(_ word: String) -> Bool {
        guard let colon = word.firstIndex(of: ":") else { return false }
        let value = String(word[word.index(after: colon)...])
        switch word[..<colon].lowercased() {
        case "from":
            let handle = value.lowercased().drop { $0 == "@" }
            if handle.isEmpty { leaveOut(word, .handle) } else { handles.append(String(handle)) }
        case "network":
            if let network = Network(rawValue: value.lowercased()) {
                networks.insert(network)
            } else {
                leaveOut(word, .network)
            }
        case "has":
            if ["image", "images"].contains(value.lowercased()) { hasImage = true } else { leaveOut(word, .kind) }
        case "before":
            if let date = SearchQuery.date(value) { before = date } else { leaveOut(word, .date) }
        case "after":
            if let date = SearchQuery.date(value) { after = date } else { leaveOut(word, .date) }
        default: return false
        }
        return true
    }

    private mutating func leaveOut(_ part: String, _ missing: Misread.Missing) {
        misread.append(Misread(part: part, missing: missing))
    }

    private mutating func addPhrase(_ text: String) {
        let tokens = SearchText.tokens(text)
        // The tail of a run stands between it and what follows; at the very end the text may go on instead.
        var kept = tokens
        if let last = tokens.last, last.isTail, tokens.count > 1, !tokens[tokens.count - 2].isTail,
            tokens[tokens.count - 2].isPair
        {
            kept.removeLast()
        }
        guard let last = kept.last else { return }
        phrases.append(Phrase(tokens: kept.map(\.text), isOpen: last.isTail))
    }

    /// The beginning of a year, a month or a day, UTC.
    private static func date(_ text: String) -> Timestamp? {
        switch text.utf8.count {
        case 4: Timestamp(rfc3339: text + "-01-01")
        case 7: Timestamp(rfc3339: text + "-01")
        default: Timestamp(rfc3339: text)
        }
    }

    private static func parts(of text: String) -> [(text: String, isQuoted: Bool)] {
        var parts: [(text: String, isQuoted: Bool)] = []
        var (part, isQuoted) = ("", false)
        for character in text {
            switch character {
            case "\"", "“", "”", "„", "«", "»":
                if !part.isEmpty { parts.append((part, isQuoted)) }
                (part, isQuoted) = ("", !isQuoted)
            case _ where character.isWhitespace && !isQuoted:
                if !part.isEmpty { parts.append((part, isQuoted)) }
                part = ""
            default: part.append(character)
            }
        }
        if !part.isEmpty { parts.append((part, isQuoted)) }
        return Array(parts.prefix(limits.parts))
    }
}
