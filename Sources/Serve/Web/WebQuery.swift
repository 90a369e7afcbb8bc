/// The fields of a query or of a form, decoded.
struct WebQuery: Sendable, Equatable {
    /// More fields are not read.
    static let maximumFields = 32

    private(set) var fields: [(name: String, value: String)] = []

    /// Reads `name=value&…`; bytes that are no UTF-8 become U+FFFD.
    init(_ text: Substring) {
        for field in text.split(separator: "&").prefix(WebQuery.maximumFields) {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? WebQuery.decoded(parts[1], plusIsSpace: true) : ""
            fields.append((WebQuery.decoded(parts[0], plusIsSpace: true), value))
        }
    }

    static let none = WebQuery("")

    /// The first field of this name.
    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    static func == (left: WebQuery, right: WebQuery) -> Bool {
        left.fields.elementsEqual(right.fields) { $0 == $1 }
    }

    /// Text with its percent-encoded bytes in their places; a `%` that encodes nothing stays.
    static func decoded(_ text: Substring, plusIsSpace: Bool = false) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == 0x25, let high = rest.first.flatMap(hexadecimalDigit),
                let low = rest.dropFirst().first.flatMap(hexadecimalDigit)
            {
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(plusIsSpace && byte == 0x2b ? 0x20 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
