/// Lets through what people can see of a text, and what their scripts need, one code point at a time. Left out are control
/// characters, the bidirectional overrides, embeddings and isolates (each paragraph finds its own direction), invisible
/// operators and tags outside of flags, and marks piled on one letter beyond `maximumMarks`.
struct LegibleText {
    /// Vietnamese and Tibetan need three or four on a letter.
    static let maximumMarks = 6

    private var marks = 0
    private var previous: Unicode.Scalar = " "
    private var isInFlag = false

    /// What stands in the text for `scalar`, or nil when it is left out.
    mutating func admit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard let shown = substitute(scalar) else { return nil }
        isInFlag = shown == "\u{1F3F4}" || (isInFlag && isTag(shown))
        previous = shown
        return shown
    }

    private mutating func substitute(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x20...0x7e, 0x0a: marks = 0
        case 0x09: return " "
        case 0x2028, 0x2029: return "\n"
        case 0x200c, 0x200d, 0x200e, 0x200f, 0x061c, 0x00ad: return previous == scalar ? nil : scalar
        case 0x200b: return previous == scalar ? nil : scalar
        case 0xe0000...0xe0fff where !isVariationSelector(scalar): return isInFlag && isTag(scalar) ? scalar : nil
        default: return admitRare(scalar)
        }
        return scalar
    }

    private mutating func admitRare(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate: return nil
        case .unassigned where scalar.properties.isNoncharacterCodePoint: return nil
        case .nonspacingMark, .enclosingMark:
            marks += 1
            return marks > LegibleText.maximumMarks ? nil : scalar
        default:
            marks = 0
            return scalar
        }
    }

    private func isTag(_ scalar: Unicode.Scalar) -> Bool { (0xe0020...0xe007f).contains(scalar.value) }

    private func isVariationSelector(_ scalar: Unicode.Scalar) -> Bool { (0xe0100...0xe01ef).contains(scalar.value) }
}

/// `text` with only what is legible in it.
package func legible(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7e).contains($0) || $0 == 0x0a }) { return text }
    var filter = LegibleText()
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        if let shown = filter.admit(scalar) { scalars.append(shown) }
    }
    return String(scalars)
}

/// `text` in one line: legible, with runs of white space as single spaces and none at the ends; empty where nothing of it is seen.
package func oneLine(_ text: String) -> String {
    if isBlank(text) { return "" }
    return legible(text).unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map(String.init).joined(
        separator: " ")
}

/// Whether there is nothing to be seen in `text`.
func isBlank(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(\.isBlank) }

extension Unicode.Scalar {
    /// White space, and what is never seen by itself.
    var isBlank: Bool {
        if (0x21...0x7e).contains(value) { return false }
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate: true
        default: properties.isWhitespace || properties.isNoncharacterCodePoint
        }
    }

    /// The ends of a line: each parts lines when it is shown.
    var endsLine: Bool { value == 0x0a || value == 0x2028 || value == 0x2029 }
}
