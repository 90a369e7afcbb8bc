/// The requests Skein puts to X API v2, each with the most it can cost.
struct XRequests: Sendable {
    /// X's limits (OpenAPI documents): ids in one lookup, posts on one page.
    static let idsLimit = 100
    static let allPage = 500
    static let recentPage = 100
    static let smallestPage = 10

    var origin: String
    var spelling = XSpelling.tweet

    /// One post with what it quotes and answers. At most it, an answered and a quoted post, and their authors come back.
    func lookup(_ id: String) -> Request {
        request(
            "/2/tweets/\(id)", XFields.parameters(spelling, withReferenced: true),
            price: XPrice.bound(posts: 3, users: 4))
    }

    /// Several posts, in the older spelling without those they refer to: what is needed of them is asked for in its turn.
    func lookup(_ ids: [String]) -> Request {
        let parameters = [("ids", ids.joined(separator: ","))] + XFields.parameters(spelling, withReferenced: false)
        return request("/2/tweets", parameters, price: bound(posts: ids.count, authors: ids.count))
    }

    /// A post's author and conversation, for an estimate.
    func coordinates(_ id: String) -> Request {
        request("/2/tweets/\(id)", XFields.coordinates(spelling), price: bound(posts: 1, authors: 1))
    }

    func search(_ page: XSearchPage) -> Request {
        var parameters = [
            ("query", page.query), ("max_results", String(page.size)), ("sort_order", "recency"),
        ]
        if let start = page.start { parameters.append(("start_time", start.wholeSeconds)) }
        if let token = page.token { parameters.append(("next_token", token)) }
        parameters += XFields.parameters(spelling, withReferenced: false)
        let authors = page.hasOneAuthor ? 1 : page.size
        return request(
            "/2/tweets/search/" + (page.isRecent ? "recent" : "all"), parameters,
            price: bound(posts: page.size, authors: authors))
    }

    func count(_ query: String, isRecent: Bool, start: Timestamp?, end: Timestamp?) -> Request {
        var parameters = [("query", query), ("granularity", "day")]
        if let start { parameters.append(("start_time", start.wholeSeconds)) }
        if let end { parameters.append(("end_time", end.wholeSeconds)) }
        return request(
            "/2/tweets/counts/" + (isRecent ? "recent" : "all"), parameters,
            price: isRecent ? XPrice.countRecent : XPrice.countAll)
    }

    /// In the newer spelling what a post answers and quotes, and whom it answers, comes along.
    private func bound(posts: Int, authors: Int) -> Int {
        switch spelling {
        case .tweet: XPrice.bound(posts: posts, users: authors)
        case .post: XPrice.bound(posts: posts * 3, users: authors + posts)
        }
    }

    private func request(_ path: String, _ parameters: [(name: String, value: String)], price: Int) -> Request {
        let query = parameters.map { $0.name + "=" + Self.escaped($0.value) }.joined(separator: "&")
        return Request(origin + path + "?" + query, credential: .x, priceMicrodollars: price)
    }

    /// Percent-encoded where a query needs it; commas and colons stay readable (RFC 3986 §3.4).
    private static func escaped(_ value: String) -> String {
        var bytes: [UInt8] = []
        for byte in value.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2c, 0x2d, 0x2e, 0x3a, 0x5f, 0x7e: bytes.append(byte)
            default:
                let digits = Array("0123456789ABCDEF".utf8)
                bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// One page of a search.
struct XSearchPage: Sendable {
    var query: String
    /// Whether the query names the author of what it finds.
    var hasOneAuthor = true
    /// The last seven days, or the whole archive.
    var isRecent: Bool
    var size: Int
    /// Nothing older is searched for. The archive looks back only 30 days unless it is told from when on (X's documentation of
    /// `search/all`).
    var start: Timestamp?
    var token: String?

    static func thread(_ root: String, by author: String) -> String { "conversation_id:\(root) from:\(author)" }
}

extension Timestamp {
    /// RFC 3339 in whole seconds, rounded down, as X wants it.
    fileprivate var wholeSeconds: String { Timestamp(milliseconds: milliseconds / 1000 * 1000).rfc3339 }
}
