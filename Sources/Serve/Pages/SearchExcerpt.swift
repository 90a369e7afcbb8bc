import Render
import Store

/// The stretch of a post around the first thing that was found, with what fits marked.
struct SearchExcerpt: Sendable, Equatable {
    struct Piece: Sendable, Equatable {
        var text: String
        var isMatch: Bool
    }

    private(set) var pieces: [Piece] = []

    /// Code points of the whole, and before the first match.
    static let length = 280
    static let lead = 80

    /// `highlights` are ranges of code points of `text`, in order and apart from each other.
    init(_ text: String, _ highlights: [Range<Int>]) {
        let scalars = Array(text.unicodeScalars)
        let window = SearchExcerpt.window(in: scalars, around: highlights.first)
        if window.lowerBound > 0 { add("… ", isMatch: false) }
        var position = window.lowerBound
        for match in highlights.map({ $0.clamped(to: window) }) where !match.isEmpty && match.lowerBound >= position {
            add(scalars[position..<match.lowerBound], isMatch: false)
            add(scalars[match], isMatch: true)
            position = match.upperBound
        }
        add(scalars[position..<window.upperBound], isMatch: false)
        if window.upperBound < scalars.count { add(" …", isMatch: false) }
    }

    var html: HTML {
        let pieces: [HTML] = self.pieces.map { $0.isMatch ? "<mark>\($0.text)</mark>" : "\($0.text)" }
        return "\(pieces)"
    }

    private mutating func add(_ scalars: ArraySlice<Unicode.Scalar>, isMatch: Bool) {
        add(String(String.UnicodeScalarView(scalars)), isMatch: isMatch)
    }

    private mutating func add(_ text: String, isMatch: Bool) {
        if !text.isEmpty { pieces.append(Piece(text: text, isMatch: isMatch)) }
    }

    /// What is shown: it begins and ends at a space where one is near.
    private static func window(in scalars: [Unicode.Scalar], around match: Range<Int>?) -> Range<Int> {
        let count = scalars.count
        let match = (match ?? 0..<0).clamped(to: 0..<count)
        var start = max(0, match.lowerBound - lead)
        if start > 0 {
            start = scalars[start..<match.lowerBound].firstIndex { $0.properties.isWhitespace }.map { $0 + 1 } ?? start
        }
        var end = min(count, max(start + length, match.upperBound))
        if end < count, end > match.upperBound + lead {
            end = scalars[(end - lead)..<end].lastIndex { $0.properties.isWhitespace } ?? end
        }
        return start..<end
    }
}
