extension MastodonGathering {
    /// Down from the first post: its context, the author's own list of statuses beside it, and, as long as something may be cut
    /// off below, the context of the last self-reply.
    mutating func descend(_ agenda: inout Agenda<MastodonErrand>) {
        guard let first, let status = table[first], let account = author else {
            phase = .parents
            return
        }
        if list == nil { list = MastodonList(of: account, since: status) }
        want(table.server.context(of: first), for: .context(first), &agenda)
        askPage(\.list, as: .page, &agenda)
        askLastReply(&agenda)
        if agenda.isEmpty { endDescent() }
    }

    mutating func askPage(
        _ list: WritableKeyPath<MastodonGathering, MastodonList?>, as errand: Errand,
        _ agenda: inout Agenda<MastodonErrand>
    ) {
        guard let known = self[keyPath: list], let next = known.next else { return }
        if !want(table.server.statuses(of: known.account, next), for: errand, &agenda) { self[keyPath: list]?.fail() }
    }

    /// Asks for the context of the author's latest post that nothing of theirs is known to follow.
    private mutating func askLastReply(_ agenda: inout Agenda<MastodonErrand>) {
        let tips = members.filter { isOwn($0) && !(table.children[$0] ?? []).contains(where: isOwn) }
        guard let tip = tips.compactMap({ table[$0] }).max(by: MastodonStatus.isEarlier),
            isCut || (tip.repliesCount ?? 0) > 0
        else { return }
        if asked.count >= Self.mostContexts + Self.longestClimb { return note(.stoppedEarly) }
        want(table.server.context(of: tip.id), for: .context(tip.id), &agenda)
    }

    private mutating func endDescent() {
        switch list?.outcome {
        case .whole: break
        case .stopped: note(.stoppedEarly)
        case .open, .broken, nil:
            note(.listUnavailable)
            if isCut { note(.anonymousLimit) }
        }
        phase = .earlier
    }

    mutating func take(
        _ answer: Result<MastodonPage, BackfillFailure>, into list: WritableKeyPath<MastodonGathering, MastodonList?>
    ) {
        guard case .success(let page) = answer else {
            self[keyPath: list]?.fail()
            return
        }
        for status in page.statuses { add(status) }
        let isFruitful = page.statuses.contains { members.contains($0.id) }
        self[keyPath: list]?.receive(page.statuses, isFruitful: isFruitful)
    }

    /// What the author's posts answer, and what was above the first one, where it has not come along.
    mutating func askParents(_ agenda: inout Agenda<MastodonErrand>) {
        for status in own.sorted(by: MastodonStatus.isEarlier) {
            guard let parent = status.inReplyToID, table[parent] == nil, missing[parent] == nil else { continue }
            if asked.lazy.filter(\.isParent).count >= Self.mostParents { return endParents() }
            asked.insert(.parent(parent))
            want(table.server.status(parent), for: .parent(parent), &agenda)
        }
        if agenda.isEmpty { phase = .histories }
    }

    private mutating func endParents() {
        note(.stoppedEarly)
        phase = .histories
    }

    mutating func takeParent(
        _ id: MastodonLocalID, from result: Result<Response, FetchFailure>, to request: Request
    ) {
        switch MastodonAnswer.read(MastodonStatus.self, from: result, to: request) {
        case .success(let status): add(status, belongs: true)
        case .failure(.deleted): missing[id] = .deleted
        // A server forgets the parent when it is deleted; one it still names is there, but not for everybody.
        case .failure(.notFound), .failure(.forbidden): missing[id] = .notVisible
        case .failure: missing[id] = .unknown
        }
    }

    /// Earlier versions of the author's posts that were edited. Some servers keep none; that is no loss.
    mutating func askHistories(_ agenda: inout Agenda<MastodonErrand>) {
        let edited = own.filter { $0.isOpen && $0.editedAt != nil }.sorted(by: MastodonStatus.isEarlier)
        for status in edited.prefix(Self.mostHistories) {
            want(table.server.history(of: status.id), for: .history(status.id), &agenda)
        }
        if agenda.isEmpty { phase = .settled }
    }
}

extension MastodonGathering.Errand {
    fileprivate var isParent: Bool {
        if case .parent = self { true } else { false }
    }
}

extension MastodonStatus {
    /// By time, then by id, which makes every retrieval go the same way.
    static func isEarlier(_ left: MastodonStatus, _ right: MastodonStatus) -> Bool {
        let (l, r) = (left.published?.milliseconds ?? 0, right.published?.milliseconds ?? 0)
        return l == r ? PostID(left.id.value) < PostID(right.id.value) : l < r
    }
}
