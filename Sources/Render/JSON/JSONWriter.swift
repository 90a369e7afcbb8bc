/// Writes JSON in one line, safe to print too: what is not seen is written as escapes.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether `&`, `<` and `>` are written as escapes too. Outside of texts JSON has none of them.
    private let isEmbedded: Bool

    init(isEmbedded: Bool = false) { self.isEmbedded = isEmbedded }

    mutating func write(_ json: JSON) {
        switch json {
        case .object(let members): write(members)
        case .array(let elements): write(elements)
        case .string(let text): write(text)
        case .number(let number): bytes += String(number).utf8
        case .bool(let flag): bytes += (flag ? "true" : "false").utf8
        case .null, .absent: bytes += "null".utf8
        }
    }

    private mutating func write(_ members: [(StaticString, JSON)]) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for (key, value) in members {
            if case .absent = value { continue }
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            bytes.append(UInt8(ascii: "\""))
            key.withUTF8Buffer { bytes.append(contentsOf: $0) }
            bytes += "\":".utf8
            write(value)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func write(_ elements: [JSON]) {
        bytes.append(UInt8(ascii: "["))
        for (number, element) in elements.enumerated() {
            if number > 0 { bytes.append(UInt8(ascii: ",")) }
            write(element)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        // What needs no escape is copied as it comes, in pieces as long as possible.
        text.withUTF8 { utf8 in
            var (start, index) = (0, 0)
            while index < utf8.count {
                if isPlain(utf8[index]) {
                    index += 1
                    continue
                }
                let (scalar, next) = utf8.scalar(at: index)
                if needsEscape(scalar) {
                    bytes += utf8[start..<index]
                    writeEscape(scalar)
                    start = next
                }
                index = next
            }
            bytes += utf8[start...]
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func writeEscape(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": bytes += "\\\"".utf8
        case "\\": bytes += "\\\\".utf8
        case "\n": bytes += "\\n".utf8
        case "\t": bytes += "\\t".utf8
        default: for unit in String(scalar).utf16 { writeEscape(unit) }
        }
    }

    private mutating func writeEscape(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        bytes += "\\u".utf8
        bytes += String(repeating: "0", count: 4 - digits.utf8.count).utf8
        bytes += digits.utf8
    }

    private func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): false
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"): !isEmbedded
        default: (0x20...0x7e).contains(byte)
        }
    }

    /// Joiners, which letters and emoji need, count as seen.
    private func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return true }
        if LegibleText.isOrdinary(scalar.value) || scalar.value == 0x200c || scalar.value == 0x200d { return false }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
