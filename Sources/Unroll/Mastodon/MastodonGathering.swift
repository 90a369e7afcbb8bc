/// Gathers one author's thread from one server, starting from a status the server has already given. What it does next depends
/// only on what has come in, so each phase is a rule that names the requests still wanted, and ends when there are none.
struct MastodonGathering: Sendable {
    /// Caps on requests that a hostile or endless conversation could otherwise draw out.
    static let longestClimb = 100
    static let mostContexts = 60
    static let mostParents = 40
    static let mostHistories = 40

    enum Errand: Sendable, Hashable {
        case context(MastodonLocalID)
        case page, earlierPage
        case parent(MastodonLocalID)
        case object(MastodonLocalID)
        case history(MastodonLocalID)
    }

    enum Phase: Sendable, Hashable {
        case climbing, descending, earlier, evidence, parents, histories, settled
        /// The given post is somebody else's single reply: the thread is that of whoever wrote this status.
        case foreign(root: MastodonLocalID)
    }

    var table: MastodonTable
    let anchor: MastodonLocalID
    var phase = Phase.climbing
    /// The account whose thread this is, once that is known.
    var author: MastodonLocalID?
    /// The author's first post, as far up as the conversation is known.
    var first: MastodonLocalID?
    /// Statuses that belong to this conversation.
    var members: Set<MastodonLocalID> = []
    var shortfalls: [Shortfall] = []
    /// Whether an anonymous limit has cut a context short.
    var isCut = false
    var list: MastodonList?
    var earlier: MastodonList?
    var evidence = MastodonEvidence()
    var asked: Set<Errand> = []
    /// Posts an ended parent request found to be out of sight, with the reason.
    var missing: [MastodonLocalID: Tombstone.Reason] = [:]
    var edits: [MastodonLocalID: [Post.Edit]] = [:]

    init(_ status: MastodonStatus, on server: MastodonServer) {
        (table, anchor) = (MastodonTable(server: server), status.id)
        table.add(status)
        members = [status.id]
    }

    /// Takes up the thread of another status of the same conversation on the same server.
    mutating func turn(to root: MastodonLocalID) {
        (author, first, phase) = (table[root]?.account.id, root, .descending)
    }

    /// Puts what is wanted next on the list. When nothing is, `phase` says why.
    mutating func advance(_ agenda: inout Agenda<MastodonErrand>) {
        while agenda.isEmpty {
            switch phase {
            case .climbing: climb(&agenda)
            case .descending: descend(&agenda)
            case .earlier: searchEarlier(&agenda)
            case .evidence: weigh(&agenda)
            case .parents: askParents(&agenda)
            case .histories: askHistories(&agenda)
            case .settled, .foreign: return
            }
        }
    }

    mutating func receive(_ result: Result<Response, FetchFailure>, for request: Request, errand: Errand) {
        switch errand {
        case .context(let id): take(MastodonAnswer.read(MastodonContext.self, from: result, to: request), around: id)
        case .page:
            let page = MastodonAnswer.read(MastodonPage.self, from: result, to: request)
            take(page, into: \.list)
        case .earlierPage:
            let page = MastodonAnswer.read(MastodonPage.self, from: result, to: request)
            take(page, into: \.earlier)
        case .parent(let id): takeParent(id, from: result, to: request)
        case .object(let id): evidence.take(result, of: id)
        case .history(let id):
            let versions = MastodonAnswer.read(MastodonHistory.self, from: result, to: request)
            edits[id] = (try? versions.get())?.versions.dropLast().map(\.edit)
        }
    }

    /// Asks, unless that was asked before; whether there is something to wait for.
    @discardableResult
    mutating func want(_ request: Request, for errand: Errand, _ agenda: inout Agenda<MastodonErrand>) -> Bool {
        agenda.want(request, for: .gather(errand))
    }

    mutating func note(_ shortfall: Shortfall) {
        if !shortfalls.contains(shortfall) { shortfalls.append(shortfall) }
    }

    /// Keeps a status; it belongs to the conversation when what it answers does, and then so does what answers it.
    mutating func add(_ status: MastodonStatus, belongs: Bool = false) {
        table.add(status)
        guard table[status.id] != nil else { return }
        if belongs || status.inReplyToID.map(members.contains) == true { adopt(status.id) }
    }

    /// Makes a status and everything below it part of the conversation.
    mutating func adopt(_ id: MastodonLocalID) {
        var waiting = [id]
        while let id = waiting.popLast() {
            if members.insert(id).inserted { waiting += table.children[id] ?? [] }
        }
    }

    /// The author's posts in the conversation.
    var own: [MastodonStatus] { members.filter(isOwn).compactMap { table[$0] } }

    func isOwn(_ id: MastodonLocalID) -> Bool { table.accounts[id] == author }
}

/// A page of statuses (`GET /api/v1/accounts/:id/statuses`).
struct MastodonPage: Decodable, Sendable {
    @Lossy var statuses: [MastodonStatus]

    init(from decoder: any Decoder) throws {
        _ = try decoder.unkeyedContainer()
        _statuses = try Lossy(from: decoder)
    }
}

/// The versions of a status, oldest first, the present one last (`GET /api/v1/statuses/:id/history`).
struct MastodonHistory: Decodable, Sendable {
    @Lossy var versions: [MastodonStatusEdit]

    init(from decoder: any Decoder) throws { _versions = try Lossy(from: decoder) }
}
