import Simulated
import Testing

@testable import Unroll

@Suite("Mastodon-compatible servers") struct MastodonFlavourTests {
    @Test(arguments: MastodonWorld.Flavour.allCases, ["t1", "t3", "t6"])
    func withATokenWhereNeeded(flavour: MastodonWorld.Flavour, key: String) throws {
        let world = MastodonWorld.chain(6, flavour)
        let run = try MastodonRun(world, key, tokens: world.servers[0].isClosed ? [MastodonWorld.home] : [])
        #expect(run.posts == names("t", 1...6))
        #expect(run.root == "t1")
        #expect(run.conversation.source.kind == .api)
        #expect(run.conversation.posts.allSatisfy { $0.author.handle == "ines@home.example" })
        #expect(Set(run.conversation.posts.map(\.author.id)).count == 1)
    }

    @Test(arguments: MastodonWorld.Flavour.allCases)
    func throughAnotherServer(flavour: MastodonWorld.Flavour) throws {
        let world = MastodonWorld.chain(6, flavour)
        let closed = world.servers[0].isClosed
        let here = try MastodonRun(world, "t3", tokens: closed ? [MastodonWorld.home] : [])
        let there = try MastodonRun(world, "t3", on: MastodonWorld.far, tokens: closed ? [MastodonWorld.home] : [])
        #expect(there.posts == names("t", 1...6))
        #expect(there.conversation.anchor == here.conversation.anchor)
        #expect(Set(there.conversation.posts.map(\.author.id)) == Set(here.conversation.posts.map(\.author.id)))
    }

    @Test(arguments: [MastodonWorld.Flavour.goToSocial, .takahe, .snac], ["t1", "t2", "t4"])
    func aClosedServerIsReadAsObjects(flavour: MastodonWorld.Flavour, key: String) throws {
        let world = MastodonWorld.with(flavour) { world in
            world.writeChain("t", by: "ines", 4)
            world.write("chatter", by: "tom", to: "t1")
            world.write("question", by: "kaja", to: "t2")
            world.write("answer", by: "ines", to: "question")
        }
        let run = try MastodonRun(world, key)
        #expect(run.posts.filter { $0.hasPrefix("t") } == names("t", 1...4))
        #expect(run.conversation.source == Source(kind: .activityPub, host: MastodonWorld.home))
        #expect(run.conversation.shortfalls == [.listUnavailable])
        #expect(run.root == "t1")
        let author = try #require(run.post("t1")?.author)
        #expect(author.handle == "ines@home.example")
        #expect(author.name == "Ines")
        #expect(author.signals == [.noBot, .notIndexable])
    }

    @Test func closedEverywhere() throws {
        var world = MastodonWorld.chain(3, .goToSocial)
        world.changeServer(MastodonWorld.home) { $0.closesObjects = true }
        #expect(throws: BackfillFailure.closed(host: MastodonWorld.home)) { try MastodonRun(world, "t1") }
    }

    @Test func aLoneReplyReadAsObjects() throws {
        let world = MastodonWorld.with(far: .goToSocial) { world in
            world.writeChain("t", by: "ines", 3)
            world.write("reply", by: "kaja", to: "t2")
        }
        let run = try MastodonRun(world, "reply")
        #expect(run.posts == ["t1", "t2", "t3", "reply"])
        #expect(run.anchor == "reply")
    }

    @Test func pleromaObjectAddress() throws {
        let world = MastodonWorld.chain(3, .pleroma)
        let link = PostLink.mastodon(
            PostLink.MastodonLink(origin: "https://\(MastodonWorld.home)", id: nil, url: world.uri("t2")))
        let run = try MastodonRun(world, "t2", link: link)
        #expect(run.posts == names("t", 1...3))
        #expect(run.conversation.source.kind == .api)
    }

    @Test(arguments: [
        ("https://a.example/users/ines/statuses/109", "109"), ("https://a.example/ap/users/17/statuses/109", "109"),
        ("https://a.example/@ines/109", "109"), ("https://a.example/@ines/statuses/01HXY", "01HXY"),
        ("https://a.example/@ines@a.example/posts/55/", "55"), ("https://a.example/notice/AbC9", "AbC9"),
        ("https://a.example/objects/0c0ffee0-0000", nil), ("https://a.example/ines/p/171.5", nil),
        ("https://a.example/notes/9x", nil), ("https://a.example/@ines/109/embed", nil),
        ("https://a.example/@ines/%2e", nil),
        ("nonsense", nil),
    ])
    func idsInAddresses(address: String, id: String?) {
        #expect(MastodonAddress.localID(in: address)?.value == id)
    }

    @Test(arguments: [
        ("https://a.example/users/ines/statuses/109", "https://a.example/users/ines"),
        ("https://a.example/@ines@a.example/posts/55/", "https://a.example/@ines@a.example/"),
        ("https://a.example/ines/p/171.5", "https://a.example/ines"), ("https://a.example/objects/1", nil),
    ])
    func actorsInAddresses(address: String, actor: String?) {
        #expect(MastodonAddress.actor(in: address) == actor)
    }
}
