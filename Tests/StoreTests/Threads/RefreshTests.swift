import Testing

@testable import Store
@testable import Unroll

@Suite(.timeLimit(.minutes(2))) struct RefreshTests {
    private let posts = (1...5).map { Sample.post($0, "post number \($0)") }
    private let later = Sample.start.advanced(byMilliseconds: 200_000_000)

    private func texts(_ thread: Unroll.Thread?) -> [String] { thread?.posts.map(\.text) ?? [] }

    @Test(arguments: Engine.available) func keepingTwiceIsKeepingOnce(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let first = try await archive.keep(Sample.thread(posts))
        #expect(try await archive.keep(Sample.thread(posts)) == first)
        let kept = try #require(try await archive.store.thread(.key(first), for: .host))
        #expect(kept.revision == 1)
        let history = try await archive.store.database.read { c throws(StoreFailure) in try c.history(of: first) }
        #expect(history.map(\.found) == [5])
        #expect(history.map(\.changes.isEmpty) == [true], "the first retrieval adds all that it finds")
    }

    @Test(arguments: Engine.available) func whatVanishedStaysWhereItStood(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let key = try await archive.keep(Sample.thread(posts))
        var refreshed = Sample.thread(
            [posts[0], posts[2], posts[4], Sample.post(6, "a new one")], at: later, state: .incomplete)
        refreshed.missing = [.init(after: posts[0].id, count: 1, id: posts[1].id, reason: .gone(.deleted))]
        #expect(try await archive.keep(refreshed) == key)
        let kept = try #require(try await archive.store.thread(.key(key), for: .host))
        #expect(kept.thread == refreshed)
        var (vanished, seen) = ([posts[1], posts[3]], Sample.thread(posts).retrieved)
        vanished[0].vanished = Post.Vanished(seen: seen, gone: later, because: .deleted)
        // The second was only not answered.
        vanished[1].vanished = Post.Vanished(seen: seen)
        #expect(kept.lost.map(\.post) == vanished)
        #expect(texts(kept.merged()) == (1...5).map { "post number \($0)" } + ["a new one"])
        #expect(texts(kept.merged { $0.post.vanished?.gone == nil }).contains("post number 2") == false)

        // What is there again is no longer gone; what is still lost keeps its place, also behind another lost one.
        let evenLater = later.advanced(byMilliseconds: 1000)
        var third = Sample.thread([posts[0], posts[1], posts[4]], at: evenLater)
        third.completeness.state = .unknown
        try await archive.keep(third)
        let again = try #require(try await archive.store.thread(.key(key), for: .host))
        #expect(
            texts(again.merged()) == [
                "post number 1", "post number 2", "post number 3", "post number 4", "post number 5", "a new one",
            ])
        let history = try await archive.store.database.read { c throws(StoreFailure) in try c.history(of: key) }
        #expect(history.map(\.revision) == [3, 2, 1])
        #expect(history[0].changes.map(\.change) == [.back])
        #expect(Set(history[1].changes.map(\.change)) == [.added, .gone])
    }

    @Test(arguments: Engine.available) func editsKeepBothTexts(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let key = try await archive.keep(Sample.thread(posts))
        var changed = posts
        changed[1].text = "post number two"
        for index in changed.indices { changed[index].counts.likes = 7 }
        try await archive.keep(Sample.thread(changed, at: later))
        let kept = try #require(try await archive.store.thread(.key(key), for: .host))
        #expect(kept.thread.posts == changed)
        #expect(kept.revised == [posts[1].id] && kept.edited == [posts[1].id])
        let revisions = try await archive.store.database.read { [posts] c throws(StoreFailure) in
            try c.revisions(of: posts[1].id, on: .bluesky)
        }
        #expect(revisions.map(\.post) == [posts[1]])
        #expect(try await archive.search("\"number two\"") == ["post number two"])
        #expect(try await archive.search("\"number 2\"").isEmpty)
    }

    @Test(arguments: Engine.available) func rebuildingIsNoEdit(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let key = try await archive.keep(Sample.thread(posts))
        var better = posts
        better[0].text = "post number one, read better"
        var keeping = Keeping(Sample.thread(better), audience: .public, reason: "network", linkKey: "k")
        keeping.isRebuilt = true
        #expect(try await archive.store.keep(keeping) == .kept(key: key, revision: 1))
        let kept = try #require(try await archive.store.thread(.key(key), for: .host))
        #expect(kept.thread.posts == better)
        #expect(kept.revised.isEmpty && kept.revision == 1)
        #expect(try await archive.search("better").count == 1)
        let history = try await archive.store.database.read { c throws(StoreFailure) in try c.history(of: key) }
        #expect(history.count == 1)
    }

    /// An older retrieval that comes late changes nothing, and does not stay open.
    @Test(arguments: Engine.available) func anOlderRetrievalChangesNothing(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let key = try await archive.keep(Sample.thread(posts, at: later))
        let late = try await archive.store.database.write { c throws(StoreFailure) in
            try c.begin("t", on: .bluesky, at: Sample.start)
        }
        #expect(try await archive.keep(Sample.thread([posts[0]]), retrieval: late) == key)
        #expect(try await archive.store.thread(.key(key), for: .host)?.thread == Sample.thread(posts, at: later))
        #expect(
            try await archive.store.database.read { c throws(StoreFailure) in
                try c.openRetrieval(of: "t", on: .bluesky)
            } == nil)
    }

    @Test(arguments: Engine.available) func authorsAreKnownByTheirIdAndEveryNameTheyHad(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        try await archive.keep(Sample.thread(posts))
        var renamed = posts
        for index in renamed.indices { renamed[index].author.handle = "okafor.example" }
        try await archive.keep(Sample.thread(renamed, at: later))
        try await archive.store.database.read { c throws(StoreFailure) in
            #expect(try c.author(Sample.ines.id, of: .bluesky)?.handle == "okafor.example")
            #expect(
                try c.versions(of: Sample.ines.id, on: .bluesky).map(\.author.handle) == [
                    "okafor.example", "ines.example",
                ])
            for handle in ["INES.example", "okafor.example"] {
                #expect(try c.authors(called: handle, on: .bluesky) == [Sample.ines.id])
            }
        }
        for from in ["from:ines", "from:@okafor.example", "from:okafor"] {
            #expect(try await archive.search(from + " number").count == 5)
        }
        #expect(try await archive.search("from:marit number").isEmpty)
    }

    @Test(arguments: Engine.available) func postsAreSharedByThreads(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let first = try await archive.keep(Sample.thread(posts))
        var other = Sample.thread([Sample.post(1, "I disagree", by: Sample.marit)], at: later)
        var edited = posts[4]
        edited.text = "post number five"
        other.context = [.post(edited)]
        try await archive.keep(other)
        #expect(try await archive.store.thread(.key(first), for: .host)?.thread.posts.last == edited)
    }
}
