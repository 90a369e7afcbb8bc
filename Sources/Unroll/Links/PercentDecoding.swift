/// `text` with every `%41` replaced by the byte it stands for; a `%` without two digits stays.
package func percentDecoded(_ text: some StringProtocol) -> String {
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
        if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexadecimalValue(bytes[index + 1]),
            let low = hexadecimalValue(bytes[index + 2])
        {
            decoded.append(high << 4 | low)
            index += 3
        } else {
            decoded.append(bytes[index])
            index += 1
        }
    }
    return String(decoding: decoded, as: UTF8.self)
}

/// What a hexadecimal digit is worth.
func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x57
    default: nil
    }
}

extension URLParts {
    /// The path's segments without empty ones, decoded.
    var decodedSegments: [String] { segments.map { percentDecoded($0) } }

    /// Whether the host is `domain` or below it.
    func isHost(in domain: String) -> Bool { host == domain || host.hasSuffix("." + domain) }
}
