extension IPAddress {
    /// Whether the address lies in the public internet: not private, loopback, link-local, shared, documentation, benchmark,
    /// multicast or reserved, and not where clouds keep their metadata. An IPv4 address inside an IPv6 one is judged itself.
    var isPublic: Bool {
        guard isIPv6 else { return !AddressBlock.refusedIPv4.contains { $0.contains(self) } }
        if AddressBlock.embeddingIPv4.contains(where: { $0.contains(self) }) {
            return IPAddress(bytes: Array(bytes.suffix(4))).isPublic
        }
        return AddressBlock.globalIPv6.contains(self) && !AddressBlock.refusedIPv6.contains { $0.contains(self) }
    }
}

/// The addresses that begin with the same bits.
private struct AddressBlock {
    private let start: [UInt8]
    private let bits: Int

    init(_ start: [UInt8], _ bits: Int) { (self.start, self.bits) = (start, bits) }

    func contains(_ address: IPAddress) -> Bool {
        for (place, byte) in start.enumerated() {
            let rest = bits - place * 8
            let mask: UInt8 = rest >= 8 ? 0xff : ~(0xff >> UInt8(rest))
            if address.bytes[place] & mask != byte & mask { return false }
        }
        return true
    }

    /// The IANA IPv4 Special-Purpose Address Registry, also those of its blocks that are reachable but hold nobody's server
    /// (AS112, AMT, 6to4 relays), multicast, and the address of Azure's platform.
    static let refusedIPv4: [AddressBlock] = [
        AddressBlock([0], 8), AddressBlock([10], 8), AddressBlock([100, 64], 10), AddressBlock([127], 8),
        AddressBlock([169, 254], 16), AddressBlock([172, 16], 12), AddressBlock([192, 0, 0], 24),
        AddressBlock([192, 0, 2], 24), AddressBlock([192, 31, 196], 24), AddressBlock([192, 52, 193], 24),
        AddressBlock([192, 88, 99], 24), AddressBlock([192, 168], 16), AddressBlock([192, 175, 48], 24),
        AddressBlock([198, 18], 15), AddressBlock([198, 51, 100], 24), AddressBlock([203, 0, 113], 24),
        AddressBlock([224], 4), AddressBlock([240], 4), AddressBlock([168, 63, 129, 16], 32),
    ]

    /// All of IPv6 that is given out for the public internet (RFC 4291, IANA IPv6 Address Space).
    static let globalIPv6 = AddressBlock([0x20], 3)

    /// The parts of it that are no place for a server: IETF protocols with Teredo and ORCHID, documentation, 6to4, AS112.
    static let refusedIPv6: [AddressBlock] = [
        AddressBlock([0x20, 0x01, 0x00], 23), AddressBlock([0x20, 0x01, 0x0d, 0xb8], 32),
        AddressBlock([0x20, 0x02], 16),
        AddressBlock([0x3f, 0xff, 0x00], 20), AddressBlock([0x26, 0x20, 0x00, 0x4f, 0x80, 0x00], 48),
    ]

    /// IPv4-mapped addresses (RFC 4291) and the well-known NAT64 prefix (RFC 6052), which reach an IPv4 address.
    static let embeddingIPv4: [AddressBlock] = [
        AddressBlock([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], 96),
        AddressBlock([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0], 96),
    ]
}
