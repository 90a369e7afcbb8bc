extension Numbering {
    /// The post's text without the number, with the facets moved along; what overlaps the number is cut.
    package static func strip(_ mark: Mark, from post: Post) -> (text: String, facets: [Facet]) {
        let scalars = Array(post.text.unicodeScalars)
        var range = mark.range.clamped(to: 0..<scalars.count)
        if range.lowerBound == 0 {
            while range.upperBound < scalars.count, isSpace(scalars[range.upperBound]) {
                range = 0..<range.upperBound + 1
            }
        }
        let kept = scalars[..<range.lowerBound] + scalars[range.upperBound...]
        let facets = post.facets.compactMap { facet -> Facet? in
            let lower = shifted(facet.range.lowerBound, over: range)
            let upper = shifted(facet.range.upperBound, over: range)
            return lower < upper ? Facet(lower..<upper, facet.kind) : nil
        }
        return (String(String.UnicodeScalarView(kept)), facets)
    }

    private static func shifted(_ position: Int, over range: Range<Int>) -> Int {
        if position <= range.lowerBound { return position }
        return position >= range.upperBound ? position - range.count : range.lowerBound
    }
}
