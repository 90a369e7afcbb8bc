/// Custom emoji as Mastodon and its kin write them in text: `:shortcode:`.
struct EmojiShortcodes {
    private let byCode: [String: CustomEmoji]
    private let longest: Int

    init(_ emoji: [CustomEmoji]) {
        byCode = Dictionary(emoji.filter { !$0.shortcode.isEmpty }.map { ($0.shortcode, $0) }) { first, _ in first }
        longest = emoji.map(\.shortcode.unicodeScalars.count).max() ?? 0
    }

    /// The emoji in a text; only shortcodes from the list count.
    func facets(in text: [Unicode.Scalar]) -> [Facet] {
        if byCode.isEmpty { return [] }
        var facets: [Facet] = []
        var start = text.firstIndex(of: ":")
        while let open = start {
            let rest = text[(open + 1)...]
            guard let close = rest.prefix(longest + 1).firstIndex(of: ":") else {
                start = rest.firstIndex(of: ":")
                continue
            }
            if let emoji = byCode[String(String.UnicodeScalarView(text[open + 1..<close]))] {
                facets.append(Facet(open..<close + 1, .emoji(emoji)))
                start = text[(close + 1)...].firstIndex(of: ":")
            } else {
                start = close
            }
        }
        return facets
    }
}

extension Post {
    /// Notes which of the emoji that came with the post stand in its warning or its poll alone.
    mutating func noteSpareEmoji(of all: [CustomEmoji]) {
        let shortcodes = EmojiShortcodes(all)
        var known = Set(emoji)
        for text in [warning ?? ""] + (poll?.options.map(\.label) ?? []) {
            for case .emoji(let emoji) in shortcodes.facets(in: Array(text.unicodeScalars)).map(\.kind)
            where known.insert(emoji).inserted {
                spareEmoji.append(emoji)
            }
        }
    }
}

extension [CustomEmoji] {
    /// A text in which pictures have no place, without their shortcodes and the spaces these leave.
    package func takenOut(of text: String) -> String {
        if isEmpty { return text }
        let scalars = [Unicode.Scalar](text.unicodeScalars)
        let facets = EmojiShortcodes(self).facets(in: scalars)
        if facets.isEmpty { return text }
        var kept = String.UnicodeScalarView()
        var start = 0
        for facet in facets {
            kept.append(contentsOf: scalars[start..<facet.range.lowerBound])
            start = facet.range.upperBound
            let isAfterSpace = kept.last?.properties.isWhitespace ?? true
            if isAfterSpace, start < scalars.count, scalars[start] == " " { start += 1 }
        }
        kept.append(contentsOf: scalars[start...])
        return String(kept).trimmingSpaces
    }
}
