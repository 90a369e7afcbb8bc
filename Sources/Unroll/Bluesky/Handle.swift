/// A Bluesky handle: a host name of at least two labels, in lower case, that leads to a DID.
package struct Handle: Hashable, Sendable, CustomStringConvertible {
    /// At most this many bytes, as for any host name.
    package static let maximumLength = 253

    /// What the network puts in place of a handle that does not lead back to its account.
    package static let invalid = "handle.invalid"

    package let text: String

    /// Takes either case. Nil for what is no host name, and for names whose last label begins with a digit, such as IPv4 addresses.
    package init?(_ text: String) {
        let labels = text.utf8.split(separator: 0x2e, omittingEmptySubsequences: false)
        guard text.utf8.count <= Handle.maximumLength, labels.count >= 2, labels.allSatisfy(Handle.isLabel),
            let letter = labels.last?.first, !(0x30...0x39).contains(letter)
        else { return nil }
        self.text = text.lowercased()
    }

    package var description: String { text }

    private static func isLabel(_ label: Substring.UTF8View) -> Bool {
        guard (1...63).contains(label.count), label.first != 0x2d, label.last != 0x2d else { return false }
        return label.allSatisfy { $0.isASCIIAlphanumeric || $0 == 0x2d }
    }
}
