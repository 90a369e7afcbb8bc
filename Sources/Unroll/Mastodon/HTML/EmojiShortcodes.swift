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
