/// A web address that may stand in a document: `http`, `https` or `mailto`, nothing else. The only way a URL of a post
/// reaches an output.
package struct Link: Hashable, Sendable, CustomStringConvertible {
    /// At most this many bytes; longer ones are refused.
    package static let maximumLength = 8192

    package let text: String

    /// Takes a trimmed address without control characters; spaces and the delimiters that markup and Markdown use inside
    /// are percent-encoded. Nil for every other scheme and for an address without a host.
    package init?(_ raw: String) {
        guard let text = Link.isClean(raw) ? raw : Link.cleaned(raw), Link.leadsSomewhere(text) else { return nil }
        self.text = text
    }

    private static func isClean(_ raw: String) -> Bool {
        var raw = raw
        return raw.withUTF8 { bytes in
            bytes.count <= maximumLength && !bytes.contains { isSpaceOrControl($0) || isDelimiter($0) }
                && !bytes.suffix(3).elementsEqual("%20".utf8)
        }
    }

    private static func cleaned(_ raw: String) -> String? {
        var bytes: [UInt8] = []
        for byte in raw.utf8.drop(while: { $0 <= 0x20 }) {
            switch byte {
            case 0x09, 0x0a, 0x0d: break
            case 0x20: bytes += percentEncoded(byte)
            case let byte where isSpaceOrControl(byte): return nil
            case let byte where isDelimiter(byte): bytes += percentEncoded(byte)
            default: bytes.append(byte)
            }
            if bytes.count > maximumLength { return nil }
        }
        while bytes.suffix(3).elementsEqual("%20".utf8) { bytes.removeLast(3) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isSpaceOrControl(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7f }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x3c, 0x3e, 0x5c, 0x5e, 0x60, 0x7b, 0x7c, 0x7d: true
        default: false
        }
    }

    /// Whether the scheme is one that may be followed, and a host or a mailbox stands behind it.
    private static func leadsSomewhere(_ text: String) -> Bool {
        let utf8 = text.utf8
        // Written as nearly all are.
        if utf8.starts(with: "https://".utf8) { return isHostStart(utf8.dropFirst(8).first) }
        guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let rest = utf8[utf8.index(after: colon)...]
        switch text[..<colon].lowercased() {
        case "mailto":
            // Read by characters, for a joiner or a mark behind the colon or the sign makes another one of it.
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.first?.lowercased() == "mailto" && parts.last?.contains("@") == true
        case "http", "https":
            return rest.starts(with: "//".utf8) && isHostStart(rest.dropFirst(2).first)
        default: return false
        }
    }

    private static func isHostStart(_ byte: UInt8?) -> Bool { byte.map { !"/?#:@".utf8.contains($0) } ?? false }

    package init?(_ raw: String?) {
        guard let raw else { return nil }
        self.init(raw)
    }

    package var description: String { text }

    /// The address as people write it: without scheme and `www.`, cut after `limit` characters with an ellipsis.
    package func display(limit: Int = 40) -> String {
        var shown = Substring(text)
        for prefix in ["https://", "http://", "mailto:", "www."] where shown.hasPrefix(prefix) {
            shown = shown.dropFirst(prefix.count)
        }
        if shown.hasSuffix("/") && !shown.dropLast().contains("/") { shown = shown.dropLast() }
        return shown.count > limit ? shown.prefix(limit) + "…" : String(shown)
    }
}

private func percentEncoded(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
}
