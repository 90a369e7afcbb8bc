import Unroll

/// A part of a post that was found, and where in it.
package struct SearchFind: Sendable, Hashable {
    package var part: SearchPart
    /// What of its text fits: in code points, in order, not overlapping.
    package var highlights: [Range<Int>]
}

extension SearchQuery {
    /// Whether all words and phrases stand in a post, also in what its author hides.
    func stands(in post: Post) -> Bool {
        let parts = post.searchParts.map { SearchText.tokens($0.text) }
        return phrases.allSatisfy { phrase in parts.contains { !phrase.ranges(in: $0).isEmpty } }
    }

    /// Of the parts of a post that are shown, those that fit: each has a word or a phrase that those before it have not. Where none fits,
    /// the first.
    func finds(in post: Post) -> [SearchFind] {
        let parts = post.openParts
        var missing = Set(phrases)
        var finds: [SearchFind] = []
        for part in parts where !missing.isEmpty {
            let tokens = SearchText.tokens(part.text)
            let found = missing.filter { !$0.ranges(in: tokens).isEmpty }
            if found.isEmpty { continue }
            missing.subtract(found)
            finds.append(SearchFind(part: part, highlights: highlights(in: tokens)))
        }
        if finds.isEmpty, let first = parts.first { finds = [SearchFind(part: first, highlights: [])] }
        return finds
    }

    /// Where the words and phrases of the question stand in a text with these tokens.
    func highlights(in tokens: [SearchText.Token]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in phrases.flatMap({ $0.ranges(in: tokens) }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
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
    /// Every stretch of text of this phrase.
    fileprivate func ranges(in tokens: [SearchText.Token]) -> [Range<Int>] {
        tokens.indices.compactMap { start in
            self.tokens.count > 1 || isOpen || tokens[start].text == self.tokens.first
                ? range(at: start, in: tokens) : nil
        }
    }

    /// The stretch of text of this phrase where it begins with the token at `start`.
    private func range(at start: Int, in tokens: [SearchText.Token]) -> Range<Int>? {
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
