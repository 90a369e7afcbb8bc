/// Gathers a conversation through X API v2: looks the given post up, lists its author's posts in the conversation by search, and
/// asks by id for what search leaves out (the first post, hidden ones, other people's posts that are answered or quoted). Where
/// the given post is somebody's only one there, the posts of the conversation's first author are listed too.
struct XOfficialBackfill: Sendable {
    enum Errand: Sendable {
        case lookup
        case fill([String])
        case list(XListing)
        /// Who wrote a deleted post, as the answers to it tell.
        case probe(XSearchPage)
    }

    /// After so many requests the retrieval ends.
    static let maximumRequests = 1000

    let given: String
    let host: String
    var requests: XRequests
    var agenda = Agenda<Errand>()
    var library = XLibrary()
    /// The post to start from; another one than the given where that merely passes it on.
    var anchor: String
    /// The first post of the conversation, once known.
    var root: String?
    /// The authors whose posts are asked for, the given post's first.
    var authors: [String] = []
    var listings: [String: XListing.State] = [:]
    /// Ids that need not be asked for again.
    var asked: Set<String> = []
    /// How many ids one request may ask for; less when money is short.
    var batch = XRequests.idsLimit
    var shortfalls: [Shortfall] = []
    /// Why the given post cannot be had.
    var failure: BackfillFailure?
    var now = Timestamp(milliseconds: 0)
    /// When the archive was last searched.
    var searched: Timestamp?
    private var isSpent = false
    /// When an endpoint has requests left again.
    private var resets: [String: Timestamp] = [:]

    init(_ id: String, origin: String) {
        (given, anchor) = (id, id)
        host = URLParts(origin)?.host ?? origin
        requests = XRequests(origin: origin)
        agenda.want(requests.lookup(id), for: .lookup)
    }

    mutating func step(now: Timestamp) -> BackfillStep {
        self.now = max(self.now, now)
        if agenda.isEmpty && !isSpent { plan() }
        if agenda.requestCount >= Self.maximumRequests && !agenda.isEmpty {
            note(.stoppedEarly)
            agenda.clear()
        }
        let step = agenda.step(now: now)
        if case .ask(let asked) = step, asked.contains(where: { $0.url.contains("/search/all?") }) { searched = now }
        return step
    }

    mutating func receive(_ result: Result<Response, FetchFailure>, for request: Request) {
        if case .success(let response) = result { note(response, to: request) }
        guard let errand = agenda.errand(of: request, answeredBy: result) else { return }
        let outcome = XOutcome(result)
        switch errand {
        case .lookup: receiveLookup(outcome)
        case .fill(let ids): receiveFill(ids, outcome)
        case .list(let listing): receive(listing, outcome)
        case .probe(let page): receiveProbe(page, outcome)
        }
    }

    func conversation() throws(BackfillFailure) -> Conversation {
        let own = own.map(\.id)
        guard let root, !own.isEmpty else { throw failure ?? .notFound(host: host) }
        return XConversation(
            anchor: anchor, root: root, anchorAuthor: authors.first, own: own,
            source: Source(kind: .api, host: host), retrieved: now, shortfalls: shortfalls
        ).made(from: library)
    }

    mutating func note(_ shortfall: Shortfall) {
        if !shortfalls.contains(shortfall) { shortfalls.append(shortfall) }
    }

    /// Money has run out: what is there has to do.
    mutating func stop() {
        note(.budgetSpent)
        agenda.clear()
        isSpent = true
    }
}

extension XOfficialBackfill {
    mutating func want(_ request: Request, for errand: Errand) {
        guard agenda.want(request, for: errand) else { return }
        if let reset = resets[Self.endpoint(request)], reset > now { agenda.hold(until: reset, host: host) }
    }

    /// X limits each endpoint by itself: the others may be asked while one rests.
    private mutating func note(_ response: Response, to request: Request) {
        now = max(now, response.received)
        guard let reset = RateLimit.exhausted(response),
            reset.milliseconds - now.milliseconds <= Agenda<Errand>.longestPause
        else { return }
        resets[Self.endpoint(request)] = reset
    }

    /// The path; looking up one post is the same endpoint for every post.
    private static func endpoint(_ request: Request) -> String {
        (URLParts(request.url)?.segments ?? []).map { XURL.isID($0) ? "{id}" : $0 }.joined(separator: "/")
    }
}
