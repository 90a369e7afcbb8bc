extension XOfficialBackfill {
    mutating func receiveLookup(_ outcome: XOutcome) {
        if case .refused(400, _) = outcome, respell() { return }
        guard case .answer(let answer) = outcome else {
            failure = outcome.failure(host: host)
            return
        }
        library.absorb(answer)
        guard let post = library.posts[anchor] else { return receiveGone(library.gone[anchor]) }
        if post.authorID == nil && post.conversationID == nil && respell() { return }
        if let original = post.reposted, library.posts[original] != nil { anchor = original }
        start(library.posts[anchor] ?? post)
    }

    /// Asks in the other spelling; false when that was tried.
    private mutating func respell() -> Bool {
        guard requests.spelling == .tweet else { return false }
        requests.spelling = .post
        want(requests.lookup(given), for: .lookup)
        return true
    }

    private mutating func start(_ post: XPost) {
        root = post.conversationID ?? post.id
        if let author = post.authorID { authors = [author] }
    }

    /// A deleted post's author and conversation are still told by the answers to it.
    private mutating func receiveGone(_ reason: Tombstone.Reason?) {
        guard reason == .deleted else {
            failure = BackfillFailure(reason ?? .unknown, host: host)
            return
        }
        failure = .absent
        probe(isRecent: false)
    }

    /// `in_reply_to_tweet_id:` is X's search operator for the direct answers to one post.
    private mutating func probe(isRecent: Bool) {
        let page = XSearchPage(
            query: "in_reply_to_tweet_id:\(anchor)", hasOneAuthor: false, isRecent: isRecent,
            size: XRequests.smallestPage, start: isRecent ? nil : Snowflake.timestamp(of: anchor))
        want(requests.search(page), for: .probe(page))
    }

    mutating func receiveProbe(_ page: XSearchPage, _ outcome: XOutcome) {
        if outcome.isAboveTier && !page.isRecent { return probe(isRecent: true) }
        guard case .answer(let answer) = outcome else { return }
        library.absorb(answer)
        guard let reply = answer.data.first(where: { $0.repliedTo == anchor && $0.inReplyToUserID != nil }) else {
            return
        }
        failure = .deleted
        root = reply.conversationID ?? anchor
        authors = [reply.inReplyToUserID].compactMap { $0 }
    }

    mutating func receiveFill(_ ids: [String], _ outcome: XOutcome) {
        switch outcome {
        case .answer(let answer):
            library.absorb(answer)
            library.miss(ids)
        case _ where outcome.isOverBudget:
            guard ids.count > 1 else { return stop() }
            batch = min(batch, max(1, ids.count / 4))
            asked.subtract(ids)
        default: note(.listUnavailable)
        }
    }
}
