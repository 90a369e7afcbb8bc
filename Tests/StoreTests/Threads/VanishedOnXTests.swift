import Testing

@testable import Store
@testable import Unroll

/// What its author took back on X only the host sees, also where the host shows the thread to everyone.
@Suite struct VanishedOnXTests {
    private static let later = Sample.start.advanced(byMilliseconds: 2 * 86_400_000)
    private static let picture = Sample.link("https://cdn.example/a.jpg")
    private static let medium = Medium(hash: Array(repeating: 1, count: 32), type: "image/webp", length: 1)

    private static let whoSeeIt = [Viewer.host, .anyone(seeingVanishedFromX: true)]

    private static var posts: [Post] {
        (1...3).map { number in
            var post = Sample.post(number, "lens number\(number)")
            post.id = PostID("20000000000000000\(number)")
            if number == 2 { post.attachments = [Unroll.Attachment(kind: .image, url: picture)] }
            return post
        }
    }

    /// An archive with a thread of three posts that everyone may see.
    private func archive(_ engine: Engine) async throws -> (Archive, key: Int64) {
        let archive = try await Archive(engine)
        let key = try await archive.keep(Sample.thread(Self.posts, network: .x), .link)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.keep(Self.medium, from: Self.picture, now: Sample.start)
            try c.setAudience(.public, reason: Keeping.hostReason, of: key)
        }
        return (archive, key)
    }

    private func isShown(_ archive: Archive, to viewer: Viewer) async throws -> Bool {
        try await archive.store.database.read { c throws(StoreFailure) in
            try c.medium(Self.medium.hash, for: viewer) != nil
        }
    }

    private func lose(_ posts: [Post], in archive: Archive) async throws {
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.markGone(
                Dictionary(posts.map { ($0.id, .deleted) }) { first, _ in first }, on: .x,
                source: Source(kind: .api, host: "api.example"), at: Self.later)
        }
    }

    private func expectHidden(_ archive: Archive) async throws {
        for order in SearchOrder.allCases {
            #expect(try await archive.search("number2", order).isEmpty)
            for viewer in Self.whoSeeIt {
                #expect(try await archive.search("number2", order, for: viewer) == ["lens number2"])
            }
        }
        #expect(try await archive.search("number1") == ["lens number1"])
        #expect(try await !isShown(archive, to: .anyone))
        for viewer in Self.whoSeeIt { #expect(try await isShown(archive, to: viewer)) }
    }

    @Test(arguments: Engine.available) func nobodyElseFindsWhatARefreshDidNotFind(_ engine: Engine) async throws {
        let (archive, _) = try await archive(engine)
        #expect(try await archive.search("number2") == ["lens number2"])
        #expect(try await isShown(archive, to: .anyone))
        // It may only have been left out: nothing says that it is gone.
        let posts = Self.posts
        try await archive.keep(
            Sample.thread([posts[0], posts[2]], network: .x, at: Self.later, state: .unknown), .public)
        try await expectHidden(archive)
    }

    @Test(arguments: Engine.available) func norWhatIsKnownToBeGone(_ engine: Engine) async throws {
        let (archive, key) = try await archive(engine)
        try await archive.store.database.write { c throws(StoreFailure) in try c.execute("DELETE FROM changes") }
        try await lose([Self.posts[1]], in: archive)
        try await expectHidden(archive)
        let changed = try await archive.store.database.read { c throws(StoreFailure) in
            try c.query("SELECT thread FROM changes").map { row throws(StoreFailure) in try row.integer("thread") }
        }
        #expect(changed == [key], "pages that are kept ready are made anew")
    }

    @Test(arguments: Engine.available) func noTitleOrNumberTellsOfIt(_ engine: Engine) async throws {
        let (archive, key) = try await archive(engine)
        func lists(_ viewer: Viewer) async throws -> [[ThreadSummary]] {
            try await archive.store.database.read { c throws(StoreFailure) in
                let author = Self.posts[0].author.id
                return [
                    try c.recentThreads(for: viewer).threads, try c.threads(by: author, on: .x, for: viewer).threads,
                    try c.news(by: author, on: .x, for: viewer),
                ]
            }
        }
        try await lose([Self.posts[0]], in: archive)
        let kept = try #require(try await archive.store.thread(.key(key), for: .anyone))
        #expect(kept.thread.title == "lens number2")
        #expect(kept.thread.completeness.state == .incomplete && kept.thread.completeness.found == 2)
        #expect(kept.thread.missing.map(\.id) == [Self.posts[0].id])
        for list in try await lists(.anyone) {
            #expect(list.map(\.title) == ["lens number2"])
            #expect(list.map(\.posts) == [2] && list.map(\.completeness) == [.incomplete])
        }
        try await expectWhole(lists)
        try await lose([Self.posts[1], Self.posts[2]], in: archive)
        let empty = try #require(try await archive.store.thread(.key(key), for: .anyone))
        #expect(empty.thread.title.isEmpty && empty.thread.posts.isEmpty && empty.thread.missing.count == 1)
        #expect(try await lists(.anyone) == [[], [], []])
        try await expectWhole(lists)
    }

    /// Who sees what vanished sees it in lists too.
    private func expectWhole(_ lists: (Viewer) async throws -> [[ThreadSummary]]) async throws {
        for viewer in Self.whoSeeIt {
            for list in try await lists(viewer) {
                #expect(list.map(\.title) == ["lens number1"])
                #expect(list.map(\.posts) == [3] && list.map(\.completeness) == [.complete])
            }
        }
    }

    /// A picture that stands nowhere but in a quote goes with what is quoted; one that the quoting post shows itself stays.
    @Test(arguments: Engine.available) func aPictureGoesWithTheQuoteItStandsIn(_ engine: Engine) async throws {
        for (isOwn, isDeep) in [(false, false), (false, true), (true, false)] {
            let (archive, _) = try await archive(engine)
            var quoting = Sample.post(7, "two years on", by: Sample.marit)
            quoting.id = PostID("200000000000000077")
            var between = Sample.post(8, "indeed", by: Sample.marit)
            between.id = PostID("200000000000000078")
            between.quote = .post(Self.posts[1])
            quoting.quote = .post(isDeep ? between : Self.posts[1])
            if isOwn { quoting.attachments = [Unroll.Attachment(kind: .image, url: Self.picture)] }
            try await archive.keep(Sample.thread([quoting], network: .x), .public)
            #expect(try await isShown(archive, to: .anyone))
            try await lose([Self.posts[1]], in: archive)
            #expect(try await isShown(archive, to: .anyone) == isOwn, "own \(isOwn), deep \(isDeep)")
            for viewer in Self.whoSeeIt { #expect(try await isShown(archive, to: viewer)) }
        }
    }

    /// Of what is quoted nothing else may be kept: then it goes when the quoting post is found without it.
    @Test(arguments: Engine.available) func aPictureGoesWithAnEarlierText(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var quoting = Sample.post(7, "two years on", by: Sample.marit)
        quoting.id = PostID("200000000000000077")
        quoting.quote = .post(Self.posts[1])
        try await archive.keep(Sample.thread([quoting], network: .x), .public)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.keep(Self.medium, from: Self.picture, now: Sample.start)
        }
        #expect(try await isShown(archive, to: .anyone))
        quoting.quote = .placeholder(QuotePlaceholder(.deleted, id: Self.posts[1].id))
        try await archive.keep(Sample.thread([quoting], network: .x, at: Self.later), .public)
        #expect(try await !isShown(archive, to: .anyone))
        for viewer in Self.whoSeeIt { #expect(try await isShown(archive, to: viewer)) }
    }

    /// Whose posts all went is not shown with their face either.
    @Test(arguments: Engine.available) func aFaceGoesWithTheLastPost(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var posts = Array(Self.posts.prefix(2))
        for index in posts.indices {
            posts[index].author.avatar = Self.picture
            posts[index].attachments = []
        }
        var thread = Sample.thread(posts, network: .x)
        thread.author.avatar = Self.picture
        try await archive.keep(thread, .public)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.keep(Self.medium, from: Self.picture, now: Sample.start)
        }
        try await lose([posts[0]], in: archive)
        #expect(try await isShown(archive, to: .anyone))
        try await lose([posts[1]], in: archive)
        #expect(try await !isShown(archive, to: .anyone))
        for viewer in Self.whoSeeIt { #expect(try await isShown(archive, to: viewer)) }
    }

    @Test(arguments: Engine.available) func makingAThreadPublicShowsNoMore(_ engine: Engine) async throws {
        let (archive, key) = try await archive(engine)
        let posts = Self.posts
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.setAudience(.link, reason: Keeping.hostReason, of: key)
        }
        try await archive.keep(
            Sample.thread([posts[0], posts[2]], network: .x, at: Self.later, state: .unknown), .link)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.setAudience(.public, reason: Keeping.hostReason, of: key)
        }
        try await expectHidden(archive)
    }

    /// Posts are shared by the threads they stand in: here one that another author's thread answers.
    @Test(arguments: Engine.available) func whatOneThreadFindsGoneNoOtherShows(_ engine: Engine) async throws {
        let (archive, _) = try await archive(engine)
        let posts = Self.posts
        var answer = Sample.post(7, "an answer", by: Sample.marit)
        answer.id = PostID("200000000000000077")
        var other = Sample.thread([answer], network: .x)
        other.context = [.post(posts[1])]
        try await archive.keep(other, .link)
        func texts(_ id: PostID) async throws -> [String] {
            try await archive.store.database.read { c throws(StoreFailure) in
                guard let kept = try c.thread(.id(.x, id), for: .host) else { return [] }
                return kept.thread.context.compactMap { if case .post(let post) = $0 { post.text } else { nil } }
                    + kept.thread.posts.map(\.text)
            }
        }
        #expect(try await texts(answer.id) == ["lens number2", "an answer"])
        try await archive.keep(Sample.thread([posts[0], posts[2]], network: .x, at: Self.later), .link)
        #expect(try await texts(posts[0].id) == ["lens number1", "lens number3"])
        #expect(try await texts(answer.id) == ["an answer"])
        let kept = try #require(try await archive.store.thread(.id(.x, answer.id), for: .host))
        let (shown, hidden) = (kept.shown(withVanished: true), kept.shown(withVanished: false))
        guard case .post(let above)? = shown.context.first, case .tombstone(let place)? = hidden.context.first else {
            Issue.record("\(shown.context) \(hidden.context)")
            return
        }
        #expect(above.text == "lens number2" && above.vanished?.gone == Self.later && place.id == above.id)
    }

    /// Other people's posts stay too, above the thread and answered in it, where a tombstone tells of them.
    @Test(arguments: Engine.available) func whatIsAnsweredStays(_ engine: Engine) async throws {
        for network in [Network.x, .bluesky] {
            let archive = try await Archive(engine)
            let asked = [1, 2].map { number in
                var post = Sample.post(number, "question \(number)", by: Sample.marit)
                post.id = PostID("30000000000000000\(number)")
                return post
            }
            var own = Sample.post(7, "the thread")
            own.id = PostID("300000000000000077")
            var reply = Sample.post(8, "an answer")
            reply.id = PostID("300000000000000078")
            var thread = Sample.thread([own], network: network)
            thread.context = [.post(asked[0])]
            thread.answers = [Thread.Answer(to: .post(asked[1]), posts: [reply])]
            let key = try await archive.keep(thread, .public)
            var later = Sample.thread([own], network: network, at: Self.later)
            later.context = [.tombstone(Tombstone(id: asked[0].id, reason: .deleted))]
            later.answers = [
                Thread.Answer(to: .tombstone(Tombstone(id: asked[1].id, reason: .deleted)), posts: [reply])
            ]
            for hours in [0, 1] as [Int64] {
                later.retrieved = Self.later.advanced(byMilliseconds: hours * 3_600_000)
                try await archive.keep(later, .public)
                let kept = try #require(try await archive.store.thread(.key(key), for: .host))
                let above = kept.shown(withVanished: true)
                let texts = (above.context + above.answers.compactMap(\.to)).compactMap {
                    if case .post(let post) = $0 { post } else { nil }
                }
                #expect(texts.map(\.text) == ["question 1", "question 2"])
                #expect(texts.allSatisfy { $0.vanished?.gone == Self.later && $0.vanished?.because == .deleted })
                #expect(kept.shown(withVanished: false).context == later.context)
            }
            // Who asks for a login is heard.
            later.retrieved = Self.later.advanced(byMilliseconds: 5 * 3_600_000)
            later.context = [.tombstone(Tombstone(id: asked[0].id, reason: .deleted))]
            try await archive.store.database.write { c throws(StoreFailure) in
                try c.execute("UPDATE posts SET gone_because = 'login-only' WHERE gone IS NOT NULL")
            }
            try await archive.keep(later, .public)
            let asking = try #require(try await archive.store.thread(.key(key), for: .host))
            #expect(asking.shown(withVanished: true).context == later.context)
            // What only became another part of the conversation is not gone.
            later.retrieved = Self.later.advanced(byMilliseconds: 10 * 3_600_000)
            (later.context, later.answers) = ([], [Thread.Answer(to: nil, posts: [reply])])
            try await archive.keep(later, .public)
            let kept = try #require(try await archive.store.thread(.key(key), for: .host))
            #expect(kept.shown(withVanished: true).context.isEmpty)
        }
    }
}
