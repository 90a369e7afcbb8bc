import Simulated
import Testing

@testable import Unroll

@Suite("Mastodon threads") struct MastodonThreadTests {
    @Test(arguments: ["t1", "t4", "t7"], [MastodonWorld.home, MastodonWorld.far])
    func anyLinkGivesTheSameThread(key: String, host: String) throws {
        let run = try MastodonRun(.chain(7), key, on: host)
        #expect(run.posts == names("t", 1...7))
        #expect(run.anchor == key)
        #expect(run.root == "t1")
        #expect(run.conversation.shortfalls == [])
        #expect(run.conversation.source == Source(kind: .api, host: MastodonWorld.home))
    }

    @Test(arguments: ["t1", "t37", "t80"])
    func longChain(key: String) throws {
        let run = try MastodonRun(.chain(80), key)
        #expect(run.posts == names("t", 1...80))
        #expect(run.conversation.shortfalls == [])
        #expect(run.requests.count < 16)
    }

    @Test func longChainWithoutTheList() throws {
        var world = MastodonWorld.chain(80)
        world.changeServer(MastodonWorld.home) { $0.refusesLists = true }
        let run = try MastodonRun(world, "t33")
        #expect(run.posts == names("t", 1...80))
        #expect(run.conversation.shortfalls == [.listUnavailable, .anonymousLimit])
    }

    @Test func aRefusedListBesideAWholeContext() throws {
        var world = MastodonWorld.chain(5)
        world.changeServer(MastodonWorld.home) { $0.refusesLists = true }
        let run = try MastodonRun(world, "t2")
        #expect(run.posts == names("t", 1...5))
        #expect(run.conversation.shortfalls == [.listUnavailable])
    }

    @Test func aThousandStrangersDoNotHideTheChain() throws {
        let world = MastodonWorld.with { world in
            world.write("t1", by: "ines")
            for number in 1...100 { world.write("r\(number)", by: "tom", to: "t1") }
            for number in 2...5 { world.write("t\(number)", by: "ines", to: "t\(number - 1)") }
            world.write("answer", by: "ines", to: "r90")
        }
        let run = try MastodonRun(world, "t1")
        #expect(run.posts.filter { $0.hasPrefix("t") } == names("t", 1...5))
        #expect(run.post("answer") != nil)
        #expect(run.post("r90") != nil)
        #expect(run.post("r3") == nil)
        #expect(run.conversation.shortfalls == [])
    }

    @Test(arguments: [false, true])
    func anOldThreadIsPagedFromItsFirstPost(forgets: Bool) throws {
        var world = MastodonWorld.chain(3)
        for number in 1...130 { world.write("other\(number)", by: "ines") }
        world.write("t4", by: "ines", to: "t3")
        for number in 131...200 { world.write("other\(number)", by: "ines") }
        world.changeServer(MastodonWorld.home) { $0.forgetsMinID = forgets }
        let run = try MastodonRun(world, "t2")
        #expect(run.posts == names("t", 1...4))
        #expect(run.conversation.shortfalls == [])
        #expect(run.asked("/api/v1/accounts/") <= 8)
    }

    @Test func aPageThatBringsNothingNewEndsThePaging() throws {
        var world = MastodonWorld.chain(3)
        for number in 1...100 { world.write("other\(number)", by: "ines") }
        world.changeServer(MastodonWorld.home) { $0.repeatsPages = true }
        let run = try MastodonRun(world, "t2")
        #expect(run.posts == names("t", 1...3))
        #expect(run.conversation.shortfalls == [.listUnavailable])
        #expect(run.asked("/api/v1/accounts/") == 3)
    }

    @Test func aBusyAuthorIsNotPagedForEver() throws {
        var world = MastodonWorld.chain(3)
        for number in 1...1100 { world.write("other\(number)", by: "ines") }
        let run = try MastodonRun(world, "t2")
        #expect(run.conversation.shortfalls == [.stoppedEarly])
        #expect(run.asked("/api/v1/accounts/") == MastodonList.patience + 2)
    }

    @Test func branchesAndAnswersComeAlong() throws {
        let world = MastodonWorld.with { world in
            world.writeChain("t", by: "ines", 4)
            world.write("question", by: "kaja", to: "t2")
            world.write("answer", by: "ines", to: "question")
            world.write("branch", by: "ines", to: "t2")
            world.write("chatter", by: "tom", to: "t1")
        }
        let run = try MastodonRun(world, "t4")
        #expect(run.posts == ["t1", "t2", "t3", "t4", "question", "answer", "branch"])
        #expect(run.post("answer")?.parent?.author == Author.ID(world.actor("kaja")))
    }

    @Test func aThreadUnderSomebodyElsesPost() throws {
        let world = MastodonWorld.with { world in
            world.writeChain("k", by: "kaja", 2)
            world.writeChain("t", by: "ines", 3, to: "k2")
            world.write("k3", by: "kaja", to: "k2")
        }
        let run = try MastodonRun(world, "t2")
        #expect(run.posts == ["k1", "k2", "t1", "t2", "t3"])
        #expect(run.root == "k1")
    }

    @Test(arguments: ["reply", "answer"])
    func aLoneReplyLeadsToTheRootAuthorsThread(key: String) throws {
        let world = MastodonWorld.with { world in
            world.writeChain("t", by: "ines", 5)
            world.write("reply", by: "kaja", to: "t3")
            world.write("answer", by: "tom", to: "reply")
        }
        let run = try MastodonRun(world, key)
        #expect(run.posts.filter { $0.hasPrefix("t") } == names("t", 1...5))
        #expect(run.anchor == key)
        #expect(run.post(key) != nil)
        #expect(run.conversation.source.host == MastodonWorld.home)
    }

    @Test func aBoostLeadsToTheBoostedPost() throws {
        let world = MastodonWorld.with { world in
            world.writeChain("t", by: "ines", 3)
            let id = world.localID("t2", on: MastodonWorld.far)
            world.write("boost", by: "kaja") { $0.fields["reblog"] = .object(["id": .string(id)]) }
        }
        let run = try MastodonRun(world, "boost")
        #expect(run.posts == names("t", 1...3))
        #expect(run.anchor == "t2")
    }
}
