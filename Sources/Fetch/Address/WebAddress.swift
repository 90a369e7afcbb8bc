import Unroll

/// An http or https address in the one form in which it is checked and asked, so that no two parsers can differ about it.
struct WebAddress: Hashable, Sendable {
    /// Longer ones, in bytes, are refused.
    static let maximumLength = 16 << 10

    let isSecure: Bool
    let host: HostName
    let port: Int
    /// Path and query, percent-encoded where RFC 3986 wants it; begins with a slash.
    let target: String

    /// Nil for anything but http and https, for user information, control characters, and hosts that are none.
    init?(_ text: String) {
        guard let encoded = WebAddress.encoded(text), let parts = URLParts(encoded),
            parts.scheme == "https" || parts.scheme == "http", let host = HostName(parts.host),
            (host.address?.isIPv6 == true) == encoded.contains("[")
        else { return nil }
        (self.host, isSecure) = (host, parts.scheme == "https")
        port = parts.port ?? (isSecure ? 443 : 80)
        let path = parts.path.isEmpty ? "/" : parts.path
        target = path + (parts.query.map { "?" + $0 } ?? "")
    }

    /// `host`, or `host:port` unless it is the scheme's own.
    var hostAndPort: String { port == (isSecure ? 443 : 80) ? host.inAddress : hostWithPort }

    /// `host:port`, always.
    var hostWithPort: String { "\(host.inAddress):\(port)" }

    /// `scheme://host[:port]`.
    var origin: String { (isSecure ? "https://" : "http://") + hostAndPort }

    /// As it is asked, without a fragment.
    var text: String { origin + target }

    /// Everything that may not stand in an address bare is percent-encoded, as is a percent sign that encodes nothing.
    private static func encoded(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count <= maximumLength else { return nil }
        let authorityEnd = bytes.dropFirst(8).firstIndex { $0 == 0x2f || $0 == 0x3f || $0 == 0x23 } ?? bytes.count
        var encoded: [UInt8] = []
        encoded.reserveCapacity(bytes.count)
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case 0x00...0x1f, 0x7f: return nil
            case 0x20, 0x22, 0x3c, 0x3e, 0x5c, 0x5e, 0x60, 0x7b, 0x7c, 0x7d:
                encoded += percentEncoded(byte)
            case 0x5b where place > authorityEnd, 0x5d where place > authorityEnd:
                encoded += percentEncoded(byte)
            // A host in other letters is `HostName`'s affair.
            case 0x80...0xff where place > authorityEnd: encoded += percentEncoded(byte)
            case 0x25 where !isEscape(bytes[place...]): encoded += percentEncoded(byte)
            default: encoded.append(byte)
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func isEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
        let digits = bytes.dropFirst().prefix(2)
        return digits.count == 2
            && digits.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
                default: false
                }
            }
    }

    private static func percentEncoded(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
