extension PostLink.BlueskyLink {
    /// Hosts that belong to Bluesky alone, so that their other pages are known to be no posts.
    private static let hosts = ["bsky.app", "fxbsky.app", "bskyx.app", "cbsky.app", "deer.social"]

    /// `/profile/<handle or DID>/post/<rkey>`, or `<DID>/app.bsky.feed.post/<rkey>`, on whatever host.
    init?(_ address: URLParts) throws(LinkProblem) {
        let path = address.decodedSegments
        if let link = try Self.post(in: path, host: address.host) {
            self = link
        } else if Self.hosts.contains(where: address.isHost(in:)) {
            if address.host == "go.bsky.app" { throw .shortened(host: address.host) }
            throw path.first == "profile" && path.count == 2
                ? .account(host: address.host) : .noPost(host: address.host)
        } else {
            return nil
        }
    }

    /// `at://<handle or DID>/app.bsky.feed.post/<rkey>`.
    init(atURI address: PastedAddress) throws(LinkProblem) {
        let host = "bsky.app"
        if address.isCut { throw .broken(host: host) }
        let text = address.text.dropFirst("at://".count).prefix { $0 != "?" && $0 != "#" }
        let path = text.split(separator: "/").map { percentDecoded($0) }
        guard let link = try Self.post(in: path, host: host) else {
            throw path.count == 1 ? .account(host: host) : .noPost(host: host)
        }
        self = link
    }

    private static func post(in path: [String], host: String) throws(LinkProblem) -> Self? {
        let actor: String
        let key: Int
        if let profile = path.firstIndex(of: "profile"), profile + 2 < path.count, path[profile + 2] == "post" {
            (actor, key) = (path[profile + 1], profile + 3)
        } else if let collection = path.firstIndex(of: RecordAddress.posts), collection > 0 {
            (actor, key) = (path[collection - 1], collection + 1)
        } else {
            return nil
        }
        let name = actor.hasPrefix("@") ? String(actor.dropFirst()) : actor
        guard let identity = DID(name)?.text ?? Handle(name)?.text, key < path.count, RecordKey.isValid(path[key])
        else {
            throw .broken(host: host)
        }
        return Self(actor: identity, rkey: path[key])
    }
}
