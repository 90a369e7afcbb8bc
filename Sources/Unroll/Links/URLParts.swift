/// The parts of a web address, split as RFC 3986 says, without decoding: enough to tell hosts and paths apart, in linear time.
package struct URLParts: Hashable, Sendable {
    /// In lower case.
    package var scheme: String
    /// In lower case, without a final dot; an IPv6 literal without its brackets.
    package var host: String
    package var port: Int?
    package var path: String
    package var query: String?
    package var fragment: String?

    /// Nil without `scheme://host`, with user information, or with a port that is none.
    package init?(_ text: String) {
        guard let separator = text.firstRange(of: "://"), !text.isEmpty else { return nil }
        scheme = text[..<separator.lowerBound].lowercased()
        guard !scheme.isEmpty, scheme.utf8.allSatisfy({ (0x61...0x7a).contains($0) || (0x2b...0x39).contains($0) })
        else {
            return nil
        }
        var rest = text[separator.upperBound...]
        if let hash = rest.firstIndex(of: "#") {
            fragment = String(rest[rest.index(after: hash)...])
            rest = rest[..<hash]
        }
        if let mark = rest.firstIndex(of: "?") {
            query = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        path = String(rest[slash...])
        guard let authority = Authority(rest[..<slash]) else { return nil }
        (host, port) = (authority.host, authority.port)
    }

    /// `host`, or `host:port` where a port is given: how hosts are named in settings.
    package var hostAndPort: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port.map { "\(name):\($0)" } ?? name
    }

    /// `scheme://host[:port]`.
    package var origin: String { scheme + "://" + hostAndPort }

    /// The path's segments without empty ones.
    package var segments: [String] { path.split(separator: "/").map(String.init) }
}

private struct Authority {
    var host: String
    var port: Int?

    init?(_ text: Substring) {
        guard !text.contains("@"), !text.contains("\\") else { return nil }
        var name = text
        if text.hasPrefix("[") {
            guard let bracket = text.firstIndex(of: "]") else { return nil }
            name = text[text.index(after: text.startIndex)..<bracket]
            let rest = text[text.index(after: bracket)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            if let colon = rest.first, colon == ":" { port = Int(rest.dropFirst()) }
            if !rest.isEmpty && port == nil { return nil }
        } else if let colon = text.firstIndex(of: ":") {
            name = text[..<colon]
            guard let number = Int(text[text.index(after: colon)...]) else { return nil }
            port = number
        }
        if let port, !(1...65_535).contains(port) { return nil }
        host = (name.hasSuffix(".") ? name.dropLast() : name).lowercased()
        if host.isEmpty { return nil }
    }
}
