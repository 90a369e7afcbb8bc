/// Exchanges the origins of web addresses in any text, so that a network with many hosts can live on loopback: `https://host` to
/// `http://127.0.0.1:port` and back. Plain, JSON-escaped (`https:\/\/`) and percent-encoded (`https%3A%2F%2F`) addresses are found.
package struct OriginMap: Sendable {
    private var outward: [String: String] = [:]
    private var inward: [String: String] = [:]

    /// From an origin in lower case (`https://host[:port]`) to the loopback origin that stands for it.
    package init(_ origins: [String: String]) {
        for (origin, loopback) in origins { (outward[origin], inward[loopback]) = (loopback, origin) }
    }

    /// The loopback origin that stands for `origin`.
    package func loopback(for origin: String) -> String? { outward[origin] }

    package func toLoopback(_ bytes: [UInt8]) -> [UInt8] { Self.replace(in: bytes, by: outward) }
    package func fromLoopback(_ bytes: [UInt8]) -> [UInt8] { Self.replace(in: bytes, by: inward) }

    package func toLoopback(_ text: String) -> String { String(decoding: toLoopback(Array(text.utf8)), as: UTF8.self) }
    package func fromLoopback(_ text: String) -> String {
        String(decoding: fromLoopback(Array(text.utf8)), as: UTF8.self)
    }

    private static func replace(in bytes: [UInt8], by table: [String: String]) -> [UInt8] {
        var replaced: [UInt8] = []
        replaced.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "h"), let found = Origin(at: index, in: bytes),
                let other = table[found.text]
            {
                replaced += found.spelling.write(other)
                index = found.end
            } else {
                replaced.append(bytes[index])
                index += 1
            }
        }
        return replaced
    }
}

/// How the delimiters of an address are written where it was found.
private struct Spelling {
    static let all = [
        Spelling(separator: "://", colon: ":"), Spelling(separator: ":\\/\\/", colon: ":"),
        Spelling(separator: "%3A%2F%2F", colon: "%3A"), Spelling(separator: "%3a%2f%2f", colon: "%3a"),
    ]

    var separator: String
    var colon: String

    /// `origin`, spelled this way.
    func write(_ origin: String) -> [UInt8] {
        let parts = origin.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return Array(origin.utf8) }
        let host = parts[1].dropFirst(2)
        let port = parts.count > 2 ? colon + parts[2] : ""
        return Array((parts[0] + separator + host + port).utf8)
    }
}

/// An origin in the middle of other bytes.
private struct Origin {
    /// As it would be spelled plainly.
    var text: String
    var spelling: Spelling
    var end: Int

    init?(at start: Int, in bytes: [UInt8]) {
        for scheme in ["https", "http"] {
            guard bytes[start...].starts(with: scheme.utf8) else { continue }
            let afterScheme = start + scheme.utf8.count
            for spelling in Spelling.all where bytes[afterScheme...].starts(with: spelling.separator.utf8) {
                let hostStart = afterScheme + spelling.separator.utf8.count
                var end = Self.end(of: hostStart, in: bytes, while: Self.isHostByte)
                text = scheme + "://" + String(decoding: bytes[hostStart..<end], as: UTF8.self).lowercased()
                if bytes[end...].starts(with: spelling.colon.utf8) {
                    let portStart = end + spelling.colon.utf8.count
                    let portEnd = Self.end(of: portStart, in: bytes) { (0x30...0x39).contains($0) }
                    if portEnd > portStart {
                        text += ":" + String(decoding: bytes[portStart..<portEnd], as: UTF8.self)
                        end = portEnd
                    }
                }
                (self.spelling, self.end) = (spelling, end)
                return
            }
        }
        return nil
    }

    private static func end(of start: Int, in bytes: [UInt8], while belongs: (UInt8) -> Bool) -> Int {
        bytes[start...].firstIndex { !belongs($0) } ?? bytes.count
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
        default: false
        }
    }
}
