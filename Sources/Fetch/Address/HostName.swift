/// A host in the one spelling in which it is checked, looked up and asked: an address, or a name of labels that nothing takes for
/// an address. Whatever else `getaddrinfo` would make an address of (`127.1`, `0x7f000001`, full-width digits) is none.
struct HostName: Hashable, Sendable, CustomStringConvertible {
    /// In lower case, without a final dot; an IPv6 address without brackets.
    let text: String
    /// Where the host is an address itself.
    let address: IPAddress?

    /// Nil for what may not be asked. RFC 1123 names, with the underscore that some have.
    init?(_ text: String) {
        address = IPAddress(text)
        if let address {
            self.text = address.description
            return
        }
        let name = (text.hasSuffix(".") ? text.dropLast() : text[...]).lowercased()
        let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard name.utf8.count <= 253, labels.allSatisfy({ HostName.isLabel($0) }), let last = labels.last,
            !HostName.isNumber(last)
        else { return nil }
        self.text = name
    }

    var description: String { text }

    private static func isLabel(_ label: Substring.UTF8View) -> Bool { isLabel(Array(label)) }

    private static func isLabel(_ label: [UInt8]) -> Bool {
        (1...63).contains(label.count)
            && label.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            }
    }

    /// Whether a name that ends so is an address in disguise (WHATWG URL, "ends in a number").
    private static func isNumber(_ label: Substring.UTF8View) -> Bool {
        label.allSatisfy { (0x30...0x39).contains($0) } || label.starts(with: "0x".utf8)
    }
}
