extension MastodonGathering {
    /// Up from the given status: whose thread it is, and where it begins. `/context` gives 40 ancestors to people who are not
    /// logged in, so that the highest one is asked again.
    mutating func climb(_ agenda: inout Agenda<MastodonErrand>) {
        if want(table.server.context(of: anchor), for: .context(anchor), &agenda) { return }
        let chain = table.chain(from: anchor)
        guard let top = chain.last, let account = chain.first?.account.id else { return begin(at: anchor) }
        let isOwnChain = isPartOfChain(chain)
        if isOwnChain || top.account.id == account { author = account }
        let continues = !isOwnChain || top.account.id == account
        if continues, top.inReplyToID != nil, asked.count < Self.longestClimb,
            want(table.server.context(of: top.id), for: .context(top.id), &agenda)
        {
            return
        }
        if asked.count >= Self.longestClimb { note(.stoppedEarly) }
        guard author != nil else {
            phase = .foreign(root: top.id)
            return
        }
        begin(at: chain.last { $0.account.id == account }?.id ?? anchor)
    }

    private mutating func begin(at id: MastodonLocalID) {
        (author, first, phase) = (table[id]?.account.id, id, .descending)
    }

    /// Whether the author of the given post also wrote what it answers or an answer to it.
    private func isPartOfChain(_ chain: [MastodonStatus]) -> Bool {
        guard let status = chain.first, let account = status.account.id else { return false }
        if status.inReplyToAccountID == account { return true }
        return chain.dropFirst().first?.account.id == account
            || (table.children[anchor] ?? []).contains { table[$0]?.account.id == account }
    }

    /// Everything in a context belongs to the conversation when the status it is the context of does.
    mutating func take(_ answer: Result<MastodonContext, BackfillFailure>, around id: MastodonLocalID) {
        asked.insert(.context(id))
        guard case .success(let context) = answer else {
            isCut = true
            return note(.listUnavailable)
        }
        let belongs = members.contains(id)
        for status in context.ancestors + context.descendants { add(status, belongs: belongs) }
        if context.ancestors.contains(where: { members.contains($0.id) }) {
            for status in context.ancestors + context.descendants { add(status, belongs: true) }
            adopt(id)
        }
        if isShortened(context, below: id) { isCut = true }
    }

    /// Whether an anonymous limit may have cut the descendants: there are as many, or they reach as deep, as the limit lets.
    private func isShortened(_ context: MastodonContext, below id: MastodonLocalID) -> Bool {
        if table.server.hasToken { return false }
        let limits = MastodonServer.anonymousLimits
        if context.descendants.count >= limits.descendants { return true }
        var (level, depth) = (table.children[id] ?? [], 0)
        var seen: Set<MastodonLocalID> = [id]
        while !level.isEmpty {
            depth += 1
            level = level.filter { seen.insert($0).inserted }.flatMap { table.children[$0] ?? [] }
        }
        return depth >= limits.depth
    }
}
