import Testing

@testable import Store
@testable import Unroll

@Suite(.timeLimit(.minutes(2))) struct RoundTripTests {
    /// Everything the model can hold.
    private var everything: Unroll.Thread {
        var quoting = Sample.everything(2)
        var inner = Sample.everything(3, by: Sample.marit)
        inner.quote = .post(Sample.everything(4))
        quoting.quote = .post(inner)
        var renamed = Sample.ines
        (renamed.name, renamed.avatar) = ("Ines", Sample.link("https://cdn.example/new.jpg"))
        renamed.emoji = [CustomEmoji(shortcode: "a", url: Sample.link("https://cdn.example/a.png"))]
        var thread = Sample.thread([Sample.everything(1), quoting, Sample.post(5, "later", by: renamed)])
        let reader = Sample.post(6, "a question", by: Sample.marit)
        let tombstone = Tombstone(
            id: PostID("gone"), reason: .blocked, author: Sample.marit.id, parent: Post.Parent(id: nil), order: 5,
            gone: Sample.start, goneOrder: -5)
        thread.branches = [
            .init(
                attachedTo: quoting.id, posts: [Sample.post(7, "aside"), Sample.post(8, "and on")],
                missing: [.init(after: nil, count: 1, id: PostID("n"), reason: .gone(.unknown))]),
            .init(attachedTo: nil, posts: [Sample.post(9, "adrift")]),
        ]
        thread.answers = [
            .init(to: .post(reader), posts: [Sample.post(10, "an answer")]),
            .init(to: .post(reader), posts: [Sample.post(11, "another")]),
            .init(
                to: nil, posts: [Sample.post(12, "?")],
                missing: [.init(after: PostID("12"), count: 2, reason: .gone(.deleted))]),
            .init(to: .tombstone(tombstone), posts: [Sample.post(13, "to nobody")]),
        ]
        thread.context = [.post(Sample.everything(14, by: Sample.marit)), .tombstone(tombstone)]
        thread.missing = [
            .init(after: quoting.id, count: 2, id: PostID("m"), reason: .gone(.deleted)),
            .init(after: nil, count: nil, reason: .numbering), .init(after: nil, count: 1, reason: .networkCount),
        ]
        thread.aliases = [PostID("alias"), PostID("Alias")]
        (thread.url, thread.language) = (Sample.link("https://bsky.example/1"), "pt-BR")
        thread.remarks = [.foreignAnchor(author: "marit.example")]
        thread.completeness = Completeness(
            state: .incomplete, found: 3, expected: 9, shortfalls: Shortfall.allCases)
        return thread
    }

    @Test(arguments: Engine.available) func aThreadComesBackExactly(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let thread = everything
        let key = try await archive.keep(thread)
        let kept = try #require(try await archive.store.thread(.key(key), for: .host))
        #expect(kept.thread == thread)
        #expect(kept.lost.isEmpty)
        #expect(kept.merged() == thread)
    }

    @Test(arguments: Engine.available) func onePostAndHugeIdsComeBack(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var post = Sample.post(1, "")
        post.id = PostID("https://social.example/" + String(repeating: "x", count: 9000))
        post.author.handle = String(repeating: "h", count: 9000)
        post.published = Timestamp(milliseconds: .min)
        for network in Network.allCases {
            let thread = Sample.thread([post], network: network)
            let key = try await archive.keep(thread)
            #expect(try await archive.store.thread(.id(network, post.id), for: .host)?.key == key)
            #expect(try await archive.store.thread(.post(network, post.id), for: .host)?.thread == thread)
        }
    }

    @Test(arguments: Engine.available) func aThreadIsFoundByEveryNameItHas(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let thread = everything
        let key = try await archive.keep(thread)
        let names: [ThreadName] =
            [.key(key), .id(.bluesky, thread.id), .linkKey(Archive.linkKey(thread))]
            + thread.aliases.map { .id(.bluesky, $0) } + thread.posts.map { .post(.bluesky, $0.id) }
            + thread.answers.flatMap(\.posts).map { .post(.bluesky, $0.id) }
        for name in names { #expect(try await archive.store.thread(name, for: .anyone)?.key == key) }
        #expect(try await archive.store.thread(.id(.x, thread.id), for: .host) == nil)
        #expect(try await archive.store.thread(.id(.bluesky, PostID("ALIAS")), for: .host) == nil)
        #expect(try await archive.store.thread(.post(.bluesky, Sample.post(6, "").id), for: .host) == nil)
    }
}
