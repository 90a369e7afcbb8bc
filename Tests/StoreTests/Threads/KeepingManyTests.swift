import Testing

@testable import Store
@testable import Unroll

/// Threads that are kept together are kept as they would be one by one.
@Suite(.timeLimit(.minutes(10))) struct KeepingManyTests {
    private static let day: Int64 = 86_400_000

    private func thread(_ number: Int, posts: Int = 3, by author: Author = Sample.ines) -> Unroll.Thread {
        Sample.thread(
            (0..<posts).map {
                Sample.post(number * 100 + $0, "lighthouse \(number).\($0)", by: author, in: "n\(number)-")
            })
    }

    private func keeping(_ thread: Unroll.Thread, _ audience: Audience = .public) -> Keeping {
        Keeping(thread, audience: audience, reason: "export", linkKey: Archive.linkKey(thread))
    }

    /// Of every kind: several authors and audiences, a quote, context, a branch, and more than one statement's worth of rows.
    private var mixture: [Keeping] {
        var list = (0..<30).map { keeping(thread($0), $0.isMultiple(of: 7) ? .link : .public) }
        list += (70..<75).map { keeping(thread($0, by: Sample.marit)) }
        var quoting = thread(80)
        quoting.posts[1].quote = .post(Sample.post(1, "quoted", by: Sample.marit, in: "quoted"))
        quoting.context = [.post(Sample.post(2, "asked", by: Sample.marit, in: "asked"))]
        quoting.branches = [.init(attachedTo: quoting.posts[0].id, posts: [Sample.post(8050, "aside", in: "n80-")])]
        (quoting.aliases, quoting.language) = ([PostID("at://did:plc:ines/app.bsky.feed.post/old")], "pt")
        list.append(keeping(quoting))
        list.append(keeping(Sample.thread([Sample.everything(1)])))
        return list
    }

    @Test(arguments: Engine.available) func whatComesFromAnExportIsNoSample(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let keepings = (1...2).map { number in
            var thread = Sample.thread([Sample.post(number, "exported", in: "e\(number)-")], network: .x)
            thread.source = Source(kind: .export, host: "a.zip")
            return Keeping(thread, audience: .public, reason: "export", linkKey: "k\(number)")
        }
        let outcomes = [try await archive.store.keep(keepings[0])] + (try await archive.store.keep([keepings[1]]))
        for outcome in outcomes {
            guard case .kept(let key, _) = outcome else { throw StoreFailure.closed }
            #expect(try await archive.store.thread(.key(key), for: .host)?.isSample == false)
        }
        let far = Sample.start.advanced(byMilliseconds: 1 << 40)
        let asked = try await archive.store.database.read { c throws(StoreFailure) in
            try c.threadsToLookFor(on: .x, since: far, limit: 9)
        }
        #expect(asked.isEmpty)
    }

    @Test(arguments: Engine.available) func togetherAndOneByOneAreTheSame(_ engine: Engine) async throws {
        let (together, alone) = (try await Archive(engine), try await Archive(engine))
        let outcomes = try await together.store.keep(mixture)
        for keeping in mixture { _ = try await alone.store.keep(keeping) }
        #expect(outcomes.count == mixture.count)
        for (keeping, outcome) in zip(mixture, outcomes) {
            guard case .kept(let key, revision: 1) = outcome else {
                Issue.record("not kept")
                continue
            }
            let name = ThreadName.id(.bluesky, keeping.thread.id)
            let other = try #require(try await alone.store.thread(name, for: .host))
            var kept = try #require(try await together.store.thread(.key(key), for: .host))
            let histories = try await (together.history(key), alone.history(other.key))
            #expect(histories.0 == histories.1 && histories.0.count == 1)
            kept.key = other.key
            #expect(kept == other)
        }
        for viewer in [Viewer.host, .anyone] {
            for query in ["lighthouse", "lighthouse 12", "from:marit.example", "aside", "has:image", "quoted", "asked"]
            {
                for order in SearchOrder.allCases {
                    let found = try await together.search(query, order, for: viewer)
                    #expect(try await found == alone.search(query, order, for: viewer), "\(query)")
                }
            }
        }
        #expect(try await together.due() == alone.due())
    }

    @Test(arguments: Engine.available) func whatIsThereIsKeptAsAlways(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let key = try await archive.keep(thread(1))
        try await archive.keep(thread(2))
        var (later, edited) = (thread(1, posts: 4), thread(3))
        later.retrieved = later.retrieved.advanced(byMilliseconds: Self.day)
        edited.retrieved = later.retrieved
        let outcomes = try await archive.store.keep([later, thread(2), edited, thread(4)].map { keeping($0) })
        #expect(outcomes.first == .kept(key: key, revision: 2))
        #expect(try await archive.store.thread(.key(key), for: .host)?.thread.posts.count == 4)
        let again = try await archive.store.keep([keeping(edited)])
        #expect(again == [outcomes[2]])
        #expect(try await archive.search("\"lighthouse 3\"").count == 3)
    }

    @Test(arguments: Engine.available) func whatWasRemovedDoesNotComeBack(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let key = try await archive.keep(thread(1))
        try await archive.store.removeThread(key, at: Sample.start)
        try await archive.store.removeAuthor(Sample.marit.id, on: .bluesky, at: Sample.start)
        var quoting = thread(3)
        quoting.posts[0].quote = .post(Sample.post(1, "removed", by: Sample.marit, in: "removed"))
        let outcomes = try await archive.store.keep(
            [thread(1), thread(2, by: Sample.marit), quoting, thread(4)].map { keeping($0) })
        #expect(outcomes[0] == .removed && outcomes[1] == .removed)
        guard case .kept(let kept, _) = outcomes[2], case .kept = outcomes[3] else {
            Issue.record("what was not removed is not kept")
            return
        }
        let quote = try await archive.store.thread(.key(kept), for: .host)?.thread.posts[0].quote
        #expect(quote == .placeholder(QuotePlaceholder(.withdrawn)))
    }

    @Test(arguments: Engine.available) func singlePostsAreFoundAndStandInNoList(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var single = keeping(thread(1, posts: 1))
        single.isInLists = false
        _ = try await archive.store.keep([single, keeping(thread(2))])
        #expect(try await archive.lists() == [[2], [2]])
        #expect(try await archive.search("lighthouse").count == 4)
        // Once somebody asks for it by its link, it is a thread like others, and stays one.
        single.thread.retrieved = single.thread.retrieved.advanced(byMilliseconds: 1)
        var asked = single
        asked.isInLists = true
        _ = try await archive.store.keep(asked)
        #expect(try await archive.lists() == [[2, 1], [2, 1]])
        single.thread.retrieved = single.thread.retrieved.advanced(byMilliseconds: 1)
        _ = try await archive.store.keep(single)
        #expect(try await archive.lists() == [[2, 1], [2, 1]])
    }

    @Test(arguments: Engine.available) func nobodyIsAskedForWhatIsBrought(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let links = ["brought", "fetched"].map { Sample.link("https://cdn.example/\($0).jpg") }
        var list = [thread(1), thread(2)].map { keeping($0) }
        list[0].thread.posts[0].attachments = links.map { Attachment(kind: .image, url: $0, file: $0.text) }
        list[0].brought = [links[0]]
        list[1].thread.posts[0].attachments = list[0].thread.posts[0].attachments
        list[1].brought = [links[0]]
        for batch in [[list[0]], [list[1]]] { _ = try await archive.store.keep(batch) }
        #expect(try await archive.due() == [links[1].text])
        #expect(try await archive.withoutCopies() == [list[0].thread.posts[0].id, list[1].thread.posts[0].id])
        for link in links {
            let medium = Medium(hash: Array(link.text.utf8), type: "image/jpeg", length: 3)
            try await archive.store.database.write { c throws(StoreFailure) in
                try c.keep(medium, from: link, now: Sample.start)
            }
        }
        #expect(try await archive.withoutCopies().isEmpty)
    }

    @Test(arguments: Engine.available) func whatIsKeptIsKnown(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let (one, other) = (thread(1), thread(2))
        _ = try await archive.store.keep([keeping(one)])
        for (instant, known) in [(one.retrieved, 1), (one.retrieved.advanced(byMilliseconds: 1), 0)] {
            let kept = try await archive.store.database.read { c throws(StoreFailure) in
                try c.kept([one.posts[0].id, other.posts[0].id], on: .bluesky, since: instant)
            }
            #expect(kept == (known == 1 ? [one.posts[0].id] : []))
        }
    }

    @Test(arguments: Engine.available) func whatCameFromItsAuthorIsNotLookedForAgain(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var exported = thread(1)
        exported.source = Source(kind: .export, host: "ines.zip")
        guard case .kept(let key, _)? = try await archive.store.keep([keeping(exported)]).first else { return }
        func line() async throws -> [Int64] {
            try await archive.store.database.read { c throws(StoreFailure) in
                try c.threadsToLookFor(on: .bluesky, since: Sample.start, limit: 10)
            }
        }
        #expect(try await line().isEmpty)
        var fetched = thread(1)
        fetched.retrieved = fetched.retrieved.advanced(byMilliseconds: 1)
        _ = try await archive.store.keep([keeping(fetched)])
        #expect(try await line() == [key])
    }
}

extension Archive {
    fileprivate func history(_ key: Int64) async throws -> [KeptRetrieval] {
        try await store.database.read { c throws(StoreFailure) in try c.history(of: key) }.map { retrieval in
            var retrieval = retrieval
            retrieval.key = 0
            return retrieval
        }
    }

    /// The numbers of the threads in the lists of all and of the author.
    fileprivate func lists() async throws -> [[Int]] {
        let lists = try await store.database.read { c throws(StoreFailure) in
            [
                try c.recentThreads(for: .anyone).threads.map(\.title),
                try c.threads(by: Sample.ines.id, on: .bluesky, for: .host).threads.map(\.title),
            ]
        }
        return lists.map { $0.compactMap { Int($0.dropFirst("lighthouse ".count).prefix { $0 != "." }) } }
    }

    fileprivate func due() async throws -> [String] {
        try await store.database.write { c throws(StoreFailure) in
            try c.takeMediaDue(at: Sample.start.advanced(byMilliseconds: 1 << 40), lease: Sample.start, limit: 100)
        }.map(\.url.text).sorted()
    }

    fileprivate func withoutCopies() async throws -> [PostID] {
        try await store.database.read { c throws(StoreFailure) in
            try c.postsWithoutCopies(by: Sample.ines.id, on: .bluesky, after: 0, limit: 10)
        }.map(\.post.id)
    }
}
