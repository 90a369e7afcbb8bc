extension SearchQuery {
    /// Where the words and phrases of the question stand in `text`: in code points, in order, not overlapping.
    package func highlights(in text: String) -> [Range<Int>] {
        let tokens = SearchText.tokens(text)
        var found: [Range<Int>] = []
        for phrase in phrases {
            guard let first = phrase.tokens.first else { continue }
            for start in tokens.indices where phrase.tokens.count > 1 || phrase.isOpen || tokens[start].text == first {
                guard let range = phrase.range(at: start, in: tokens) else { continue }
                found.append(range)
            }
        }
        return SearchQuery.merged(found)
    }

    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound < last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}

extension SearchQuery.Phrase {
    /// The stretch of text of this phrase where it begins with the token at `start`.
    fileprivate func range(at start: Int, in tokens: [SearchText.Token]) -> Range<Int>? {
        guard start + self.tokens.count <= tokens.count else { return nil }
        for (offset, wanted) in self.tokens.enumerated() {
            let token = tokens[start + offset]
            let isLast = offset == self.tokens.count - 1
            guard token.text == wanted || (isLast && isOpen && token.isPair && token.text.hasPrefix(wanted)) else {
                return nil
            }
        }
        let last = tokens[start + self.tokens.count - 1]
        // Of a pair that only begins with the wanted character, that character.
        let end = isOpen && !last.isTail ? last.range.lowerBound + 1 : last.range.upperBound
        return tokens[start].range.lowerBound..<end
    }
}
