import Testing

@testable import Store
@testable import Unroll

/// What a post quoted stays, marked, where its network has nothing in that place any more.
@Suite(.timeLimit(.minutes(2))) struct VanishedQuoteTests {
    private static let day: Int64 = 86_400_000
    private static let first = Sample.start.advanced(byMilliseconds: day)
    private static let picture = Sample.link("https://cdn.example/a.jpg")
    private static let medium = Medium(hash: Array(repeating: 1, count: 32), type: "image/webp", length: 1)

    private static var quoted: Post {
        var post = Sample.post(1, "lens of marit", by: Sample.marit)
        post.id = PostID("200000000000000001")
        post.attachments = [Unroll.Attachment(kind: .image, url: picture)]
        return post
    }

    /// The quoting thread, as it was retrieved some days after the first time.
    private func thread(_ quote: Quote?, on network: Network = .bluesky, day: Int64 = 0) -> Unroll.Thread {
        var post = Sample.post(2, "two years on")
        post.id = PostID("200000000000000002")
        post.quote = quote
        return Sample.thread([post], network: network, at: Self.first.advanced(byMilliseconds: day * Self.day))
    }

    private func archive(_ engine: Engine, on network: Network = .bluesky) async throws -> (Archive, key: Int64) {
        let archive = try await Archive(engine)
        let key = try await archive.keep(thread(.post(Self.quoted), on: network))
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.keep(Self.medium, from: Self.picture, now: Sample.start)
        }
        return (archive, key)
    }

    private func quote(in archive: Archive, _ key: Int64) async throws -> Quote? {
        try await archive.store.thread(.key(key), for: .host)?.thread.posts.first?.quote
    }

    @Test(arguments: Engine.available) func itStaysMarkedAndIsFound(_ engine: Engine) async throws {
        let id = Self.quoted.id
        let later = Self.first.advanced(byMilliseconds: Self.day)
        let cases: [(QuotePlaceholder, Post.Vanished?)] = [
            (.init(.deleted, id: id), .init(seen: Self.first, gone: later, because: .deleted)),
            // Mastodon tells no id with it.
            (.init(.deleted), .init(seen: Self.first, gone: later, because: .deleted)),
            (.init(.suspended, id: id), .init(seen: Self.first, gone: later, because: .suspended)),
            (.init(.notLoaded, id: id), .init(seen: Self.first)),
            // Somebody wants it so, or it is another one.
            (.init(.withdrawn, id: id), nil), (.init(.notVisible, id: id), nil), (.init(.pending, id: id), nil),
            (.init(.deleted, id: PostID("9")), nil),
        ]
        for (place, vanished) in cases {
            let (archive, key) = try await archive(engine)
            try await archive.keep(thread(.placeholder(place), day: 1))
            var kept = Self.quoted
            kept.vanished = vanished
            let expected = vanished == nil ? Quote.placeholder(place) : .post(kept)
            #expect(try await quote(in: archive, key) == expected)
            #expect(try await archive.search("marit") == (vanished == nil ? [] : ["two years on"]), "\(place)")
            // The same answer again is no news, and when it was found out first stays.
            try await archive.keep(thread(.placeholder(place), day: 2))
            #expect(try await quote(in: archive, key) == expected)
            let history = try await archive.store.database.read { c throws(StoreFailure) in try c.history(of: key) }
            #expect(history.map(\.changes.count) == [0, 1, 0])
            let refreshed = try #require(try await archive.store.thread(.key(key), for: .host))
            #expect(refreshed.revised.count == 1 && refreshed.edited.isEmpty, "nobody edited it")
            try await archive.keep(thread(.post(Self.quoted), day: 3))
            #expect(try await quote(in: archive, key) == .post(Self.quoted), "what is there again is not gone")
            #expect(try await archive.emptiesItsIndex())
        }
    }

    @Test(arguments: Engine.available) func whatIsNotLoadedAtFirstMayBeGoneLater(_ engine: Engine) async throws {
        let (archive, key) = try await archive(engine)
        try await archive.keep(thread(.placeholder(.init(.notLoaded, id: Self.quoted.id)), day: 1))
        try await archive.keep(thread(.placeholder(.init(.deleted, id: Self.quoted.id)), day: 2))
        try await archive.keep(thread(.placeholder(.init(.notLoaded, id: Self.quoted.id)), day: 3))
        var kept = Self.quoted
        kept.vanished = Post.Vanished(
            seen: Self.first, gone: Self.first.advanced(byMilliseconds: 2 * Self.day), because: .deleted)
        #expect(try await quote(in: archive, key) == .post(kept))
        // A quote that its post has no more was taken out of it by whoever wrote it.
        try await archive.keep(thread(nil, day: 4))
        #expect(try await quote(in: archive, key) == nil)
    }

    @Test(arguments: Engine.available) func aQuoteInAQuoteStaysToo(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var between = Sample.post(3, "indeed", by: Sample.marit)
        between.quote = .post(Self.quoted)
        let key = try await archive.keep(thread(.post(between)))
        between.quote = .placeholder(.init(.deleted, id: Self.quoted.id))
        try await archive.keep(thread(.post(between), day: 1))
        let post = try #require(try await archive.store.thread(.key(key), for: .host)?.thread.posts.first)
        #expect(post.quoted.map(\.text) == ["indeed", "lens of marit"])
        #expect(post.quoted.map { $0.vanished?.because } == [nil, .deleted])
    }

    /// What a later program makes of old answers takes the place of what was made of them before.
    @Test(arguments: Engine.available) func rebuildingKeepsWhatHadVanishedAlone(_ engine: Engine) async throws {
        let (archive, key) = try await archive(engine)
        func rebuild(_ thread: Unroll.Thread) async throws {
            var keeping = Keeping(thread, audience: .public, reason: "network", linkKey: "k")
            keeping.isRebuilt = true
            _ = try await archive.store.keep(keeping)
        }
        let place = Quote.placeholder(.init(.deleted, id: Self.quoted.id))
        try await rebuild(thread(place))
        #expect(try await quote(in: archive, key) == place)
        try await rebuild(thread(.post(Self.quoted)))
        try await archive.keep(thread(place, day: 1))
        let vanished = try await quote(in: archive, key)
        #expect(vanished != place)
        try await rebuild(thread(place, day: 1))
        #expect(try await quote(in: archive, key) == vanished)
    }

    @Test(arguments: Engine.available) func removingItEmptiesItsPlace(_ engine: Engine) async throws {
        let (archive, key) = try await archive(engine)
        try await archive.keep(thread(.placeholder(.init(.deleted, id: Self.quoted.id)), day: 1))
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.removeAuthor(Sample.marit.id, on: .bluesky, at: Self.first, key: Archive.key)
        }
        #expect(try await quote(in: archive, key) == .placeholder(QuotePlaceholder(.withdrawn)))
        #expect(try await archive.search("marit").isEmpty)
        #expect(
            try await archive.store.database.read { c throws(StoreFailure) in
                try c.medium(Self.medium.hash, for: .host) == nil
            })
        #expect(try await archive.emptiesItsIndex())
    }

    @Test(arguments: Engine.available) func onXStrangersAreNotShownIt(_ engine: Engine) async throws {
        for state in [QuotePlaceholder.State.deleted, .suspended, .notLoaded] {
            let (archive, key) = try await archive(engine, on: .x)
            #expect(try await archive.search("marit") == ["two years on"])
            try await archive.keep(thread(.placeholder(.init(state, id: Self.quoted.id)), on: .x, day: 1))
            for viewer in [Viewer.anyone, .host, .anyone(seeingVanishedFromX: true)] {
                let isShown = viewer != .anyone
                #expect(try await archive.search("marit", for: viewer) == (isShown ? ["two years on"] : []))
                #expect(try await archive.search("years", for: viewer) == ["two years on"])
                let medium = try await archive.store.database.read { c throws(StoreFailure) in
                    try c.medium(Self.medium.hash, for: viewer)
                }
                #expect((medium != nil) == isShown)
            }
            let post = try #require(try await archive.store.thread(.key(key), for: .host)?.thread.posts.first)
            #expect(
                post.withoutVanishedQuotes([:]).quote == .placeholder(.init(state, id: Self.quoted.id)),
                "strangers read what the network says")
        }
    }

    /// A quoted post stands in no thread by which it would be asked for.
    @Test(arguments: Engine.available) func onXItIsLookedForByItself(_ engine: Engine) async throws {
        let (archive, key) = try await archive(engine, on: .x)
        let (tomorrow, id) = (Self.first.advanced(byMilliseconds: Self.day), Self.quoted.id)
        func asked() async throws -> [PostID] {
            try await archive.store.database.read { c throws(StoreFailure) in
                try c.postsToLookFor(in: key, since: tomorrow)
            }
        }
        func gone() async throws -> [PostID: Post.Vanished] {
            try await archive.store.database.read { c throws(StoreFailure) in try c.gone([id], on: .x) }
        }
        #expect(try await asked().map(\.value) == ["200000000000000002", id.value])
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.execute("DELETE FROM changes")
            try c.markGone([id: .deleted], on: .x, source: Source(kind: .api, host: "x.example"), at: tomorrow)
        }
        #expect(try await asked().map(\.value) == ["200000000000000002"])
        #expect(try await gone() == [id: Post.Vanished(seen: Self.first, gone: tomorrow, because: .deleted)])
        let changed = try await archive.store.database.read { c throws(StoreFailure) in
            try c.query("SELECT thread FROM changes").map { row throws(StoreFailure) in try row.integer("thread") }
        }
        #expect(changed == [key], "pages that are kept ready are made anew")
        #expect(try await archive.search("marit").isEmpty)
        #expect(try await archive.search("marit", for: .host) == ["two years on"])
        for viewer in [Viewer.anyone, .host] {
            let medium = try await archive.store.database.read { c throws(StoreFailure) in
                try c.medium(Self.medium.hash, for: viewer)
            }
            #expect((medium == nil) == (viewer == .anyone))
        }
        // A retrieval that has it says that it is there again.
        try await archive.store.database.write { c throws(StoreFailure) in try c.execute("DELETE FROM changes") }
        var other = Sample.post(5, "as marit says", by: Sample.author("did:plc:tove", "tove.example"))
        other.id = PostID("200000000000000005")
        other.quote = .post(Self.quoted)
        try await archive.keep(
            Sample.thread([other], network: .x, at: Self.first.advanced(byMilliseconds: 2 * Self.day)))
        #expect(try await gone().isEmpty)
        let back = try await archive.store.database.read { c throws(StoreFailure) in
            try c.query("SELECT DISTINCT thread FROM changes").map { row throws(StoreFailure) in
                try row.integer("thread")
            }
        }
        #expect(back.contains(key))
        try await archive.keep(thread(.post(Self.quoted), on: .x, day: 3))
        #expect(try await archive.search("marit") == ["as marit says", "two years on"])
        // One of its own is asked for with its own thread.
        try await archive.keep(Sample.thread([Self.quoted], network: .x, at: Self.first))
        let far = Self.first.advanced(byMilliseconds: 9 * Self.day)
        let ids = try await archive.store.database.read { c throws(StoreFailure) in
            try c.postsToLookFor(in: key, since: far)
        }
        #expect(ids.map(\.value) == ["200000000000000002"])
    }

    /// What old answers say does not make up for what was found since: not those that are read anew, nor those with which a retrieval is
    /// gone on.
    @Test(arguments: Engine.available) func olderAnswersBringNothingBack(_ engine: Engine) async throws {
        let (id, looked) = (Self.quoted.id, Self.first.advanced(byMilliseconds: Self.day))
        for isRebuilt in [true, false] {
            let archive = try await Archive(engine)
            let (first, later) = (thread(.post(Self.quoted), on: .x), thread(.post(Self.quoted), on: .x, day: 2))
            let begun = looked.advanced(byMilliseconds: -1)
            let (retrieval, again) = try await archive.store.database.write { c throws(StoreFailure) in
                (
                    try c.begin("1", on: .x, at: first.retrieved.advanced(byMilliseconds: -1)),
                    try c.begin("2", on: .x, at: begun)
                )
            }
            let key = try await archive.keep(first, retrieval: retrieval)
            let own = first.posts[0].id
            try await archive.store.database.write { c throws(StoreFailure) in
                try c.markGone(
                    isRebuilt ? [id: .deleted] : [id: .deleted, own: .deleted], on: .x,
                    source: Source(kind: .api, host: "x.example"), at: looked)
            }
            var keeping = Keeping(
                isRebuilt ? first : later, audience: .public, reason: "network", linkKey: "k",
                retrieval: isRebuilt ? retrieval : again)
            keeping.isRebuilt = isRebuilt
            _ = try await archive.store.keep(keeping)
            let gone = try await archive.store.database.read { c throws(StoreFailure) in
                try c.gone([id, own], on: .x)
            }
            #expect(Set(gone.keys) == (isRebuilt ? [id] : [id, own]), "rebuilt \(isRebuilt)")
            #expect(try await archive.search("marit").isEmpty)
            let kept = try #require(try await archive.store.thread(.key(key), for: .host))
            #expect(kept.thread.posts.count == (isRebuilt ? 1 : 0) && kept.merged().posts.count == 1)
        }
    }

    /// Who protects an account is heard, however that was found out.
    @Test(arguments: Engine.available) func whatIsHiddenSinceIsEmptiedForEverybody(_ engine: Engine) async throws {
        let (archive, _) = try await archive(engine, on: .x)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.markGone(
                [Self.quoted.id: .protected], on: .x, source: Source(kind: .api, host: "x.example"),
                at: Self.first.advanced(byMilliseconds: Self.day))
        }
        for viewer in [Viewer.host, .anyone, .anyone(seeingVanishedFromX: true)] {
            #expect(try await archive.search("marit", for: viewer).isEmpty)
            #expect(try await archive.search("years", for: viewer) == ["two years on"])
        }
    }

    /// What one thread finds gone, no other shows.
    @Test(arguments: Engine.available) func itGoesFromEveryPostThatQuotesIt(_ engine: Engine) async throws {
        let (archive, _) = try await archive(engine, on: .x)
        var other = Sample.post(5, "as marit says", by: Sample.author("did:plc:tove", "tove.example"))
        other.id = PostID("200000000000000005")
        other.quote = .post(Self.quoted)
        try await archive.keep(Sample.thread([other], network: .x, at: Self.first))
        #expect(try await archive.search("lens") == ["as marit says", "two years on"])
        try await archive.keep(thread(.placeholder(.init(.deleted, id: Self.quoted.id)), on: .x, day: 1))
        #expect(try await archive.search("lens").isEmpty)
        #expect(try await archive.search("lens", for: .host).count == 2)
    }
}
