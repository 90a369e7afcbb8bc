extension PostID {
    /// How a post is named in addresses of Skein's own, part by part: `[id]` on X, `[did, rkey]` on Bluesky, `[host, name]` on
    /// Mastodon, where the name is the last part of the post's `uri`.
    package func path(on network: Network) -> [String] {
        switch network {
        case .x: return [value]
        case .bluesky:
            let parts = value.utf8.dropFirst("at://".utf8.count).split(separator: UInt8(ascii: "/"))
            return [parts.first, parts.last].compactMap { $0.map { String(Substring($0)) } }
        case .mastodon:
            guard let parts = URLParts(value) else { return ["", value] }
            let name = parts.path.split(separator: "/").last.map(String.init) ?? ""
            // An id that stands in a query has no name of its own.
            return [parts.hostAndPort, parts.query == nil && !name.isEmpty ? name : value]
        }
    }

    /// The last part of `path`: the name of the post within a page.
    package func name(on network: Network) -> String {
        let utf8 = value.utf8
        // Most ids end with their name; only others have to be taken apart.
        if network == .bluesky, let slash = utf8.lastIndex(of: UInt8(ascii: "/")) {
            let name = utf8[utf8.index(after: slash)...]
            if !name.isEmpty { return String(Substring(name)) }
        }
        return path(on: network).last ?? value
    }

    /// The id that `path` names; nil where a path does not tell, as on Mastodon, or names none.
    package init?(path: [String], on network: Network) {
        switch (network, path.count) {
        case (.x, 1) where !path[0].isEmpty && path[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }):
            self.init(path[0])
        case (.bluesky, 2) where path[0].hasPrefix("did:"):
            self.init("at://\(path[0])/app.bsky.feed.post/\(path[1])")
        default: return nil
        }
    }
}
