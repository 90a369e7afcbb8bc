/// What the AppView's lists give when the author's own server does not answer, and what is left to ask at the end.
extension BlueskyBackfill {
    /// The author's posts and answers to themselves, newest first (lexicon app.bsky.feed.getAuthorFeed).
    mutating func wantFeed(cursor: String?) {
        guard let author = gathering?.author else { return }
        let place = cursor.map { [("cursor", $0)] } ?? []
        let parameters = [("actor", author.text), ("filter", "posts_and_author_threads"), ("limit", "100")] + place
        agenda.want(XRPC.request(settings.blueskyURL, "app.bsky.feed.getAuthorFeed", parameters), for: .feed(author))
    }

    /// Takes the conversation's posts out of a page, and asks for the next one unless this one reaches back before the
    /// conversation began.
    mutating func readFeed(_ page: FeedWire) {
        var isOver = page.feed.isEmpty
        for item in page.feed.compactMap(\.wrappedValue) {
            if belongs(item.post) {
                if isLost, let found = item.post.record.root { root = found }
                for relative in [item.reply?.root, item.reply?.parent].compactMap(\.self) {
                    pool.admit(relative, at: -1, now: retrieved)
                }
                pool.admit(item.post, now: retrieved)
            } else if item.reason == nil, let root, let address = RecordAddress(item.post.uri) {
                isOver = isOver || isBefore(address, root)
            }
        }
        gathering?.feedPages += 1
        guard !isOver, let cursor = page.cursor else { return }
        if (gathering?.feedPages ?? 0) >= BlueskyGathering.maximumFeedPages { return note(.stoppedEarly) }
        wantFeed(cursor: cursor)
    }

    /// How many posts the AppView counts in the thread from its first post on (lexicon app.bsky.unspecced.getPostThreadV2).
    mutating func wantCount(of root: RecordAddress) {
        let parameters = [("anchor", root.description), ("above", "false"), ("below", "0")]
        agenda.want(XRPC.request(settings.blueskyURL, "app.bsky.unspecced.getPostThreadV2", parameters), for: .count)
    }

    /// A count that cannot be had is no lack.
    mutating func receiveCount(_ result: Result<Response, FetchFailure>) {
        let items = try? XRPC.read(result, as: ThreadCountWire.self, from: host).thread
        let first = items?.first { $0.uri == root?.description }
        guard let count = first?.value.opThreadPostCount, (1...Self.maximumCount).contains(count) else { return }
        expectedCount = count
    }

    /// A count above this is no count of posts somebody has written.
    private static var maximumCount: Int { 100_000 }

    /// Whether a post is part of the conversation; when the given post is lost, whatever answers it is.
    private func belongs(_ view: PostViewWire) -> Bool {
        guard let root, let anchor else { return false }
        return view.uri == root.description || view.record.root == root || isLost && view.record.parent == anchor
    }

    /// Whether a post is at least a day older than the conversation, by the record keys.
    private func isBefore(_ address: RecordAddress, _ root: RecordAddress) -> Bool {
        guard let own = TID(address.rkey)?.instant, let first = TID(root.rkey)?.instant else { return false }
        return own.milliseconds < first.milliseconds - 86_400_000
    }

    /// Looks again from where the last views ended, while that brings something new: below the author's posts whose answers
    /// were too deep, and at those above that were too high.
    mutating func reopen() {
        guard let did = gathering?.author else { return }
        let author = Author.ID(did.text)
        let answered = Set(pool.posts.compactMap { $0.author.id == author ? $0.parent?.id : nil })
        var places = pool.posts.filter {
            $0.author.id == author && !pool.opened.contains($0.id) && !answered.contains($0.id)
                && $0.counts.replies != 0
        }.map(\.id)
        places += unknownParents(of: did, alsoLost: false).filter { $0.author == did }.map(\.id)
        if let root, pool[root.id] == nil { places.append(root.id) }
        let room = BlueskyGathering.maximumThreads - (gathering?.threads ?? 0)
        if places.count > room { note(.stoppedEarly) }
        for address in places.sorted().prefix(room).compactMap({ RecordAddress($0.value) }) { wantThread(address) }
        gathering?.threads += min(places.count, room)
        if agenda.isEmpty { gathering?.stage = .views }
    }

    /// Posts the author answers, the given post and the first one, as far as they are not there; the author's own also where
    /// a thread's view only says that it does not show them.
    func unknownParents(of author: DID, alsoLost: Bool = true) -> [RecordAddress] {
        let id = Author.ID(author.text)
        let parents = pool.posts.compactMap { $0.author.id == id ? $0.parent?.id : nil }
        var places: [PostID] = []
        for place in [anchor?.id, root?.id].compactMap(\.self) + parents {
            switch pool[place] {
            case nil: places.append(place)
            case .tombstone(let tombstone)? where alsoLost && tombstone.author == id: places.append(place)
            default: break
            }
        }
        return Set(places).sorted().compactMap { RecordAddress($0.value) }
    }
}
