/// A web address that may stand in a document: `http`, `https` or `mailto`, nothing else. The only way a URL of a post
/// reaches an output.
package struct Link: Hashable, Sendable, CustomStringConvertible {
    /// At most this many bytes; longer ones are refused.
    package static let maximumLength = 8192

    package let text: String

    /// Takes a trimmed address without control characters; spaces and the delimiters that markup and Markdown use inside
    /// are percent-encoded. Nil for every other scheme and for an address without a host.
    package init?(_ raw: String) {
        var bytes: [UInt8] = []
        for byte in raw.utf8.drop(while: { $0 <= 0x20 }) {
            switch byte {
            case 0x00...0x1f, 0x7f: if byte != 0x0a && byte != 0x0d && byte != 0x09 { return nil }
            case 0x20, 0x22, 0x3c, 0x3e, 0x5c, 0x5e, 0x60, 0x7b, 0x7c, 0x7d: bytes += percentEncoded(byte)
            default: bytes.append(byte)
            }
            if bytes.count > Link.maximumLength { return nil }
        }
        while bytes.suffix(3) == [0x25, 0x32, 0x30] { bytes.removeLast(3) }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let rest = text[text.index(after: colon)...]
        switch text[..<colon].lowercased() {
        case "mailto": guard rest.contains("@") else { return nil }
        case "http", "https":
            guard rest.hasPrefix("//"), let first = rest.dropFirst(2).first, !"/?#:@".contains(first) else {
                return nil
            }
        default: return nil
        }
        self.text = text
    }

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
