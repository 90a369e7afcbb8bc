extension PostLink.XLink {
    /// Hosts that show X's posts under X's own paths.
    private static let hosts = [
        "x.com", "twitter.com", "fxtwitter.com", "vxtwitter.com", "fixupx.com", "fixvx.com", "twittpr.com",
        "girlcockx.com",
        "xcancel.com", "twiiit.com", "cdn.syndication.twimg.com",
    ]
    /// First parts of paths that are no account.
    private static let pages: Set<String> = [
        "compose", "explore", "hashtag", "home", "i", "intent", "jobs", "login", "messages", "notifications", "search",
        "settings", "share", "signup", "tos", "privacy",
    ]
    /// X's ids have had this many digits since 2010; on strange hosts shorter ones do not count.
    private static let usualDigits = 15...19

    /// A number that can be a post's; nil for anything else.
    init?(digits: some StringProtocol) {
        guard !digits.isEmpty, digits.utf8.count <= 40, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int64(digits), number > 0
        else { return nil }
        self.init(id: String(number))
    }

    /// A page at X or one of its well-known mirrors.
    init?(onX address: URLParts) throws(LinkProblem) {
        let isNitter = address.host.split(separator: ".").contains("nitter")
        guard isNitter || Self.hosts.contains(where: address.isHost(in:)) else { return nil }
        var path = address.decodedSegments
        if path.isEmpty, let fragment = address.fragment, fragment.hasPrefix("!") {
            path = fragment.dropFirst().split(separator: "/").map(String.init)
        }
        if let id = Self.id(in: path) ?? Self.embeddedID(address) {
            guard let link = Self(leading: id) else { throw .broken(host: address.host) }
            self = link
        } else {
            throw Self.problem(with: path, host: address.host)
        }
    }

    /// `/thread/<id>.html` as at Thread Reader App.
    init?(onThreadReader address: URLParts) {
        let path = address.decodedSegments
        guard path.count >= 2, ["thread", "scrolly"].contains(path[0]), let link = Self(usual: path[1]) else {
            return nil
        }
        self = link
    }

    /// A path like X's own on any other host.
    init?(onMirror address: URLParts) {
        let path = address.decodedSegments
        guard path.contains("status"), let id = Self.id(in: path), let link = Self(usual: id) else { return nil }
        self = link
    }

    /// A segment that begins with an id, and does not go on like a longer word.
    private init?(leading segment: String) {
        let digits = segment.utf8.prefix { (0x30...0x39).contains($0) }
        if let next = segment.utf8.dropFirst(digits.count).first, next.isASCIIAlphanumeric { return nil }
        self.init(digits: Substring(digits))
    }

    private init?(usual segment: String) {
        self.init(leading: segment)
        if !Self.usualDigits.contains(id.utf8.count) { return nil }
    }

    /// What follows `/<user>/status/`, `/i/status/`, `/i/web/status/`, `/statuses/`; empty where nothing does.
    private static func id(in path: [String]) -> String? {
        guard
            let place = path.prefix(3).firstIndex(where: {
                ["status", "statuses", "article"].contains($0.lowercased())
            }),
            path[place] != "article" || place == 1 && path[0] != "i"
        else { return nil }
        return place + 1 < path.count ? path[place + 1] : ""
    }

    /// The id in `platform.twitter.com/embed/Tweet.html?id=…` and `/tweet-result?id=…`.
    private static func embeddedID(_ address: URLParts) -> String? {
        guard let page = address.segments.last?.lowercased(), ["tweet.html", "tweet-result"].contains(page) else {
            return nil
        }
        return address.query?.split(separator: "&").first { $0.hasPrefix("id=") }.map { String($0.dropFirst(3)) }
    }

    private static func problem(with path: [String], host: String) -> LinkProblem {
        guard let first = path.first, !pages.contains(first.lowercased()) else { return .noPost(host: host) }
        let isAccount = path.count == 1 || ["with_replies", "media", "likes", "highlights"].contains(path[1])
        return isAccount ? .account(host: host) : .noPost(host: host)
    }
}
