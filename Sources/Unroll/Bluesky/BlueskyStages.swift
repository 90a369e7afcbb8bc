/// What is asked next, one stage after the other; each begins when all of the one before is answered.
extension BlueskyBackfill {
    /// Goes on to what follows; false when nothing does.
    mutating func advance() -> Bool {
        guard let gathering else { return false }
        switch gathering.stage {
        case .introduction: introduced(gathering.author)
        case .consent: begin(gathering.author)
        case .records: list()
        case .feed: self.gathering?.stage = .threads
        case .threads: reopen()
        case .views: view()
        case .parents: ascend()
        case .finished: return widen()
        }
        return true
    }

    /// Makes sure of the author's word on being shown.
    private mutating func introduced(_ author: DID) {
        gathering?.stage = .consent
        if profiled.contains(author) { return }
        switch profileFailures[author] {
        case .suspended?: refuse(.suspended)
        case .deleted?: refuse(.deleted)
        default: break
        }
        guard let home = documents[author]?.home else { return }
        let parameters = [("repo", author.text), ("collection", "app.bsky.actor.profile"), ("rkey", "self")]
        agenda.want(XRPC.request(home, "com.atproto.repo.getRecord", parameters), for: .profileRecord(author))
    }

    /// An author whose posts are not to be had: no thread when the given post is one of them, else a lack in it.
    private mutating func refuse(_ reason: BackfillFailure) {
        if subjects.isEmpty {
            failure = failure ?? reason
        } else {
            gathering?.stage = .finished
        }
    }

    private mutating func begin(_ author: DID) {
        if pool.profile(author)?.isLoginOnly(now: retrieved) == true { return refuse(.loginOnly) }
        guard profiled.contains(author) else {
            if !subjects.isEmpty { note(.listUnavailable) }
            return refuse(profileFailures[author] ?? .unreadable(host: host))
        }
        if root == nil && !locate() { return }
        subjects.append(author)
        gather(author)
    }

    /// Finds the conversation's first post; false while the author's server is asked for the given post's record.
    private mutating func locate() -> Bool {
        guard let anchor else { return false }
        if case .post(let post)? = pool[anchor.id] {
            root = pool.roots[post.id] ?? anchor
            return true
        }
        if !isLost, let home = documents[anchor.author]?.home {
            let parameters = [("repo", anchor.author.text), ("collection", anchor.collection), ("rkey", anchor.rkey)]
            let request = XRPC.request(home, "com.atproto.repo.getRecord", parameters)
            if agenda.want(request, for: .record) { return false }
        }
        isLost = true
        root = anchor
        return true
    }

    private mutating func gather(_ author: DID) {
        guard let root, let home = documents[author]?.home else { return fallBack() }
        let started: Timestamp? = if case .post(let post)? = pool[root.id] { post.published } else { nil }
        gathering?.listing = RecordListing(
            of: author, at: home, root: root, started: started, lost: isLost ? anchor?.id : nil)
        gathering?.stage = .records
    }

    private mutating func list() {
        guard let listing = gathering?.listing else { return fallBack() }
        if let root = listing.rootOfLost, self.root == anchor, root != anchor {
            self.root = root
            return gather(listing.author)
        }
        if !listing.hasEnded, agenda.want(listing.request, for: .records(listing.author)) { return }
        if listing.stoppedEarly { note(.stoppedEarly) }
        gathering?.stage = .views
    }

    /// The author's own server is out of reach or refuses.
    mutating func fallBack() {
        note(.homeUnavailable)
        gathering?.stage = .feed
        wantFeed(cursor: nil)
        if let root, root.author == gathering?.author { wantCount(of: root) }
    }

    /// Asks for views of the records found.
    private mutating func view() {
        gathering?.stage = .parents
        let hits = gathering?.listing?.hits ?? [:]
        wantPosts(hits.keys.filter { pool[$0]?.isPost != true }.sorted().compactMap { RecordAddress($0.value) })
    }

    /// Puts in what only the records tell, then asks for posts that are answered and not there yet, until nothing new is named.
    private mutating func ascend() {
        guard let author = gathering?.author else { return }
        showRecords()
        wantPosts(unknownParents(of: author))
        if agenda.isEmpty { gathering?.stage = .finished }
    }

    /// Posts the AppView does not have (not indexed yet, or taken down there) are read from the records alone.
    mutating func showRecords() {
        guard let listing = gathering?.listing else { return }
        let author = pool.profile(listing.author) ?? unknownProfile(listing.author)
        for (id, record) in listing.hits where pool[id]?.isPost != true {
            let view = PostViewWire(
                uri: id.value, author: author, record: record, embed: nil, indexedAt: nil, labels: [], replyCount: nil,
                repostCount: nil, likeCount: nil, quoteCount: nil)
            pool.admit(view, home: listing.home, now: retrieved)
        }
    }

    /// The thread is the first post's author's when the given post stands alone under it: then those posts are gathered too, and
    /// only what they lack counts.
    private mutating func widen() -> Bool {
        guard let anchor, let root, subjects.count == 1, subjects != [root.author], gathering?.author == anchor.author,
            isAlone(anchor)
        else { return false }
        shortfalls = []
        introduce(root.author)
        return true
    }

    private func isAlone(_ anchor: RecordAddress) -> Bool {
        let author = Author.ID(anchor.author.text)
        if case .post(let post)? = pool[anchor.id], post.parent?.author == author { return false }
        return !pool.posts.contains { $0.author.id == author && $0.parent?.id == anchor.id }
    }
}

extension Conversation.Entry {
    /// Whether there is something to show.
    var isPost: Bool {
        if case .post = self { true } else { false }
    }

    /// What it answers, where that is known.
    var parent: Post.Parent? {
        switch self {
        case .post(let post): post.parent
        case .tombstone(let tombstone): tombstone.parent
        }
    }

    var author: Author.ID? {
        switch self {
        case .post(let post): post.author.id
        case .tombstone(let tombstone): tombstone.author
        }
    }
}
