/// A server with Mastodon's client interface, as far as asking it goes.
struct MastodonServer: Sendable, Hashable {
    /// Without a login `/context` answers this many posts at most (Mastodon: `CONTEXT_LIMIT`); with one, 4096.
    static let anonymousLimits = (ancestors: 40, descendants: 60, depth: 20)
    /// Statuses in one page of an account's list.
    static let pageSize = 40

    /// `https://host[:port]`.
    let origin: String
    /// `host[:port]` in lower case.
    let host: String
    /// Whether requests carry the person's token, so that the anonymous limits do not hold.
    let hasToken: Bool

    /// The server of a web address; nil when it is none. Addresses with `http` count as `https` unless the settings allow it.
    init?(of address: String, settings: BackfillSettings) {
        guard let parts = URLParts(address), parts.scheme == "https" || parts.scheme == "http" else { return nil }
        host = parts.hostAndPort
        let isPlain = parts.scheme == "http" && settings.plainHosts.contains(host)
        origin = (isPlain ? "http://" : "https://") + host
        hasToken = settings.mastodonTokenHosts.contains(host)
    }

    /// `user@host`: a server leaves its own name out.
    func handle(_ acct: String) -> String { acct.contains("@") ? acct : acct + "@" + host }

    func status(_ id: MastodonLocalID) -> Request { api("/api/v1/statuses/\(id.value)") }

    func context(of id: MastodonLocalID) -> Request { api("/api/v1/statuses/\(id.value)/context") }

    func history(of id: MastodonLocalID) -> Request { api("/api/v1/statuses/\(id.value)/history") }

    /// A page of an account's statuses: the newest; those older than an id; or those right after an id.
    func statuses(of account: MastodonLocalID, _ page: Page) -> Request {
        let path = "/api/v1/accounts/\(account.value)/statuses?exclude_reblogs=true&limit=\(Self.pageSize)"
        return switch page {
        case .newest: api(path)
        case .older(let id): api(path + "&max_id=\(id.value)")
        case .after(let id): api(path + "&min_id=\(id.value)")
        }
    }

    /// The status at a web address, as the server itself finds it: needs a token.
    func search(_ address: String) -> Request {
        api("/api/v2/search?q=\(percentEncoded(address))&resolve=true&type=statuses&limit=1")
    }

    /// An ActivityPub object.
    static func object(_ address: String) -> Request {
        Request(address, accept: Request.activityJSON, maximumBytes: 4 << 20)
    }

    /// The page people see, for where it redirects to.
    static func page(_ address: String) -> Request { Request(address, accept: "text/html", maximumBytes: 4 << 20) }

    enum Page: Hashable, Sendable {
        case newest
        case older(than: MastodonLocalID)
        case after(MastodonLocalID)
    }

    private func api(_ path: String) -> Request {
        Request(origin + path, credential: hasToken ? .mastodon(host: host) : nil)
    }
}

/// `text` for a query: everything but unreserved characters encoded (RFC 3986 §2.3).
private func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: bytes.append(byte)
        default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
