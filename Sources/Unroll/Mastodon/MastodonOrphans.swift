/// The author's posts that nothing links to the conversation any more. They are taken in only with evidence: the names their
/// ActivityPub objects give the conversation agree; where the objects tell nothing, the author's numbering goes on in them.
extension MastodonGathering {
    /// Orphans whose objects are asked for, and replies to unknown posts whose contexts are, at most this many each.
    static let mostSuspects = 20
    /// Pages looked through before a first post that has lost its parent, where nothing tells when the conversation began.
    static let blindPages = 3

    /// Before the first post, where that has lost what it answered.
    mutating func searchEarlier(_ agenda: inout Agenda<MastodonErrand>) {
        guard let status = table[first], let account = author, status.isOrphan, let uri = status.uri else {
            phase = .evidence
            return
        }
        if want(MastodonServer.object(uri), for: .object(status.id), &agenda) { return }
        if earlier == nil {
            let beginning = evidence.beginning(of: status.id)
            earlier = MastodonList(
                of: account, before: status, backTo: beginning?.lowerBound ?? Timestamp(milliseconds: 0),
                pages: beginning == nil ? Self.blindPages : MastodonList.patience)
        }
        askPage(\.earlier, as: .earlierPage, &agenda)
        if agenda.isEmpty { phase = .evidence }
    }

    /// Asks for the evidence about every suspect, then judges.
    mutating func weigh(_ agenda: inout Agenda<MastodonErrand>) {
        let suspects = suspects
        for stray in strays { want(table.server.context(of: stray.id), for: .context(stray.id), &agenda) }
        if !suspects.isEmpty {
            for status in [table[first]].compactMap({ $0 }) + suspects {
                guard let uri = status.uri else { continue }
                want(MastodonServer.object(uri), for: .object(status.id), &agenda)
            }
        }
        guard agenda.isEmpty else { return }
        for suspect in suspects where belongs(suspect) { adopt(suspect.id) }
        first = own.filter(\.isOpen).min(by: MastodonStatus.isEarlier)?.id ?? first
        phase = .parents
    }

    private var suspects: [MastodonStatus] {
        guard let first, let start = table[first] else { return [] }
        let loose = looseStatuses
        let later = loose.filter { $0.isOrphan && MastodonStatus.isEarlier(start, $0) }
        guard start.isOrphan else { return Array(later.prefix(Self.mostSuspects)) }
        let beginning = evidence.beginning(of: first)
        let before = loose.filter { status in
            guard MastodonStatus.isEarlier(status, start), let published = status.published else { return false }
            return status.isOrphan || status.startsConversation && beginning?.contains(published) == true
        }
        return before.suffix(Self.mostSuspects) + later.prefix(Self.mostSuspects)
    }

    /// Replies to posts that were not among the answers, which only a context that was cut short leaves open.
    private var strays: [MastodonStatus] {
        guard isCut, let start = table[first] else { return [] }
        let loose = looseStatuses.filter { MastodonStatus.isEarlier(start, $0) && $0.inReplyToID != nil }
        return Array(loose.filter { table[$0.inReplyToID] == nil }.prefix(Self.mostSuspects))
    }

    /// What the author wrote and nothing links to the conversation, by time.
    private var looseStatuses: [MastodonStatus] {
        table.statuses.values
            .filter { !members.contains($0.id) && $0.isOpen && $0.account.id == author }
            .sorted(by: MastodonStatus.isEarlier)
    }

    private func belongs(_ suspect: MastodonStatus) -> Bool {
        guard let first else { return false }
        return evidence.agree(first, suspect.id) ?? continuesNumbering(suspect)
    }

    /// Whether the suspect answers one of the author's own posts and carries a number that fits between those of the posts before
    /// and after it.
    private func continuesNumbering(_ suspect: MastodonStatus) -> Bool {
        guard suspect.inReplyToAccountID == author else { return false }
        let line = (own.filter(\.isOpen) + [suspect]).sorted(by: MastodonStatus.isEarlier)
        let marks = Numbering.marks(along: line.map(table.post))
        guard let place = line.firstIndex(where: { $0.id == suspect.id }), let mark = marks[place] else { return false }
        let before = marks[..<place].compactMap { $0?.number }.last
        let after = marks[(place + 1)...].compactMap { $0?.number }.first
        return (before.map { $0 < mark.number } ?? false) && (after.map { mark.number < $0 } ?? true)
    }
}

extension MastodonStatus {
    /// Whether it answers a post that is gone: the server keeps whose it was.
    var isOrphan: Bool { inReplyToID == nil && inReplyToAccountID != nil }

    var startsConversation: Bool { inReplyToID == nil && inReplyToAccountID == nil }
}
