/// A decentralized identifier (`did:plc:…`, `did:web:…`), by the syntax the AT Protocol lets through.
package struct DID: Hashable, Sendable, CustomStringConvertible {
    /// At most this many bytes.
    package static let maximumLength = 2048

    package let text: String

    /// Nil for anything else than `did:`, a method in lower-case letters, and an identifier of letters, digits and `._:%-`
    /// that ends in neither `:` nor `%`.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: 0x3a, maxSplits: 2, omittingEmptySubsequences: false)
        guard text.utf8.count <= DID.maximumLength, parts.count == 3, parts[0].elementsEqual("did".utf8),
            !parts[1].isEmpty, parts[1].allSatisfy({ (0x61...0x7a).contains($0) }),
            let last = parts[2].last, last != 0x3a, last != 0x25,
            parts[2].allSatisfy({ $0.isASCIIAlphanumeric || "._:%-".utf8.contains($0) })
        else { return nil }
        self.text = text
    }

    package var description: String { text }

    /// `plc`, `web`, …
    package var method: Substring { text.dropFirst(4).prefix { $0 != ":" } }

    /// What the method makes of itself: everything after `did:<method>:`.
    package var identifier: Substring { text.dropFirst(5 + method.count) }
}

extension UInt8 {
    /// Whether this is one of `0`–`9`, `A`–`Z`, `a`–`z`.
    var isASCIIAlphanumeric: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: false
        }
    }
}
