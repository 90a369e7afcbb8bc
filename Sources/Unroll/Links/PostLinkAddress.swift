extension PostLink {
    package var network: Network {
        switch self {
        case .x: .x
        case .bluesky: .bluesky
        case .mastodon: .mastodon
        }
    }

    /// The link in one form, whatever it was pasted as: links that name a post alike have the same, and it can be read again.
    package var address: String {
        switch self {
        case .x(let link): "https://x.com/i/status/\(link.id)"
        case .bluesky(let link): "https://bsky.app/profile/\(link.actor)/post/\(link.rkey)"
        case .mastodon(let link): link.url
        }
    }

    /// Tells the post from others as far as the link does: whichever page of a server it names, the same post has the same.
    package var name: String {
        switch self {
        case .x, .bluesky: address
        case .mastodon(let link): link.id.map { link.origin + "/" + $0 } ?? link.url
        }
    }

    /// How the link names the post, part by part, as `PostID.path`: with a handle where that has the DID, and with the server the
    /// link leads to; nil where an address on Mastodon does not tell.
    package var path: [String]? {
        switch self {
        case .x(let link): [link.id]
        case .bluesky(let link): [link.actor, link.rkey]
        case .mastodon(let link):
            if let id = link.id, let host = URLParts(link.origin)?.hostAndPort { [host, id] } else { nil }
        }
    }

    /// The link to the post of which this is the `path`; nil where no post can have it, or it has no number on its server.
    package init?(path: [String], on network: Network) {
        let address =
            switch (network, path.count) {
            case (.x, 1): "https://x.com/i/status/\(path[0])"
            case (.bluesky, 2): "https://bsky.app/profile/\(path[0])/post/\(path[1])"
            case (.mastodon, 2): "https://\(path[0])/web/statuses/\(path[1])"
            default: ""
            }
        guard let link = try? PostLink(address), link.network == network, link.path == path else { return nil }
        self = link
    }

    /// The host that is asked first.
    package func host(_ settings: BackfillSettings) -> String {
        switch self {
        case .x: URLParts(settings.xURL)?.host ?? ""
        case .bluesky: URLParts(settings.blueskyURL)?.host ?? ""
        case .mastodon(let link): URLParts(link.origin)?.hostAndPort ?? ""
        }
    }

    /// A link to `post`; nil for one that has no address.
    package init?(to post: Post, on network: Network) {
        switch network {
        case .x:
            guard XURL.isID(post.id.value) else { return nil }
            self = .x(XLink(id: post.id.value))
        case .bluesky:
            guard let record = RecordAddress(post.id.value), record.isPost else { return nil }
            self = .bluesky(BlueskyLink(actor: record.author.text, rkey: record.rkey))
        case .mastodon:
            guard let link = try? PostLink(post.url?.text ?? post.id.value), case .mastodon = link else { return nil }
            self = link
        }
    }
}
