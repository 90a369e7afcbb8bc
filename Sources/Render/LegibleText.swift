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
        case let value where LegibleText.isOrdinary(value): marks = 0
        default: return admitRare(scalar)
        }
        return scalar
    }

    /// Letters and signs of which each is shown, none of them a mark: what most texts consist of.
    static func isOrdinary(_ value: UInt32) -> Bool {
        switch value {
        case 0xa1...0xac, 0xae...0x2ff, 0x370...0x482, 0x2010...0x2027, 0x2030...0x205e, 0x20a0...0x20c0,
            0x2190...0x23ff,
            0x3001...0x3029, 0x3041...0x3096, 0x30a1...0x312f, 0x4e00...0x9fff, 0xac00...0xd7a3, 0xff01...0xff9f,
            0x1f300...0x1f64f, 0x1f900...0x1f9ff:
            true
        default: false
        }
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

extension LegibleText {
    /// Hands on what is legible of a text, in pieces as long as possible, in linear time.
    static func pieces(
        of utf8: UnsafeBufferPointer<UInt8>, _ take: (Slice<UnsafeBufferPointer<UInt8>>) -> Void
    ) {
        var filter = LegibleText()
        var (start, index) = (0, 0)
        while index < utf8.count {
            index = filter.pass(utf8, from: index)
            if index == utf8.count { break }
            let (scalar, next) = utf8.scalar(at: index)
            let shown = filter.admit(scalar)
            if shown != scalar {
                if start < index { take(utf8[start..<index]) }
                if let shown {
                    Array(UTF8.encode(shown) ?? UTF8.encodedReplacementCharacter).withUnsafeBufferPointer {
                        take($0[...])
                    }
                }
                start = next
            }
            index = next
        }
        if start < utf8.count { take(utf8[start...]) }
    }

    /// Passes over plain letters at once; where the first other byte is.
    private mutating func pass(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < utf8.count, (0x20...0x7e).contains(utf8[index]) || utf8[index] == 0x0a { index += 1 }
        if index > start {
            (marks, previous, isInFlag) = (0, Unicode.Scalar(utf8[index - 1]), false)
        }
        return index
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The code point that begins at `index`, and where the next begins. The bytes are those of a `String`, and so sound.
    func scalar(at index: Int) -> (Unicode.Scalar, next: Int) {
        func more(_ offset: Int) -> UInt32 { UInt32(self[index + offset] & 0x3f) }
        let first = UInt32(self[index])
        let (value, length): (UInt32, Int) =
            switch first {
            case 0..<0x80: (first, 1)
            case 0..<0xe0: ((first & 0x1f) << 6 | more(1), 2)
            case 0..<0xf0: ((first & 0x0f) << 12 | more(1) << 6 | more(2), 3)
            default: ((first & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4)
            }
        return (Unicode.Scalar(value) ?? "\u{fffd}", index + length)
    }
}

/// `text` with only what is legible in it.
package func legible(_ text: String) -> String {
    var text = text
    let shown: [UInt8]? = text.withUTF8 { utf8 in
        if utf8.allSatisfy({ (0x20...0x7e).contains($0) || $0 == 0x0a }) { return nil }
        var shown: [UInt8] = []
        shown.reserveCapacity(utf8.count)
        LegibleText.pieces(of: utf8) { shown.append(contentsOf: $0) }
        return shown
    }
    return shown.map { String(decoding: $0, as: UTF8.self) } ?? text
}

/// `text` in one line: legible, with runs of white space as single spaces and none at the ends; empty where nothing of it is seen.
package func oneLine(_ text: String) -> String {
    if isPlainLine(text) { return text }
    if isBlank(text) { return "" }
    return legible(text).unicodeScalars.split(whereSeparator: \.isSpace).map(String.init).joined(
        separator: " ")
}

/// Whether `text` is one line already: plain letters, and each space between two of them.
private func isPlainLine(_ text: String) -> Bool {
    var isAfterSpace = true
    for byte in text.utf8 {
        if !(0x20...0x7e).contains(byte) || (byte == 0x20 && isAfterSpace) { return false }
        isAfterSpace = byte == 0x20
    }
    return !isAfterSpace
}

/// Whether there is nothing to be seen in `text`.
package func isBlank(_ text: String) -> Bool {
    if let first = text.utf8.first, (0x21...0x7e).contains(first) { return false }
    return text.unicodeScalars.allSatisfy(\.isBlank)
}

extension Unicode.Scalar {
    /// White space.
    var isSpace: Bool {
        if isASCII { return value == 0x20 || (0x09...0x0d).contains(value) }
        return !LegibleText.isOrdinary(value) && properties.isWhitespace
    }

    /// White space, and what is never seen by itself.
    var isBlank: Bool {
        if (0x21...0x7e).contains(value) || LegibleText.isOrdinary(value) { return false }
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate: true
        default: properties.isWhitespace || properties.isNoncharacterCodePoint
        }
    }
}
