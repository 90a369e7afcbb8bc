import Foundation

/// What single code points come to when words are compared.
enum ScalarFold {
    enum Kind { case letter, pairing, mark, other }

    static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7a: scalar
        case 0x41...0x5a: Unicode.Scalar(UInt8(scalar.value + 32))
        default: nil
        }
    }

    /// Lower case, compatibility decomposition. What is written in pairs stays whole: Hangul would fall into its letters, and kana lose
    /// their voicing marks.
    static func folded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        if isPairing(scalar) { return [scalar] }
        let index = Int(scalar.value) - 0x80
        if common.indices.contains(index) { return common[index] }
        return decomposed(scalar)
    }

    static func kind(of scalar: Unicode.Scalar) -> Kind {
        if isPairing(scalar) { return .pairing }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            return .letter
        case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
        // Joiners stand inside words, soft hyphens inside lines.
        case .format: return .mark
        default: return .other
        }
    }

    /// Scripts whose words are not parted by spaces.
    static func isPairing(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Han, with the signs for "the same again" and zero.
        case 0x4e00...0x9fff, 0x3400...0x4dbf, 0x20000...0x3ffff, 0x3005...0x3007: true
        // Kana, with the long vowel sign; Bopomofo; Hangul.
        case 0x3041...0x3096, 0x30a1...0x30fa, 0x30fc, 0x31f0...0x31ff, 0x3105...0x312f, 0xac00...0xd7a3: true
        // The letters of Thai, Lao, Myanmar and Khmer; their vowel signs are marks.
        case 0x0e01...0x0e30, 0x0e32, 0x0e33, 0x0e40...0x0e46, 0x0e81...0x0eb0, 0x0ec0...0x0ec6, 0x1000...0x102a,
            0x1780...0x17a2:
            true
        default: false
        }
    }

    /// U+0080 to U+1FFF, made once: Latin, Greek, Cyrillic, Hebrew, Arabic and their neighbours.
    private static let common: [[Unicode.Scalar]] = (0x80..<0x2000).map { value in
        Unicode.Scalar(UInt32(value)).map(decomposed) ?? []
    }

    private static func decomposed(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        let plain = scalar.properties.lowercaseMapping.decomposedStringWithCompatibilityMapping
        return Array(plain.unicodeScalars.flatMap { $0.properties.lowercaseMapping.unicodeScalars })
    }
}
