/// Gathers what an unofficial source without a key tells of a thread on X: never surely all of it.
struct XUnofficialBackfill: Sendable {
    /// After so many requests the walk up ends.
    static let maximumRequests = 500

    private let given: String
    private let source: BackfillSettings.XFallback
    private let origin: String
    private let host: String
    private var agenda = Agenda<String>()
    private var library = XLibrary()
    /// The posts of the thread that have come in.
    private var own: [String] = []
    private var shortfalls: [Shortfall] = [.unofficialSource]
    private var failure: BackfillFailure?
    private var now = Timestamp(milliseconds: 0)

    init(_ id: String, source: BackfillSettings.XFallback, origin: String?) {
        (given, self.source) = (id, source)
        self.origin = origin ?? source.usualOrigin
        host = URLParts(self.origin)?.host ?? self.origin
        ask(id)
    }

    var postsFound: Int { library.posts.count }

    private mutating func ask(_ id: String) {
        let request =
            switch source {
            case .syndication:
                Request("\(origin)/tweet-result?id=\(id)&lang=en&token=\(SyndicationToken.token(for: id))")
            case .fxtwitter: Request("\(origin)/2/thread/\(id)")
            }
        agenda.want(request, for: id)
    }

    mutating func step(now: Timestamp) -> BackfillStep {
        if agenda.requestCount >= Self.maximumRequests && !agenda.isEmpty {
            shortfalls.append(.stoppedEarly)
            agenda.clear()
        }
        return agenda.step(now: now)
    }

    mutating func receive(_ result: Result<Response, FetchFailure>, for request: Request) {
        if case .success(let response) = result { now = max(now, response.received) }
        guard let id = agenda.errand(of: request, answeredBy: result) else { return }
        switch read(result, id) {
        case .success(let answer):
            library.absorb(answer)
            own += answer.data.map(\.id)
            if library.current(id) == nil { miss(id, in: answer) }
            if source == .syndication { climb() }
        case .failure(let reason) where id == given: failure = reason
        case .failure: shortfalls.append(.listUnavailable)
        }
    }

    /// Notes a post that was not sent. What an answer to it has led to was there once.
    private mutating func miss(_ id: String, in answer: XAnswer) {
        let isUnknown = answer.data.isEmpty && answer.losses.isEmpty
        if isUnknown && id == given { failure = .absent }
        library.lose(id, isUnknown ? .deleted : .unknown)
    }

    private func read(_ result: Result<Response, FetchFailure>, _ id: String) -> Result<XAnswer, BackfillFailure> {
        let response: Response
        switch result {
        case .failure(let failure): return .failure(.unanswered(host: host, failure))
        case .success(let answer): response = answer
        }
        switch response.status {
        case 404, 410: return .success(XAnswer())
        case 401 where source == .fxtwitter: return .success(XAnswer(gone: id, .protected))
        case 200: break
        case 401, 403: return .failure(.forbidden(host: host))
        case 429: return .failure(.rateLimited(host: host))
        default: return .failure(.serverFailed(host: host, status: response.status))
        }
        let answer =
            switch source {
            case .syndication: XAnswer(syndication: response.body, id: id)
            case .fxtwitter: XAnswer(fxtwitter: response.body)
            }
        return answer.map { .success($0) } ?? .failure(.unreadable(host: host))
    }

    /// Asks for the next post above that has not come in. The way up follows one author; from somebody's single answer it goes on
    /// with the author it answers.
    private mutating func climb() {
        var (id, seen) = (given, Set<String>())
        while let post = library.current(id), seen.insert(post.id).inserted, let parent = post.repliedTo {
            guard let above = library.current(parent) else {
                if library.gone[parent] == nil { ask(parent) }
                return
            }
            if above.authorID != post.authorID && post.id != library.canonical(given) { return }
            id = above.id
        }
    }

    func conversation() throws(BackfillFailure) -> Conversation {
        guard let anchor = library.current(given) else {
            throw failure ?? library.gone[given].map { BackfillFailure($0, host: host) } ?? .notFound(host: host)
        }
        let first = library.posts.values.filter { $0.repliedTo == nil && own.contains($0.id) }.map(\.id)
        return XConversation(
            anchor: given, root: first.count == 1 ? first.first : nil, anchorAuthor: anchor.authorID, own: own,
            source: Source(kind: source == .syndication ? .syndication : .fxtwitter, host: host), retrieved: now,
            shortfalls: shortfalls
        ).made(from: library)
    }
}

extension BackfillSettings.XFallback {
    /// Where the source is found unless the person names another place.
    var usualOrigin: String {
        switch self {
        case .syndication: "https://cdn.syndication.twimg.com"
        case .fxtwitter: "https://api.fxtwitter.com"
        }
    }
}

extension XAnswer {
    /// An answer that says only that a post cannot be shown.
    init(gone id: String, _ reason: Tombstone.Reason) {
        self.init()
        losses = [id: reason]
    }
}
