extension WebAddress {
    /// Where a `Location` header leads (RFC 3986 §5.2); nil when that is no web address.
    func resolving(_ reference: String) -> WebAddress? {
        let reference = reference.prefix { $0 != "#" }
        if hasScheme(reference) { return WebAddress(String(reference)) }
        if reference.hasPrefix("//") { return WebAddress((isSecure ? "https:" : "http:") + reference) }
        if reference.isEmpty { return self }
        let path = target.prefix { $0 != "?" }
        if reference.hasPrefix("?") { return WebAddress(origin + path + reference) }
        let query = reference.drop { $0 != "?" }
        let relative = reference.prefix { $0 != "?" }
        let whole =
            relative.hasPrefix("/")
            ? relative : path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex) + relative
        return WebAddress(origin + withoutDots(whole) + query)
    }

    private func hasScheme(_ reference: Substring) -> Bool {
        guard let colon = reference.firstIndex(of: ":"), let first = reference.first, first.isASCII, first.isLetter
        else { return false }
        return reference[..<colon].utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2b, 0x2d, 0x2e: true
            default: false
            }
        }
    }

    /// RFC 3986 §5.2.4.
    private func withoutDots(_ path: Substring) -> String {
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (place, segment) in segments.enumerated() {
            let isLast = place == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                _ = kept.popLast()
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        return "/" + kept.joined(separator: "/")
    }
}
