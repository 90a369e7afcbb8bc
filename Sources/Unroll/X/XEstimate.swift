/// Tells what unrolling a thread on X will about cost: asks for the post's author and conversation, then how many posts there are.
package struct XEstimate: Sendable {
    private enum Errand: Sendable {
        case coordinates
        case count(query: String, begun: Timestamp?, isRecent: Bool)
    }

    package struct Price: Sendable, Equatable {
        /// Posts by the author in the conversation.
        package var posts: Int
        package var microdollars: Int
        /// Whether there may be more: X counts 31 days in one request, and without access to its archive the last seven.
        package var isAtLeast: Bool

        package init(posts: Int, microdollars: Int, isAtLeast: Bool) {
            (self.posts, self.microdollars, self.isAtLeast) = (posts, microdollars, isAtLeast)
        }
    }

    /// What X counts in one request when it counts by days.
    private static var countedMilliseconds: Int64 { 31 * 86_400_000 }
    private static var recentMilliseconds: Int64 { (7 * 24 - 1) * 3_600_000 }

    private let id: String
    private let host: String
    private var requests: XRequests
    private var agenda = Agenda<Errand>()
    private var now = Timestamp(milliseconds: 0)
    private var price: Price?
    private var failure: BackfillFailure?

    package init(_ link: PostLink.XLink, settings: BackfillSettings) {
        id = link.id
        requests = XRequests(origin: settings.xURL)
        host = URLParts(settings.xURL)?.host ?? settings.xURL
        if settings.hasXToken {
            agenda.want(requests.coordinates(id), for: .coordinates)
        } else {
            failure = .needsXToken
        }
    }

    package mutating func step(now: Timestamp) -> BackfillStep {
        self.now = max(self.now, now)
        return agenda.step(now: now)
    }

    package mutating func receive(_ result: Result<Response, FetchFailure>, for request: Request) {
        guard let errand = agenda.errand(of: request, answeredBy: result) else { return }
        let outcome = XOutcome(result)
        switch errand {
        case .coordinates: receiveCoordinates(outcome)
        case .count(let query, let begun, let isRecent): receiveCount(outcome, query, begun, isRecent)
        }
    }

    /// The price, once `step` has said `.done`; a failure is no reason not to unroll.
    package func estimate() throws(BackfillFailure) -> Price {
        guard let price else { throw failure ?? .notFound(host: host) }
        return price
    }

    private mutating func receiveCoordinates(_ outcome: XOutcome) {
        if case .refused(400, _) = outcome, requests.spelling == .tweet {
            requests.spelling = .post
            agenda.want(requests.coordinates(id), for: .coordinates)
            return
        }
        guard case .answer(let answer) = outcome else {
            failure = outcome.failure(host: host)
            return
        }
        guard let post = answer.data.first, let author = post.authorID else {
            let reason = answer.errors.lazy.compactMap(\.gone).first?.reason
            failure = BackfillFailure(reason ?? .unknown, host: host)
            return
        }
        let root = post.conversationID ?? post.id
        let begun = Snowflake.timestamp(of: root)
        let isRecent = begun.map { now.milliseconds - $0.milliseconds < Self.recentMilliseconds } ?? false
        count(XSearchPage.thread(root, by: author), begun: begun, isRecent: isRecent)
    }

    private mutating func count(_ query: String, begun: Timestamp?, isRecent: Bool) {
        let start = isRecent ? nil : begun
        let month = start?.advanced(byMilliseconds: Self.countedMilliseconds)
        let end = month.flatMap { $0 < now.advanced(byMilliseconds: -60_000) ? $0 : nil }
        agenda.want(
            requests.count(query, isRecent: isRecent, start: start, end: end),
            for: .count(query: query, begun: begun, isRecent: isRecent))
    }

    private mutating func receiveCount(_ outcome: XOutcome, _ query: String, _ begun: Timestamp?, _ isRecent: Bool) {
        if outcome.isAboveTier && !isRecent { return count(query, begun: begun, isRecent: true) }
        guard case .answer(let answer) = outcome, let total = answer.meta?.total, (0...1_000_000).contains(total) else {
            failure = outcome.failure(host: host) ?? .unreadable(host: host)
            return
        }
        let age = begun.map { now.milliseconds - $0.milliseconds } ?? .max
        let reach = isRecent ? Self.recentMilliseconds : Self.countedMilliseconds
        price = Price(
            posts: total + 1, microdollars: Self.expected(posts: total + 1, isRecent: isRecent),
            isAtLeast: age > reach || answer.meta?.nextToken != nil)
    }

    /// The given post with its author, the first post, and each page of a search with its author.
    private static func expected(posts: Int, isRecent: Bool) -> Int {
        let page = isRecent ? XRequests.recentPage : XRequests.allPage
        return XPrice.bound(posts: posts + 1, users: 2 + (posts + page - 1) / page)
    }
}
