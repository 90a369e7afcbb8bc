import Unroll

extension Author {
    /// The display name as one line of pieces, its custom emoji found by their shortcodes.
    var namePieces: [RichText.Piece] {
        let shown = emoji.reduce(into: [String: CustomEmoji]()) { $0[$1.shortcode] = $1 }
        let parts = displayName.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        var facets: [Facet] = []
        var (start, number) = (0, 0)
        while number < parts.count {
            let length = parts[number].unicodeScalars.count
            if number > 0, number < parts.count - 1, let picture = shown[parts[number]] {
                facets.append(Facet(start - 1..<start + length + 1, .emoji(picture)))
            }
            start += length + 1
            number += 1
        }
        return RichText(displayName.replacing("\n", with: " "), facets).blocks.first?.lines.first ?? []
    }
}
