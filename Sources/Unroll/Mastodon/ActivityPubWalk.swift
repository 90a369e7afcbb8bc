/// Gathers a thread from ActivityPub objects, where the client interface is closed: up by `inReplyTo`, down by `replies`, of
/// which only what may be the author's is followed. A server's list of an author's posts is not asked, so that posts whose
/// parent is gone stay unknown.
struct ActivityPubWalk: Sendable {
    /// Objects and pages asked for, at most.
    static let mostObjects = 300
    static let mostActors = 20
    private static let linkedData = #"application/ld+json; profile="https://www.w3.org/ns/activitystreams""#

    enum Errand: Sendable, Hashable {
        /// The first object, and whether this is the second try, with the longer name of the format.
        case start(isRetry: Bool)
        case object(String)
        case page
        case actor(String)
    }

    let host: String
    private(set) var shortfalls: [Shortfall] = [.listUnavailable]
    /// Why the given post cannot be shown, where that is certain.
    private(set) var failure: BackfillFailure?
    private var start: String?
    private var objects: [String: ActivityPubObject] = [:]
    private var lost: [String: Tombstone.Reason] = [:]
    private var actors: [String: ActivityPubActor] = [:]
    private var opened: Set<String> = []
    private var pages: [String] = []
    private var candidates: [String] = []
    private var requests = 0
    private let address: String

    init(from address: String, settings: BackfillSettings) {
        (self.address, host) = (address, URLParts(address)?.hostAndPort ?? "")
    }

    var postsFound: Int { objects.count }

    var anchor: PostID? { start.map { PostID($0) } }

    /// Asks for what is wanted next; nothing when the walk is over.
    mutating func advance(_ agenda: inout Agenda<MastodonErrand>) {
        if failure != nil || agenda.want(MastodonServer.object(address), for: .walk(.start(isRetry: false))) { return }
        if start == nil { return retry(&agenda) }
        if requests < Self.mostObjects {
            climb(&agenda)
            descend(&agenda)
        } else if !shortfalls.contains(.stoppedEarly) {
            shortfalls.append(.stoppedEarly)
        }
        if agenda.isEmpty { askActors(&agenda) }
    }

    mutating func receive(_ result: Result<Response, FetchFailure>, for request: Request, errand: Errand) {
        switch errand {
        case .start: takeStart(result, to: request)
        case .object(let id):
            switch Self.object(result, to: request) {
            case .success(let object): keep(object, from: id)
            case .failure(let failure): lost[id] = Self.reason(failure)
            }
        case .page:
            let page = MastodonAnswer.read(ActivityPubCollection.self, from: result, to: request)
            if let page = try? page.get() { open(page) }
        case .actor(let id):
            let actor = MastodonAnswer.read(ActivityPubActor.self, from: result, to: request)
            actors[id] = try? actor.get()
        }
    }

    private mutating func retry(_ agenda: inout Agenda<MastodonErrand>) {
        var request = MastodonServer.object(address)
        request.accept = Self.linkedData
        agenda.want(request, for: .walk(.start(isRetry: true)))
    }

    private mutating func takeStart(_ result: Result<Response, FetchFailure>, to request: Request) {
        switch Self.object(result, to: request) {
        case .success(let object):
            guard let id = object.id else { return }
            start = id
            keep(object, from: id)
            if object.visibility == nil { failure = .notPublic }
        case .failure(.deleted): failure = .deleted
        case .failure: break
        }
    }

    /// An object is believed only by the host its id names.
    private static func object(
        _ result: Result<Response, FetchFailure>, to request: Request
    ) -> Result<ActivityPubObject, BackfillFailure> {
        let answer = MastodonAnswer.read(ActivityPubObject.self, from: result, to: request)
        guard case .success(let object) = answer, case .success(let response) = result else { return answer }
        if object.type == "Tombstone" { return .failure(.deleted) }
        guard let id = object.id, object.attributedTo?.first != nil,
            let host = URLParts(id)?.hostAndPort, host == URLParts(response.url)?.hostAndPort
        else { return .failure(.unreadable(host: URLParts(request.url)?.hostAndPort ?? "")) }
        return answer
    }

    private static func reason(_ failure: BackfillFailure) -> Tombstone.Reason {
        switch failure {
        case .deleted, .notFound: .deleted
        case .closed, .forbidden, .badToken: .notVisible
        default: .unknown
        }
    }

    private mutating func keep(_ object: ActivityPubObject, from address: String) {
        objects[object.id ?? address] = object
        if object.id != address { objects[address] = object }
    }
}

extension ActivityPubWalk {
    /// The chain from the given post upward; a circle ends it.
    private var chain: [ActivityPubObject] {
        var (chain, seen, next) = ([ActivityPubObject](), Set<String>(), start)
        while let id = next, let object = objects[id], seen.insert(id).inserted {
            chain.append(object)
            next = object.inReplyTo?.first
        }
        return chain
    }

    /// Whose thread it is: the given post's author's, unless that is one reply under somebody else's thread.
    private var author: String? {
        let chain = chain
        guard let own = chain.first?.attributedTo?.first else { return nil }
        let isAnswered = objects.values.contains { $0.inReplyTo?.first == start && $0.attributedTo?.first == own }
        if isAnswered || chain.dropFirst().first?.attributedTo?.first == own { return own }
        return chain.last?.attributedTo?.first
    }

    private mutating func climb(_ agenda: inout Agenda<MastodonErrand>) {
        if let above = chain.last?.inReplyTo?.first { want(above, &agenda) }
        guard let author else { return }
        for object in objects.values where object.attributedTo?.first == author {
            if let parent = object.inReplyTo?.first { want(parent, &agenda) }
        }
    }

    private mutating func descend(_ agenda: inout Agenda<MastodonErrand>) {
        for id in objects.keys.sorted() where id == start || objects[id]?.attributedTo?.first == author {
            if opened.insert(id).inserted, let replies = objects[id]?.replies { open(replies) }
        }
        for page in pages where URLParts(page)?.hostAndPort == host {
            requests += 1
            agenda.want(MastodonServer.object(page), for: .walk(.page))
        }
        for candidate in candidates where mayBeOwn(candidate) { want(candidate, &agenda) }
        (pages, candidates) = ([], candidates.filter { !mayBeOwn($0) })
    }

    private mutating func open(_ collection: ActivityPubCollection) {
        pages += collection.pages
        candidates += collection.members
    }

    /// Whether an address may be that of a post by the thread's author, or by the given post's: same server, and the same actor
    /// where addresses tell.
    private func mayBeOwn(_ address: String) -> Bool {
        guard let author, URLParts(address)?.hostAndPort == URLParts(author)?.hostAndPort else { return false }
        return MastodonAddress.actor(in: address).map { $0 == author } ?? true
    }

    private mutating func want(_ id: String, _ agenda: inout Agenda<MastodonErrand>) {
        if objects[id] != nil || lost[id] != nil || requests >= Self.mostObjects { return }
        if agenda.want(MastodonServer.object(id), for: .walk(.object(id))) { requests += 1 }
    }

    private func askActors(_ agenda: inout Agenda<MastodonErrand>) {
        for id in Set(shown.compactMap { $0.attributedTo?.first }).sorted().prefix(Self.mostActors) {
            agenda.want(MastodonServer.object(id), for: .walk(.actor(id)))
        }
    }

    private var own: [ActivityPubObject] {
        let author = author
        return objects.values.filter { $0.attributedTo?.first == author }
    }

    /// The author's posts, what they answer, and the chain above the given post.
    private var shown: [ActivityPubObject] {
        let all = own + own.compactMap { $0.inReplyTo?.first.flatMap { objects[$0] } } + chain
        return Dictionary(all.map { ($0.id ?? "", $0) }) { first, _ in first }.values
            .sorted { ($0.published ?? "", $0.id ?? "") < ($1.published ?? "", $1.id ?? "") }
    }

    var root: PostID? {
        guard let last = chain.last, last.inReplyTo?.first == nil else { return nil }
        return last.id.map { PostID($0) }
    }

    /// What was gathered; nothing when the given post could not be read.
    var entries: [Conversation.Entry] {
        if failure != nil || start == nil { return [] }
        return shown.flatMap { object -> [Conversation.Entry] in
            let parent = object.inReplyTo?.first
            let above = parent.flatMap { objects[$0]?.attributedTo?.first }
            guard let post = object.post(by: object.attributedTo?.first.flatMap { actors[$0] }, parentAuthor: above)
            else {
                return [.tombstone(Tombstone(id: PostID(object.id ?? ""), reason: .notVisible))]
            }
            guard let parent, let reason = lost[parent] else { return [.post(post)] }
            return [.post(post), .tombstone(Tombstone(id: PostID(parent), reason: reason))]
        }
    }
}
