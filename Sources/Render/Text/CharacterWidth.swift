extension Character {
    /// The columns this takes in a terminal: none for marks alone, two for East Asian wide ones and for emoji however many
    /// code points they are made of, otherwise one for each letter that stands by itself.
    var columns: Int {
        if utf8.count == 1 { return unicodeScalars.first?.columns ?? 0 }
        let scalars = unicodeScalars
        guard let first = scalars.first else { return 0 }
        if scalars.count == 1 { return first.columns }
        if first.properties.isEmojiPresentation { return 2 }
        if first.properties.isEmoji && scalars.contains("\u{fe0f}") { return 2 }
        return scalars.reduce(0) { $0 + $1.columns }
    }
}

extension Unicode.Scalar {
    fileprivate var columns: Int {
        switch value {
        case 0x20...0x7e: return 1
        case 0x1160...0x11ff, 0xd7b0...0xd7fb: return 0
        default: break
        }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: return isWide || properties.isEmojiPresentation ? 2 : 1
        }
    }

    private var isWide: Bool {
        let ranges = WideCharacters.ranges
        guard value >= ranges[0].first else { return false }
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].last < value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].first <= value
    }
}
