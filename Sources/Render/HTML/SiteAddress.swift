/// An address on the site that serves a page: a path from its root, with query and fragment. Every part of it is percent-encoded, so
/// whatever it was made of cannot leave its place.
package struct SiteAddress: Hashable, Sendable, CustomStringConvertible {
    /// `name=value` in a query.
    package struct Field {
        let name: StaticString
        let value: String

        package init(_ name: StaticString, _ value: String) { (self.name, self.value) = (name, value) }
    }

    package let text: String

    /// `/part/part?name=value#fragment`; of no parts, the root. `ending` follows the last part as it is.
    package init(
        _ parts: [String], ending: StaticString = "", query: [Field] = [],
        fragment: String? = nil
    ) {
        var text = parts.isEmpty ? "/" : ""
        for part in parts { text += "/" + SiteAddress.encoded(part) }
        text += ending.description
        for (index, item) in query.enumerated() {
            text += (index == 0 ? "?" : "&") + item.name.description + "=" + SiteAddress.encoded(item.value)
        }
        if let fragment { text += "#" + SiteAddress.encoded(fragment) }
        self.text = text
    }

    /// The address as it is known outside the site, whose origin is a scheme and a host.
    package func at(_ origin: String) -> SiteAddress { SiteAddress(text: origin + text) }

    private init(text: String) { self.text = text }

    package var description: String { text }

    /// Without query and fragment, from the root.
    package var path: Substring { text.prefix { $0 != "?" && $0 != "#" } }

    /// `:` and `@` stay as they are, for DIDs and handles are read by people too; a part of dots only would be a way up.
    static func encoded(_ part: String) -> String {
        if part.utf8.allSatisfy({ $0 == 0x2e }) { return part.replacing(".", with: "%2E") }
        if part.utf8.allSatisfy(isPlain) { return part }
        var bytes: [UInt8] = []
        for byte in part.utf8 {
            if isPlain(byte) { bytes.append(byte) } else { bytes += percentEncoded(byte).utf8 }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e, 0x3a, 0x40: true
        default: false
        }
    }
}
