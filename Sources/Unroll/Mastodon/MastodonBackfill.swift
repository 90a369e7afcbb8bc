/// Gathers a conversation on Mastodon and compatible servers. The given server is asked for the status; the author's own server
/// is where the thread is gathered, because others hold parts of it; what the given server has is used when that one is out of
/// reach; ActivityPub objects stand in where a server closes its client interface.
package struct MastodonBackfill: Sendable {
    /// How often the search may move to another post or server.
    private static let mostMoves = 6

    private let link: PostLink.MastodonLink
    private let settings: BackfillSettings
    private var agenda = Agenda<MastodonErrand>()
    private var outcome: Outcome = .open
    private var anchor: PostID?
    private var retrieved = Timestamp(milliseconds: 0)
    /// The status whose thread is wanted, and the server it was seen on.
    private var target: (status: MastodonStatus, seen: MastodonServer)?
    private var gathering: MastodonGathering?
    private var walk: ActivityPubWalk?
    /// What to say when ActivityPub does not help either.
    private var closed: BackfillFailure?
    /// Posts and tombstones from before the search moved on.
    private var kept: [Conversation.Entry] = []
    private var shortfalls: [Shortfall] = []
    /// Statuses near a deleted one that may lead to its thread.
    private var neighbours: [MastodonStatus] = []
    private var moves = 0
    package private(set) var home: Backfill.Home?

    private enum Outcome: Sendable {
        case open
        case failed(BackfillFailure)
        case gathered(Conversation)
    }

    package init(_ link: PostLink.MastodonLink, settings: BackfillSettings) {
        (self.link, self.settings) = (link, settings)
        guard let server = MastodonServer(of: link.origin, settings: settings) else {
            outcome = .failed(.unanswered(host: link.origin, .refusedURL))
            return
        }
        if let id = link.id.flatMap({ MastodonLocalID($0) }) {
            agenda.want(server.status(id), for: .given)
        } else {
            agenda.want(MastodonServer.page(link.url), for: .page)
        }
    }

    /// How many posts have come in so far.
    package var postsFound: Int { (gathering?.members.count ?? 0) + (walk?.postsFound ?? 0) + kept.count }

    package mutating func step(now: Timestamp) -> BackfillStep {
        while agenda.isEmpty, isAtWork { advance() }
        guard case .open = outcome else { return .done }
        return agenda.step(now: now)
    }

    package func conversation() throws(BackfillFailure) -> Conversation {
        switch outcome {
        case .gathered(let conversation): return conversation
        case .failed(let failure): throw failure
        case .open: throw .notFound(host: URLParts(link.origin)?.hostAndPort ?? link.origin)
        }
    }

    package mutating func receive(_ result: Result<Response, FetchFailure>, for request: Request) {
        guard let errand = agenda.errand(of: request, answeredBy: result) else { return }
        if case .success(let response) = result { retrieved = max(retrieved, response.received) }
        switch errand {
        case .given: takeGiven(result, for: request)
        case .page: takePage(result)
        case .search: takeSearch(result, for: request)
        case .home(let server): takeHome(result, for: request, on: server)
        case .homePage(let server): takeHomePage(result, on: server)
        case .neighbours: takeNeighbours(result, for: request)
        case .gather(let errand): gathering?.receive(result, for: request, errand: errand)
        case .walk(let errand): walk?.receive(result, for: request, errand: errand)
        }
    }

    /// Whether there is more to do once nothing is asked and nothing is out.
    private var isAtWork: Bool {
        guard case .open = outcome else { return false }
        return walk != nil || gathering != nil
    }

    private mutating func advance() {
        if walk != nil {
            walk?.advance(&agenda)
            if agenda.isEmpty { endWalk() }
        } else {
            gathering?.advance(&agenda)
            if agenda.isEmpty { endGathering() }
        }
    }
}

// MARK: - The given server

extension MastodonBackfill {
    private mutating func takeGiven(_ result: Result<Response, FetchFailure>, for request: Request) {
        guard let server = MastodonServer(of: link.origin, settings: settings) else { return }
        switch MastodonAnswer.read(MastodonStatus.self, from: result, to: request) {
        case .success(let status):
            if let reblog = status.reblog, agenda.want(server.status(reblog.id), for: .given) { return }
            pursue(status, seenOn: server)
        case .failure(let failure):
            switch failure {
            case .closed, .badToken, .forbidden: walkObjects(from: link.url, orElse: failure)
            default: outcome = .failed(failure)
            }
        }
    }

    /// The page redirected: the address it ended at may tell the id. Else the server's search is asked, for which a token is
    /// needed, or the post is read as an ActivityPub object.
    private mutating func takePage(_ result: Result<Response, FetchFailure>) {
        guard let server = MastodonServer(of: link.origin, settings: settings) else { return }
        if let id = landing(of: result, on: server) {
            agenda.want(server.status(id), for: .given)
        } else if server.hasToken {
            agenda.want(server.search(link.url), for: .search)
        } else {
            walkObjects(from: link.url, orElse: refusal(of: result))
        }
    }

    private mutating func takeSearch(_ result: Result<Response, FetchFailure>, for request: Request) {
        let found = try? MastodonAnswer.read(MastodonSearch.self, from: result, to: request).get().statuses.first
        if let status = found, let server = MastodonServer(of: link.origin, settings: settings) {
            pursue(status, seenOn: server)
        } else {
            walkObjects(from: link.url, orElse: refusal(of: result))
        }
    }

    /// The id in the address a page redirected to, when that is on the same server.
    private func landing(of result: Result<Response, FetchFailure>, on server: MastodonServer) -> MastodonLocalID? {
        guard case .success(let response) = result, URLParts(response.url)?.hostAndPort == server.host else {
            return nil
        }
        return MastodonAddress.localID(in: response.url)
    }

    private func refusal(of result: Result<Response, FetchFailure>) -> BackfillFailure {
        let host = URLParts(link.url)?.hostAndPort ?? link.origin
        return switch result {
        case .failure(let failure): .unanswered(host: host, failure)
        case .success(let response): response.status == 410 ? .deleted : .notFound(host: host)
        }
    }
}

// MARK: - The author's own server

extension MastodonBackfill {
    /// Goes to where the author of `status` is at home.
    private mutating func pursue(_ status: MastodonStatus, seenOn server: MastodonServer) {
        let table = MastodonTable(server: server)
        let id = table.postID(of: status)
        if anchor == nil { anchor = id }
        guard status.isOpen else {
            outcome = .failed(.notPublic)
            return
        }
        target = (status, server)
        moves += 1
        let address = status.uri ?? status.url ?? ""
        guard !table.isLocal(status), moves <= Self.mostMoves,
            let home = MastodonServer(of: address, settings: settings), home.host != server.host
        else { return gather(status, on: server) }
        if let id = MastodonAddress.localID(in: address) ?? status.url.flatMap(MastodonAddress.localID(in:)) {
            if wantHome(id, on: home) { return }
        } else if agenda.want(MastodonServer.page(address), for: .homePage(home)) {
            return
        }
        fallBack()
    }

    private mutating func wantHome(_ id: MastodonLocalID, on server: MastodonServer) -> Bool {
        let request = server.status(id)
        guard agenda.want(request, for: .home(server)) else { return false }
        home = home ?? (try? PostLink(request.url)).map { Backfill.Home(post: $0, isOfThread: true) }
        return true
    }

    private mutating func takeHome(
        _ result: Result<Response, FetchFailure>, for request: Request, on server: MastodonServer
    ) {
        guard let target else { return }
        if case .success(let status) = MastodonAnswer.read(MastodonStatus.self, from: result, to: request),
            status.uri == nil || status.uri == target.status.uri
        {
            return status.isOpen ? gather(status, on: server) : (outcome = .failed(.notPublic))
        }
        if MastodonAnswer.isGone(result) { mourn(target.status, seenOn: target.seen) } else { fallBack() }
    }

    private mutating func takeHomePage(_ result: Result<Response, FetchFailure>, on server: MastodonServer) {
        guard let target else { return }
        if let id = landing(of: result, on: server), wantHome(id, on: server) { return }
        guard case .success = result, let uri = target.status.uri else { return fallBack() }
        walk = ActivityPubWalk(from: uri, settings: settings)
    }

    /// Uses what the server has that showed the post.
    private mutating func fallBack() {
        guard let target else { return }
        note(.homeUnavailable)
        gather(target.status, on: target.seen)
    }

    private mutating func gather(_ status: MastodonStatus, on server: MastodonServer) {
        gathering = MastodonGathering(status, on: server)
    }

    /// A post that is deleted at home is not shown from another server's copy; its neighbours there lead to the thread.
    private mutating func mourn(_ status: MastodonStatus, seenOn server: MastodonServer) {
        let table = MastodonTable(server: server)
        kept.append(
            .tombstone(
                Tombstone(id: table.postID(of: status), reason: .deleted, author: table.authorID(of: status))))
        if !neighbours.isEmpty {
            pursue(neighbours.removeFirst(), seenOn: server)
        } else if !agenda.want(server.context(of: status.id), for: .neighbours) {
            outcome = .failed(.deleted)
        }
    }

    private mutating func takeNeighbours(_ result: Result<Response, FetchFailure>, for request: Request) {
        guard let target else { return }
        let context = try? MastodonAnswer.read(MastodonContext.self, from: result, to: request).get()
        let around = (context?.ancestors.reversed() ?? []) + (context?.descendants ?? [])
        neighbours = around.filter { $0.account.id == target.status.account.id && $0.isOpen }.prefix(3).map { $0 }
        if neighbours.isEmpty {
            outcome = .failed(.deleted)
        } else {
            pursue(neighbours.removeFirst(), seenOn: target.seen)
        }
    }
}

// MARK: - The end

extension MastodonBackfill {
    private mutating func endGathering() {
        guard var gathering else { return }
        guard case .foreign(let root) = gathering.phase, let status = gathering.table[root] else {
            return finish(
                gathering.entries(), root: gathering.root, shortfalls: gathering.shortfalls, .api,
                gathering.table.server.host)
        }
        kept += gathering.entries()
        let table = gathering.table
        if table.isLocal(status) || moves >= Self.mostMoves {
            gathering.turn(to: root)
            self.gathering = gathering
        } else {
            self.gathering = nil
            pursue(status, seenOn: table.server)
        }
    }

    private mutating func walkObjects(from address: String, orElse failure: BackfillFailure) {
        closed = failure
        walk = ActivityPubWalk(from: address, settings: settings)
    }

    private mutating func endWalk() {
        guard let walk else { return }
        self.walk = nil
        if walk.entries.isEmpty {
            if target != nil {
                fallBack()
            } else {
                outcome = .failed(walk.failure ?? closed ?? .notFound(host: walk.host))
            }
            return
        }
        if anchor == nil { anchor = walk.anchor }
        finish(walk.entries, root: walk.root, shortfalls: walk.shortfalls, .activityPub, walk.host)
    }

    private mutating func finish(
        _ entries: [Conversation.Entry], root: PostID?, shortfalls: [Shortfall], _ kind: Source.Kind, _ host: String
    ) {
        guard let anchor else { return }
        var conversation = Conversation(
            network: .mastodon, anchor: anchor, root: root, source: Source(kind: kind, host: host), retrieved: retrieved
        )
        let gone = Set(kept.compactMap { entry in if case .tombstone(let lost) = entry { lost.id } else { nil } })
        for entry in kept + entries {
            switch entry {
            case .post(let post): if !gone.contains(post.id) { conversation.add(post) }
            case .tombstone(let tombstone): conversation.add(tombstone)
            }
        }
        for shortfall in self.shortfalls + shortfalls { conversation.note(shortfall) }
        outcome = .gathered(conversation)
    }

    private mutating func note(_ shortfall: Shortfall) {
        if !shortfalls.contains(shortfall) { shortfalls.append(shortfall) }
    }
}

/// Mastodon docs: Search.
struct MastodonSearch: Decodable, Sendable {
    @Lossy var statuses: [MastodonStatus]
}
