import Testing

@testable import Store
@testable import Unroll

/// What else names somebody who was removed: neither do answers say whom they answer, nor threads by which post they were asked for,
/// nor the places of posts that cannot be shown.
@Suite(.timeLimit(.minutes(2))) struct MentionTests {
    /// A network's ids of two people, and of their posts.
    struct People: Sendable {
        let network: Network
        let marit, ines: Author

        init(_ network: Network) {
            self.network = network
            let (marit, ines) =
                switch network {
                case .x: ("4242424242", "5151515151")
                case .bluesky: ("did:plc:marit", "did:plc:ines")
                // Longer than what is kept of a trace.
                case .mastodon:
                    (
                        "https://m.example/users/marit\(String(repeating: "a", count: 150))",
                        "https://m.example/users/ines"
                    )
                }
            self.marit = Sample.author(marit, "marit.example")
            self.ines = Sample.author(ines, "ines.example")
        }

        func id(_ number: Int, by author: Author) -> PostID {
            switch network {
            case .x: PostID((author == marit ? "9000000" : "8000000") + String(100 + number))
            case .bluesky:
                PostID("at://\(author.id.value)/app.bsky.feed.post/\(author == marit ? "mm" : "ii")\(100 + number)")
            case .mastodon:
                PostID("\(author.id.value)/statuses/\(author == marit ? 9_000_000 : 8_000_000 + number)\(number)")
            }
        }

        func post(_ number: Int, _ text: String, by author: Author) -> Post {
            var post = Sample.post(number, text, by: author)
            post.id = id(number, by: author)
            return post
        }

        func link(_ number: Int, by author: Author) -> String {
            let id = id(number, by: author)
            switch network {
            case .x: return "https://x.com/i/status/\(id)"
            case .bluesky: return "https://bsky.app/profile/\(author.handle)/post/\(id.name(on: .bluesky))"
            case .mastodon: return id.value
            }
        }

        var marits: Unroll.Thread {
            Sample.thread([post(1, "removeme", by: marit), post(2, "removeme too", by: marit)], network: network)
        }

        /// Ines's thread, which names Marit's posts wherever a thread can. `isEdited` says it without the answer.
        func ineses(isEdited: Bool) -> Unroll.Thread {
            var (first, second) = (post(11, "mine", by: ines), post(12, isEdited ? "edited" : "unedited", by: ines))
            first.parent = Post.Parent(id: nil, author: marit.id)
            first.quote = .placeholder(
                QuotePlaceholder(.notLoaded, id: id(2, by: marit), url: Link(link(2, by: marit))))
            if !isEdited { second.parent = Post.Parent(id: id(1, by: marit)) }
            var thread = Sample.thread([first, second], network: network)
            let lost = Tombstone(id: id(1, by: marit), reason: .deleted, author: marit.id)
            thread.context = [.tombstone(lost)]
            thread.answers = [
                Unroll.Thread.Answer(to: .tombstone(lost), posts: [post(13, "an answer", by: ines)])
            ]
            thread.missing = [Unroll.Thread.Hole(after: nil, count: 1, id: id(2, by: marit), reason: .networkCount)]
            (thread.anchor, thread.remarks) = (id(2, by: marit), [.foreignAnchor(author: "marit.example")])
            if isEdited { thread.retrieved = thread.retrieved.advanced(byMilliseconds: 1) }
            return thread
        }
    }

    /// An archive with both threads, and Ines's asked for by a post of Marit's. Without `knowsMarit` her own thread is not kept.
    private func filled(_ engine: Engine, _ people: People, knowsMarit: Bool = true) async throws -> Archive {
        let archive = try await Archive(engine)
        for isEdited in [false, true] {
            let retrieval = try await archive.store.database.write { c throws(StoreFailure) in
                try c.begin(people.link(2, by: people.marit), on: people.network, at: Sample.start)
            }
            let body =
                "{\"id\":\"\(people.id(2, by: people.marit))\",\"by\":\"\(people.marit.id.value)\",\"a\":\"removeme\"}"
            let response = Response(
                status: 200, body: Array(body.utf8), url: "https://a.example", received: Sample.start)
            try await archive.store.keep(
                Request("https://a.example"), .success(response), at: Sample.start, in: retrieval)
            try await archive.keep(people.ineses(isEdited: isEdited), retrieval: retrieval)
        }
        if knowsMarit { try await archive.keep(people.marits) }
        try await archive.store.database.write { c throws(StoreFailure) in
            let asked = people.link(1, by: people.marit)
            _ = try c.enqueue("unroll", name: asked, payload: asked, due: Sample.start, now: Sample.start)
            let other = people.link(12, by: people.ines)
            let lane = JobLane(host: "a.example", name: "a.example/" + people.marit.id.value)
            _ = try c.enqueue("unroll", name: other, payload: other, in: lane, due: Sample.start, now: Sample.start)
            try c.execute("UPDATE jobs SET progress = \("{\"post\":\"\(people.id(1, by: people.marit))\"}")")
        }
        return archive
    }

    private func expectNoTrace(_ people: People, in archive: Archive, isAuthor: Bool) async throws {
        let all = try await RemovalTests().contents(archive)
        var traces = ["removeme"] + [1, 2].map { people.id($0, by: people.marit).value }
        if isAuthor { traces.append(people.marit.id.value) }
        for trace in traces {
            let isLeft = all.contains(trace)
            #expect(!isLeft, "\(trace)")
        }
        let name = ThreadName.id(people.network, people.id(11, by: people.ines))
        let kept = try #require(try await archive.store.thread(name, for: .host)).thread
        #expect(kept.posts.map(\.text) == ["mine", "edited"] && kept.answers.map(\.posts.count) == [1])
        #expect(kept.posts[0].quote == .placeholder(QuotePlaceholder(.withdrawn)))
        #expect(kept.anchor == kept.id && kept.remarks.isEmpty && kept.context.isEmpty && kept.answers[0].to == nil)
        #expect(kept.missing.count == 1)
        let jobs = try await archive.store.database.read { c throws(StoreFailure) in
            try c.query("SELECT payload FROM jobs").map { row throws(StoreFailure) in try row.text("payload") }
        }
        #expect(jobs == [people.link(12, by: people.ines)])
    }

    @Test(arguments: Engine.available, Network.allCases)
    func nobodyNamesRemovedAuthors(_ engine: Engine, _ network: Network) async throws {
        try await expectForgotten(engine, network, isAuthor: true)
    }

    @Test(arguments: Engine.available, Network.allCases)
    func nobodyNamesRemovedThreads(_ engine: Engine, _ network: Network) async throws {
        try await expectForgotten(engine, network, isAuthor: false)
    }

    private func expectForgotten(_ engine: Engine, _ network: Network, isAuthor: Bool) async throws {
        let people = People(network)
        let now = Sample.start.advanced(byMilliseconds: 500_000_000)
        let archive = try await filled(engine, people)
        #expect(try await RemovalTests().contents(archive).contains(people.id(2, by: people.marit).value))
        if isAuthor {
            try await archive.store.removeAuthor(people.marit.id, on: network, at: now)
        } else {
            let name = ThreadName.id(network, people.id(1, by: people.marit))
            try await archive.store.removeThread(#require(archive.store.thread(name, for: .host)).key, at: now)
        }
        try await expectNoTrace(people, in: archive, isAuthor: isAuthor)
        let list = try await archive.store.database.read { c throws(StoreFailure) in try c.removed() }
        // Neither a refresh nor a backup brings them back, nor one that knows them by what others say alone.
        for isEdited in [true, false] {
            var refreshed = people.ineses(isEdited: true)
            refreshed.retrieved = now.advanced(byMilliseconds: isEdited ? 1 : 2)
            try await archive.keep(refreshed)
            try await expectNoTrace(people, in: archive, isAuthor: isAuthor)
        }
        for knowsMarit in [true, false] {
            let restored = try await filled(engine, people, knowsMarit: knowsMarit)
            try await restored.store.applyRemovals(list, at: now)
            try await expectNoTrace(people, in: restored, isAuthor: isAuthor)
            #expect(try await restored.emptiesItsIndex())
        }
    }

    /// Of somebody whose posts were never kept, answers alone tell that a thread was asked for by one of them.
    @Test(arguments: Engine.available, Network.allCases)
    func aThreadForgetsThatAStrangerAskedForIt(_ engine: Engine, _ network: Network) async throws {
        let people = People(network)
        let archive = try await Archive(engine)
        let asked = people.link(2, by: people.marit)
        var thread = Sample.thread([people.post(11, "mine", by: people.ines)], network: network)
        (thread.anchor, thread.remarks) = (people.id(2, by: people.marit), [.foreignAnchor(author: "marit.example")])
        for link in [asked, people.link(11, by: people.ines)] {
            let retrieval = try await archive.store.database.write { c throws(StoreFailure) in
                let job = try c.enqueue("unroll", name: link, payload: link, due: Sample.start, now: Sample.start)
                try c.execute("UPDATE jobs SET state = 'done', finished = 1 WHERE key = \(job)")
                return try c.begin(link, on: network, at: Sample.start)
            }
            let response = Response(
                status: 200, body: Array("{\"by\":\"\(people.marit.id.value)\"}".utf8), url: "https://a.example",
                received: Sample.start)
            try await archive.store.keep(
                Request("https://a.example"), .success(response), at: Sample.start, in: retrieval)
            try await archive.keep(thread, retrieval: retrieval)
            thread.retrieved = thread.retrieved.advanced(byMilliseconds: 1)
        }
        try await archive.store.removeAuthor(people.marit.id, on: network, at: Sample.start)
        let all = try await RemovalTests().contents(archive)
        for trace in [people.id(2, by: people.marit).value, asked, "marit.example"] {
            let isLeft = all.contains(trace)
            #expect(!isLeft, "\(trace)")
        }
        try await archive.store.database.read { c throws(StoreFailure) in
            #expect(try c.query("SELECT key FROM jobs").count == 1)
            #expect(try c.find(.target(network, people.link(11, by: people.ines)), for: .host) != nil)
        }
    }
}
