/// Gathers a conversation on Bluesky, without any key. The author's own server has all the records; the AppView has the views
/// of them, with pictures, quotes and labels. So the records are listed at home and shown through the AppView, which by
/// itself gives ten levels of a thread at a time and stops at deleted posts; where the home is out of reach, its lists do what
/// they can, and the conversation says so.
///
/// The AppView's own count of a thread is asked for only then: the list of records already proves that nothing is missing, and the
/// endpoint (`opThreadPostCount`, app.bsky.unspecced.getPostThreadV2) "will change without notice".
package struct BlueskyBackfill: Sendable {
    /// Requests that are sent at most for one conversation.
    static let maximumRequests = 3000
    /// Posts that `app.bsky.feed.getPosts` takes at once.
    static let batch = 25

    enum Errand: Sendable {
        case handle(HandleResolution.Step)
        case document(DID)
        case profile(DID)
        case profileRecord(DID)
        /// The thread around a post; `isAnchor` for the post that was given.
        case thread(RecordAddress, isAnchor: Bool)
        /// The given post's record.
        case record
        case records(DID)
        case feed(DID)
        /// How many posts the AppView counts in the thread.
        case count
        case posts([RecordAddress])
    }

    let settings: BackfillSettings
    /// `host[:port]` of the AppView.
    let host: String
    let rkey: String
    var agenda = Agenda<Errand>()
    var resolution: HandleResolution?
    /// The post that was given, once its author is known.
    var anchor: RecordAddress?
    /// The conversation's first post.
    var root: RecordAddress?
    /// Whether the given post can be read nowhere, so that its root is a guess.
    var isLost = false
    var pool = BlueskyPool()
    var documents: [DID: DIDDocument] = [:]
    /// Accounts whose profile the AppView gave.
    var profiled: Set<DID> = []
    /// Why the AppView did not give a profile.
    var profileFailures: [DID: BackfillFailure] = [:]
    /// Posts that were asked for one by one.
    var asked: Set<PostID> = []
    var gathering: BlueskyGathering?
    /// Authors whose posts make up the conversation, the given post's first.
    var subjects: [DID] = []
    var shortfalls: [Shortfall] = []
    /// Posts in the first author's thread as the AppView counts them.
    var expectedCount: Int?
    var retrieved = Timestamp(milliseconds: 0)
    var failure: BackfillFailure?
    private var hasFinished = false

    package init(_ link: PostLink.BlueskyLink, settings: BackfillSettings) {
        self.settings = settings
        host = URLParts(settings.blueskyURL)?.hostAndPort ?? settings.blueskyURL
        rkey = link.rkey
        if !RecordKey.isValid(link.rkey) {
            failure = .notFound(host: host)
        } else if let did = DID(link.actor) {
            start(did)
        } else if let handle = Handle(link.actor) {
            resolution = HandleResolution(handle)
        } else {
            failure = .unknownHandle(link.actor)
        }
    }

    /// How many of the author's posts have come in.
    package var postsFound: Int {
        let authors = Set((subjects + [anchor?.author].compactMap(\.self)).map { Author.ID($0.text) })
        let shown = pool.posts.lazy.filter { authors.contains($0.author.id) }.count
        return max(shown, gathering?.listing?.hits.count ?? 0)
    }

    package var home: Backfill.Home? {
        guard let post = root ?? anchor else { return nil }
        // The given post turned out to be an answer to somebody else's thread.
        let isWidened = gathering.map { $0.author != anchor?.author } ?? false
        return Backfill.Home(
            post: .bluesky(PostLink.BlueskyLink(actor: post.author.text, rkey: post.rkey)),
            isOfThread: isWidened && post == root)
    }

    package mutating func step(now: Timestamp) -> BackfillStep {
        while agenda.isEmpty && !hasFinished {
            if failure != nil || agenda.requestCount >= Self.maximumRequests {
                if failure == nil { stop() }
                hasFinished = true
            } else if anchor == nil {
                resolve()
            } else if !advance() {
                hasFinished = true
            }
        }
        return hasFinished ? .done : agenda.step(now: now)
    }

    package mutating func receive(_ result: Result<Response, FetchFailure>, for request: Request) {
        guard let errand = agenda.errand(of: request, answeredBy: result) else { return }
        if case .success(let response) = result { retrieved = max(retrieved, response.received) }
        let host = URLParts(request.url)?.hostAndPort ?? self.host
        switch errand {
        case .handle(let step): resolution?.receive(result, for: step, from: host)
        case .document(let did): receiveDocument(result, of: did)
        case .profile(let did): receiveProfile(result, of: did)
        case .profileRecord(let did): receiveProfileRecord(result, of: did, from: host)
        case .thread(let address, let isAnchor): receiveThread(result, at: address, isAnchor: isAnchor)
        case .record: receiveRecord(result, from: host)
        case .records: receiveRecords(result, from: host)
        case .feed: receiveFeed(result)
        case .count: receiveCount(result)
        case .posts(let addresses): receivePosts(result, addresses)
        }
    }

    mutating func note(_ shortfall: Shortfall) {
        if !shortfalls.contains(shortfall) { shortfalls.append(shortfall) }
    }

    /// Ends the gathering at Skein's own limit, with what is there.
    private mutating func stop() {
        note(.stoppedEarly)
        showRecords()
    }

    /// Finds out who the handle in the link is.
    private mutating func resolve() {
        guard let resolution else { return }
        if let did = resolution.did { return start(did) }
        let questions = self.resolution?.questions(settings) ?? []
        for (step, request) in questions { agenda.want(request, for: .handle(step)) }
        if questions.isEmpty { failure = resolution.failure ?? .unknownHandle(resolution.handle.text) }
    }

    private mutating func start(_ did: DID) {
        guard let address = RecordAddress(author: did, rkey: rkey) else { return }
        anchor = address
        wantThread(address, isAnchor: true)
        introduce(did)
    }
}

extension BlueskyBackfill {
    /// Asks who an author is.
    mutating func introduce(_ did: DID) {
        gathering = BlueskyGathering(of: did)
        agenda.want(
            XRPC.request(settings.blueskyURL, "app.bsky.actor.getProfile", [("actor", did.text)]), for: .profile(did))
        if let request = DIDDocument.request(for: did, settings: settings) {
            agenda.want(request, for: .document(did))
        }
    }

    mutating func wantThread(_ address: RecordAddress, isAnchor: Bool = false) {
        let parameters = [
            ("uri", address.description), ("depth", String(BlueskyPool.depth)),
            ("parentHeight", String(BlueskyPool.height)),
        ]
        let request = XRPC.request(settings.blueskyURL, "app.bsky.feed.getPostThread", parameters)
        agenda.want(request, for: .thread(address, isAnchor: isAnchor))
    }

    /// Asks for views of posts, each once.
    mutating func wantPosts(_ addresses: [RecordAddress]) {
        let new = addresses.filter { asked.insert($0.id).inserted }
        for start in stride(from: 0, to: new.count, by: Self.batch) {
            let batch = Array(new[start..<min(start + Self.batch, new.count)])
            let parameters = batch.map { ("uris", $0.description) }
            agenda.want(XRPC.request(settings.blueskyURL, "app.bsky.feed.getPosts", parameters), for: .posts(batch))
        }
    }
}
