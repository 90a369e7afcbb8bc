import Unroll

/// Which web addresses and which internet addresses behind them may be asked: https in the public internet, and whatever the person
/// named.
struct AddressPolicy: Sendable {
    private let hosts: Set<String>
    private let origins: Set<String>
    /// Another rule in tests, which have nothing but loopback.
    var isPublic: @Sendable (IPAddress) -> Bool = { $0.isPublic }

    init(_ settings: FetchSettings) {
        hosts = Set(
            settings.allowedHosts.compactMap { text in
                guard let parts = URLParts("https://" + text), let host = HostName(parts.host) else { return nil }
                return host.inAddress + (parts.port.map { ":\($0)" } ?? "")
            })
        origins = Set(settings.chosenOrigins.compactMap { WebAddress($0)?.origin })
    }

    /// Whether plain http will do.
    func allows(_ address: WebAddress) -> Bool { address.isSecure || isExempt(address) }

    /// Whether these, all that a host's name leads to, may be connected to. One bad address spoils them all: who mixes them is up
    /// to something.
    func allows(_ found: [IPAddress], for address: WebAddress) -> Bool {
        isExempt(address) || found.allSatisfy(isPublic)
    }

    /// A host named without a port is exempt at the scheme's own port.
    private func isExempt(_ address: WebAddress) -> Bool {
        hosts.contains(address.hostAndPort) || hosts.contains(address.hostWithPort) || origins.contains(address.origin)
    }
}
