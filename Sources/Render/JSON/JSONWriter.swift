/// Writes JSON in one line, safe to print too: what is not seen is written as escapes.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

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

    private mutating func write(_ members: [(key: StaticString, value: JSON)]) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for member in members {
            if case .absent = member.value { continue }
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            bytes.append(UInt8(ascii: "\""))
            member.key.withUTF8Buffer { bytes.append(contentsOf: $0) }
            bytes += "\":".utf8
            write(member.value)
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
        // Plain letters are copied as they come, in pieces as long as possible.
        var rest = Substring(text)
        while !rest.isEmpty {
            let plain = rest.utf8.prefix(while: isPlain)
            bytes += plain
            rest = rest[plain.endIndex...]
            guard let scalar = rest.unicodeScalars.popFirst() else { break }
            write(scalar)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": bytes += "\\\"".utf8
        case "\\": bytes += "\\\\".utf8
        case "\n": bytes += "\\n".utf8
        case "\t": bytes += "\\t".utf8
        default:
            if isSeen(scalar) {
                UTF8.encode(scalar).map { bytes += $0 }
            } else {
                for unit in UTF16.encode(scalar).map(Array.init) ?? [] { writeEscape(unit) }
            }
        }
    }

    private mutating func writeEscape(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        bytes += "\\u".utf8
        bytes += String(repeating: "0", count: 4 - digits.utf8.count).utf8
        bytes += digits.utf8
    }

    private func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7e).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// Joiners, which letters and emoji need, count as seen.
    private func isSeen(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value == 0x200c || scalar.value == 0x200d { return true }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
