import CResolv
import Glibc
import Unroll

/// Asks as every program of this system does: `getaddrinfo` for addresses, libresolv for TXT records. Both block and cannot be
/// cancelled, so they have threads of their own, and who waits for them is let go when cancelled.
struct SystemResolver: HostResolver {
    private let threads = BlockingThreads(count: 8)
    /// Of a name server on loopback that is asked for TXT records instead of the system's; 0 for none.
    var textPort: UInt16 = 0

    func addresses(of host: String) async throws(FetchFailure) -> [IPAddress] {
        guard let result = await threads.run({ Self.lookUp(host) }) else { throw .cancelled }
        return try result.get()
    }

    func textMessage(of name: String) async throws(FetchFailure) -> [UInt8] {
        let port = textPort
        guard let result = await threads.run({ Self.lookUpText(name, port) }) else { throw .cancelled }
        return try result.get()
    }

    private static func lookUp(_ host: String) -> Result<[IPAddress], FetchFailure> {
        var hints = addrinfo()
        (hints.ai_socktype, hints.ai_flags) = (Int32(SOCK_STREAM.rawValue), AI_ADDRCONFIG)
        var first: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &first)
        guard status == 0 else { return .failure(failure(ofStatus: status)) }
        defer { freeaddrinfo(first) }
        var found: [IPAddress] = []
        var next = first
        while let entry = next, found.count < 64 {
            if let address = entry.pointee.ai_addr.flatMap({ IPAddress($0) }), !found.contains(address) {
                found.append(address)
            }
            next = entry.pointee.ai_next
        }
        return found.isEmpty ? .failure(.unknownHost) : .success(found)
    }

    /// Only what is known not to exist is unknown; the rest may pass.
    private static func failure(ofStatus status: Int32) -> FetchFailure {
        switch status {
        case EAI_NONAME, noData: .unknownHost
        default: .unreachable
        }
    }

    /// The name is there and has no address: glibc's `EAI_NODATA`, which it shows only to those who ask for GNU extensions.
    private static let noData: Int32 = -5

    private static func lookUpText(_ name: String, _ port: UInt16) -> Result<[UInt8], FetchFailure> {
        var message = [UInt8](repeating: 0, count: 1 << 16)
        let length = Int(skein_query_txt(name, &message, Int32(message.count), port))
        if length >= 0 { return .success(Array(message.prefix(length))) }
        switch Int32(-length) {
        case HOST_NOT_FOUND: return .failure(.unknownHost)
        // The name is there and has no such record.
        case NO_DATA: return .success([])
        default: return .failure(.unreachable)
        }
    }
}
