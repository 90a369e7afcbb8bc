import Unroll

/// What somebody looks for: words, "exact phrases", `from:handle`, `network:name`, `before:2026-08`, `after:2025`, `has:image`, and
/// `-words` and `-"phrases"` that must not be there. Everything that is said has to hold, but of several networks one. What begins as
/// one of these and cannot be understood is left out.
package struct SearchQuery: Hashable, Sendable {
    /// Tokens that follow each other: a word, or the words of a phrase.
    package struct Phrase: Hashable, Sendable {
        package var tokens: [String]
        /// Whether the last token may go on: a single character of a script without spaces.
        package var isOpen: Bool
    }

    /// A part of a question that was left out.
    package struct Misread: Hashable, Sendable {
        /// What should stand behind the colon, or what alone can be shut out.
        package enum Missing: Sendable { case handle, network, kind, date, word }

        package var part: String
        package var missing: Missing
    }

    package var phrases: [Phrase] = []
    /// Of which a post has none.
    package var excluded: [Phrase] = []
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
            take(part)
        }
    }

    private mutating func take(_ part: Part) {
        if part.isExcluded {
            if !part.isQuoted, SearchQuery.isFilter(part.text) { return leaveOut("-" + part.text, .word) }
            if let phrase = SearchQuery.phrase(part.text) { excluded.append(phrase) }
        } else if part.isQuoted || !read(part.text), let phrase = SearchQuery.phrase(part.text) {
            phrases.append(phrase)
        }
    }

    /// Whether there is nothing to look for; what is excluded is only ever left out of something.
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
            if let date = SearchQuery.date(value) { before = min(before ?? date, date) } else { leaveOut(word, .date) }
        case "after":
            if let date = SearchQuery.date(value) { after = max(after ?? date, date) } else { leaveOut(word, .date) }
        default: return false
        }
        return true
    }

    private static func isFilter(_ word: String) -> Bool {
        let names = ["from", "network", "has", "before", "after"]
        return word.firstIndex(of: ":").map { names.contains(word[..<$0].lowercased()) } ?? false
    }

    private mutating func leaveOut(_ part: String, _ missing: Misread.Missing) {
        misread.append(Misread(part: part, missing: missing))
    }

    private static func phrase(_ text: String) -> Phrase? {
        let tokens = SearchText.tokens(text)
        // The tail of a run stands between it and what follows; at the very end the text may go on instead.
        var kept = tokens
        if let last = tokens.last, last.isTail, tokens.count > 1, !tokens[tokens.count - 2].isTail,
            tokens[tokens.count - 2].isPair
        {
            kept.removeLast()
        }
        return kept.last.map { Phrase(tokens: kept.map(\.text), isOpen: $0.isTail) }
    }

    /// The beginning of a year, a month or a day, UTC.
    private static func date(_ text: String) -> Timestamp? {
        switch text.utf8.count {
        case 4: Timestamp(rfc3339: text + "-01-01")
        case 7: Timestamp(rfc3339: text + "-01")
        default: Timestamp(rfc3339: text)
        }
    }

    private struct Part {
        var text = ""
        var isQuoted = false
        /// Whether a hyphen stands right before it, and nothing before that.
        var isExcluded = false
    }

    private static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var part = Part()
        func end() {
            if !part.isQuoted, part.text.hasPrefix("-"), !part.text.hasPrefix("--"), part.text != "-" {
                part.text.removeFirst()
                part.isExcluded = true
            }
            if !part.text.isEmpty { parts.append(part) }
        }
        for character in text {
            switch character {
            case "\"", "“", "”", "„", "«", "»":
                let isExcluded = !part.isQuoted && part.text == "-"
                if !isExcluded { end() }
                part = Part(isQuoted: !part.isQuoted, isExcluded: isExcluded)
            case _ where character.isWhitespace && !part.isQuoted:
                end()
                part = Part()
            default: part.text.append(character)
            }
        }
        end()
        return Array(parts.prefix(limits.parts))
    }
}
