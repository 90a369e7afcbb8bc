extension HTMLTokenizer {
    /// Attributes beyond this many are left out.
    static let maximumAttributes = 64

    /// The tag whose name begins here; nil when the source ends inside it, which drops it.
    mutating func tag() -> HTMLTag? {
        var tag = HTMLTag(name: name { isHTMLSpace($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") })
        while let byte = byte() {
            switch byte {
            case UInt8(ascii: ">"):
                position += 1
                return tag
            case UInt8(ascii: "/"):
                position += 1
                tag.isSelfClosing = self.byte() == UInt8(ascii: ">")
            case _ where isHTMLSpace(byte): position += 1
            default:
                let attribute = attribute()
                if tag.attributes.count < Self.maximumAttributes
                    && !tag.attributes.contains(where: { $0.name == attribute.name })
                {
                    tag.attributes.append(attribute)
                }
            }
        }
        return nil
    }

    private mutating func attribute() -> HTMLAttribute {
        var isFirst = true
        let name = name { byte in
            defer { isFirst = false }
            return isHTMLSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
                || (byte == UInt8(ascii: "=") && !isFirst)
        }
        skipSpace()
        guard byte() == UInt8(ascii: "=") else { return HTMLAttribute(name: name, value: "") }
        position += 1
        skipSpace()
        return HTMLAttribute(name: name, value: value())
    }

    private mutating func value() -> String {
        switch byte() {
        case let quote? where quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"):
            position += 1
            defer { position = min(position + 1, bytes.count) }
            return decoded(take { $0 == quote })
        default: return decoded(take { isHTMLSpace($0) || $0 == UInt8(ascii: ">") })
        }
    }

    private func decoded(_ value: ArraySlice<UInt8>) -> String {
        withoutNull(CharacterReferences.decode(value, inAttribute: true)[...])
    }

    private mutating func name(until isEnd: (UInt8) -> Bool) -> String {
        withoutNull(take(until: isEnd).map(lowercased)[...])
    }

    private mutating func take(until isEnd: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = position
        position = bytes[position...].firstIndex(where: isEnd) ?? bytes.count
        return bytes[start..<position]
    }

    private mutating func skipSpace() { _ = take { !isHTMLSpace($0) } }
}

/// NUL becomes U+FFFD.
private func withoutNull(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return bytes.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
}
