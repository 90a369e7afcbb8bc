/// A host in the one spelling in which it is checked, looked up and asked: an address, or a name of labels that nothing takes for
/// an address. Whatever else `getaddrinfo` would make an address of (`127.1`, `0x7f000001`, full-width digits) is none.
struct HostName: Hashable, Sendable, CustomStringConvertible {
    /// ASCII in lower case, without a final dot; an IPv6 address without brackets.
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
        let name = text.hasSuffix(".") ? text.dropLast() : text[...]
        guard name.utf8.count <= 1024 else { return nil }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false).map { Punycode.label($0) ?? "" }
        self.text = labels.joined(separator: ".")
        guard self.text.utf8.count <= 253, labels.allSatisfy(HostName.isLabel), let last = labels.last,
            !HostName.isNumber(last)
        else { return nil }
    }

    /// As it stands in a web address: an IPv6 address in brackets.
    var inAddress: String { address?.isIPv6 == true ? "[\(text)]" : text }

    var description: String { text }

    private static func isLabel(_ label: String) -> Bool {
        (1...63).contains(label.utf8.count)
            && label.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "_"): true
                default: false
                }
            }
    }

    /// Whether a name that ends so is an address in disguise (WHATWG URL, "ends in a number").
    private static func isNumber(_ label: String) -> Bool {
        label.utf8.allSatisfy { (0x30...0x39).contains($0) } || label.hasPrefix("0x")
    }
}
