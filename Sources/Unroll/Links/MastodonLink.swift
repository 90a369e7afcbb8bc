extension PostLink.MastodonLink {
    /// The paths of posts on Mastodon, Pleroma, GoToSocial, Takahe and snac, and of clients that stand for them.
    init?(_ address: URLParts) throws(LinkProblem) {
        var address = address
        if address.scheme == "https" && address.port == 443 || address.scheme == "http" && address.port == 80 {
            address.port = nil
        }
        guard ["http", "https"].contains(address.scheme) else { return nil }
        var path = address.decodedSegments[...]
        if let first = path.first, path.count > 2, first.contains("."), path[1].hasPrefix("@"),
            let home = URLParts("https://" + first)
        {
            address.host = home.host
            address.port = home.port
            address.path = "/" + address.segments.dropFirst().joined(separator: "/")
            path = path.dropFirst()
        }
        if let first = path.first, ["web", "deck", "ap", "redirect"].contains(first) { path = path.dropFirst() }
        if path.starts(with: ["api", "v1"]) { path = path.dropFirst(2) }
        guard let place = try Self.place(in: Array(path), host: address.hostAndPort) else { return nil }
        self.init(origin: address.origin, id: place.id, url: address.origin + address.path)
    }

    /// Where a path names a post: by an id of the server's client interface, or only as an address.
    private enum Place {
        case id(String)
        case address

        var id: String? {
            if case .id(let id) = self { id } else { nil }
        }
    }

    private static func place(in path: [String], host: String) throws(LinkProblem) -> Place? {
        guard let first = path.first else { return nil }
        if first.hasPrefix("@") { return try underAccount(path, host: host) }
        switch first {
        case "users" where path.count == 2: throw .account(host: host)
        case "users" where path.count > 2 && path[2] == "statuses":
            guard path.count > 3, isID(path[3]) else { throw .broken(host: host) }
            return .id(path[3])
        case "statuses" where path.count > 1 && isID(path[1]): return .id(path[1])
        case "notice" where path.count > 1:
            guard isWord(path[1]) else { throw .broken(host: host) }
            return .id(path[1])
        case "objects" where path.count > 1:
            guard isUUID(path[1]) else { throw .broken(host: host) }
            return .address
        case _ where path.count == 3 && path[1] == "p" && isWord(first) && isSnacID(path[2]): return .address
        default: return nil
        }
    }

    /// `/@user/<id>`, `/@user/statuses/<id>`, `/@user/posts/<id>`; the last with an id of Pleroma's on servers that show Soapbox.
    private static func underAccount(_ path: [String], host: String) throws(LinkProblem) -> Place? {
        guard path[0].utf8.count > 1 else { return nil }
        let tabs = ["with_replies", "media", "featured", "followers", "following", "about"]
        if path.count == 1 || path.count == 2 && tabs.contains(path[1]) { throw .account(host: host) }
        let isNamed = ["statuses", "posts"].contains(path[1])
        if isNamed && path.count == 2 { throw .account(host: host) }
        let id = path[isNamed ? 2 : 1]
        return isID(id) || isNamed && isWord(id) ? .id(id) : nil
    }

    /// A number, or one of GoToSocial's ULIDs.
    private static func isID(_ text: String) -> Bool {
        let bytes = text.utf8
        if bytes.count == 26 { return bytes.allSatisfy(\.isASCIIAlphanumeric) }
        return (1...20).contains(bytes.count) && bytes.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isUUID(_ text: String) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.joined().allSatisfy { hexadecimalValue($0) != nil }
    }

    /// An id of Pleroma's, or a user's name.
    private static func isWord(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == 0x5f || $0 == 0x2d }
    }

    /// Seconds and a fraction, in digits.
    private static func isSnacID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { hexadecimalValue($0) != nil || $0 == 0x2e }
    }
}
