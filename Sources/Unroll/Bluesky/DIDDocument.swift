import FoundationEssentials

/// What an account's identity document says: where its records are kept, and its handle.
struct DIDDocument: Sendable, Equatable {
    /// `https://host[:port]` of the personal data server; nil when the document names none that can be asked.
    var home: String?
    /// The handle the account claims.
    var handle: Handle?

    private struct Wire: Decodable {
        struct Service: Decodable {
            var id: String
            var type: String
            var serviceEndpoint: String
        }

        var id: String
        @Lossy var alsoKnownAs: [String]
        @Lossy var service: [Service]
    }

    /// Nil for anything but a document of `did`. `plainHosts` may be asked without TLS.
    init?(_ body: [UInt8], of did: DID, plainHosts: Set<String>) {
        guard let wire = try? JSONDecoder().decode(Wire.self, from: Data(body)), wire.id == did.text else { return nil }
        handle =
            wire.alsoKnownAs.lazy.filter { $0.hasPrefix("at://") }.compactMap { Handle(String($0.dropFirst(5))) }
            .first
        let service = wire.service.first { $0.id == "#atproto_pds" || $0.id == did.text + "#atproto_pds" }
        guard let service, service.type == "AtprotoPersonalDataServer" else { return }
        home = DIDDocument.origin(service.serviceEndpoint, plainHosts)
    }

    /// An address that is an origin and nothing more.
    private static func origin(_ address: String, _ plainHosts: Set<String>) -> String? {
        guard let parts = URLParts(address), parts.query == nil, parts.fragment == nil,
            parts.path.isEmpty || parts.path == "/",
            parts.scheme == "https" || parts.scheme == "http" && plainHosts.contains(parts.hostAndPort)
        else { return nil }
        return parts.origin
    }

    /// Where the document is: did:plc in the directory, did:web at its host; nil for other methods. A did:web of the AT Protocol is
    /// a host name alone, with a port (`%3A`) only for tests on one's own machine.
    static func request(for did: DID, settings: BackfillSettings) -> Request? {
        switch did.method {
        case "plc":
            guard did.identifier.utf8.allSatisfy(\.isASCIIAlphanumeric) else { return nil }
            return Request("\(settings.plcURL)/\(did)", maximumBytes: maximumBytes)
        case "web":
            let host = did.identifier.replacing("%3A", with: ":").replacing("%3a", with: ":").lowercased()
            guard !host.contains("%"), let parts = URLParts("https://\(host)"), parts.path.isEmpty,
                parts.hostAndPort == host
            else { return nil }
            let scheme = settings.plainHosts.contains(host) ? "http" : "https"
            return Request("\(scheme)://\(host)/.well-known/did.json", maximumBytes: maximumBytes)
        default: return nil
        }
    }

    private static let maximumBytes = 256 << 10
}
