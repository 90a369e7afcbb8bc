import Unroll

extension Author {
    /// The display name in one line, without shortcodes of emoji; where there is nothing to see in it, the handle or the id.
    package var shownName: String { firstShown([emoji.takenOut(of: name), handle, id.value]) }

    private func firstShown(_ names: [String]) -> String { names.lazy.map(oneLine).first { !$0.isEmpty } ?? "" }

    /// The same in pieces, its custom emoji found by their shortcodes.
    package var namePieces: [RichText.Piece] { pieces(of: firstShown([name, handle, id.value]), emoji) }
}

/// A single line in pieces, custom emoji found by their shortcodes.
func pieces(of line: String, _ emoji: [CustomEmoji]) -> [RichText.Piece] {
    let shown = emoji.reduce(into: [String: CustomEmoji]()) { $0[oneLine($1.shortcode)] = $1 }
    let parts = line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
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
    return RichText(line, facets).blocks.first?.lines.first ?? []
}
