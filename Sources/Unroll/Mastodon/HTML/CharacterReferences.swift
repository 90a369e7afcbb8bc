/// HTML's character references (`&amp;`, `&eacute`, `&#x1F600;`), read as the HTML standard's tokenizer reads them.
package enum CharacterReferences {
    /// `text` with every reference replaced by what it stands for.
    package static func decode(_ text: String) -> String {
        String(decoding: decode(Array(text.utf8)[...]), as: UTF8.self)
    }

    /// An attribute's value leaves `&copy=` and `&copyright` alone, because old addresses are full of them.
    static func decode(_ bytes: ArraySlice<UInt8>, inAttribute: Bool = false) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes
        while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
            decoded += rest[..<ampersand]
            rest = rest[(ampersand + 1)...]
            if let (value, end) = reference(after: rest, inAttribute: inAttribute) {
                decoded += value
                rest = rest[end...]
            } else {
                decoded.append(UInt8(ascii: "&"))
            }
        }
        return decoded + rest
    }

    private typealias Match = (value: String.UTF8View, end: Int)

    /// The reference whose ampersand stands just before `bytes`.
    private static func reference(after bytes: ArraySlice<UInt8>, inAttribute: Bool) -> Match? {
        bytes.first == UInt8(ascii: "#")
            ? numeric(bytes.dropFirst()) : named(bytes, inAttribute: inAttribute)
    }

    private static func numeric(_ bytes: ArraySlice<UInt8>) -> Match? {
        let isHexadecimal = bytes.first.map { $0 | 0x20 } == UInt8(ascii: "x")
        let digits = isHexadecimal ? bytes.dropFirst() : bytes
        var code: UInt32 = 0
        var end = digits.startIndex
        while end < digits.endIndex, let digit = hexadecimalValue(digits[end]), isHexadecimal || digit < 10 {
            code = min(code * (isHexadecimal ? 16 : 10) + UInt32(digit), 0x11_0000)
            end += 1
        }
        if end == digits.startIndex { return nil }
        if end < digits.endIndex && digits[end] == UInt8(ascii: ";") { end += 1 }
        return (String(Character(scalar(code))).utf8, end)
    }

    private static func scalar(_ code: UInt32) -> Unicode.Scalar {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        if code == 0 { return replacement }
        if (0x80...0x9f).contains(code) { return windows1252[Int(code - 0x80)] }
        return Unicode.Scalar(code) ?? replacement
    }

    /// What the numbers 128 to 159 mean: the characters of windows-1252, since pages have always written them so.
    private static let windows1252: [Unicode.Scalar] = [
        "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
        "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}",
        "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
        "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
    ]

    private static func named(_ bytes: ArraySlice<UInt8>, inAttribute: Bool) -> Match? {
        let run = bytes.prefix(longestName).prefix(while: \.isASCIIAlphanumeric)
        let afterRun = run.endIndex < bytes.endIndex ? bytes[run.endIndex] : nil
        if afterRun == UInt8(ascii: ";"), let entity = entities[String(decoding: run, as: UTF8.self)] {
            return (entity.value.utf8, run.endIndex + 1)
        }
        for length in stride(from: min(run.count, longestBareName), to: 1, by: -1) {
            let name = run.prefix(length)
            guard let entity = entities[String(decoding: name, as: UTF8.self)], entity.isBare else { continue }
            let next = name.endIndex < bytes.endIndex ? bytes[name.endIndex] : nil
            if inAttribute, let next, next == UInt8(ascii: "=") || next.isASCIIAlphanumeric { return nil }
            return (entity.value.utf8, name.endIndex)
        }
        return nil
    }

    private struct Entity {
        var value: String
        /// Whether the name also works without a semicolon.
        var isBare: Bool
    }

    private static let entities: [String: Entity] = {
        var entities: [String: Entity] = [:]
        for word in HTMLEntityTable.text.split(whereSeparator: \.isWhitespace) {
            guard let mark = word.firstIndex(where: { $0 == "!" || $0 == ":" }) else { continue }
            let codes = word[word.index(after: mark)...].split(separator: "+")
            var value = String.UnicodeScalarView()
            value.append(contentsOf: codes.compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) })
            entities[String(word[..<mark])] = Entity(value: String(value), isBare: word[mark] == "!")
        }
        return entities
    }()

    private static let longestName = entities.keys.map(\.utf8.count).max() ?? 0
    private static let longestBareName = entities.filter(\.value.isBare).keys.map(\.utf8.count).max() ?? 0
}
