import Simulated
import Testing

@testable import Unroll

@Suite("Mastodon losses") struct MastodonLossTests {
    @Test(arguments: ["t1", "t3", "t5", "t10"], [false, true])
    func deletedMiddle(key: String, isNumbered: Bool) throws {
        var world = MastodonWorld.chain(10)
        if isNumbered {
            world.changeServer(MastodonWorld.home) { $0.closesObjects = true }
            for number in 1...10 { world.change("t\(number)") { $0.content = "<p>Step \(number)/10</p>" } }
        }
        world.delete("t4", "t7")
        let run = try MastodonRun(world, key)
        if !isNumbered || key == "t1" || key == "t3" {
            #expect(run.posts == ["t1", "t2", "t3", "t5", "t6", "t8", "t9", "t10"])
        }
        #expect(run.post("t8")?.parent == Post.Parent(id: nil, author: Author.ID(world.actor("ines"))))
    }

    @Test func anOrphanOfAnotherThreadStaysOut() throws {
        var world = MastodonWorld.with { world in
            world.writeChain("t", by: "ines", 3)
            world.writeChain("u", by: "ines", 3)
        }
        world.delete("u2")
        let run = try MastodonRun(world, "t1")
        #expect(run.posts == names("t", 1...3))
    }

    @Test func withoutEvidenceAnOrphanStaysOut() throws {
        var world = MastodonWorld.chain(6)
        world.delete("t4")
        world.changeServer(MastodonWorld.home) { $0.closesObjects = true }
        #expect(try MastodonRun(world, "t1").posts == names("t", 1...3))
    }

    @Test func foreignMiddleDeleted() throws {
        var world = MastodonWorld.with { world in
            world.writeChain("t", by: "ines", 2)
            world.write("question", by: "kaja", to: "t2")
            world.write("answer", by: "ines", to: "question")
            world.write("more", by: "ines", to: "answer")
        }
        world.delete("question")
        let run = try MastodonRun(world, "t1")
        #expect(run.posts == ["t1", "t2", "answer", "more"])
        let parent = try #require(run.post("answer")?.parent)
        #expect(parent.id == nil && parent.author != nil && parent.author != run.post("t1")?.author.id)
    }

    @Test func publicUnlistedAndHidden() throws {
        var world = MastodonWorld.chain(6)
        world.change("t2") { $0.visibility = "unlisted" }
        world.change("t4") { $0.visibility = "private" }
        for tokens in [[], [MastodonWorld.home]] as [Set<String>] {
            let run = try MastodonRun(world, "t1", tokens: tokens)
            #expect(run.posts == ["t1", "t2", "t3", "t5", "t6"])
            #expect(run.tombstones == ["t4": .notVisible])
            #expect(run.conversation.shortfalls == [.hiddenPosts])
            #expect(run.post("t2")?.visibility == .unlisted)
        }
    }

    @Test func aHiddenLeafIsOnlyCounted() throws {
        var world = MastodonWorld.chain(3)
        world.write("secret", by: "ines", to: "t3") { $0.visibility = "direct" }
        let run = try MastodonRun(world, "t1", tokens: [MastodonWorld.home])
        #expect(run.posts == names("t", 1...3))
        #expect(run.tombstones.isEmpty)
        #expect(run.conversation.shortfalls == [.hiddenPosts])
    }

    @Test func aHiddenPostIsRefused() throws {
        var world = MastodonWorld.chain(3)
        world.change("t2") { $0.visibility = "private" }
        #expect(throws: BackfillFailure.notPublic) { try MastodonRun(world, "t2", tokens: [MastodonWorld.home]) }
        #expect(throws: BackfillFailure.notFound(host: MastodonWorld.home)) { try MastodonRun(world, "t2") }
    }

    @Test func aPartialCopyIsCompletedAtHome() throws {
        var world = MastodonWorld.chain(8)
        world.changeServer(MastodonWorld.far) { $0.holds = ["t1", "t5"] }
        let run = try MastodonRun(world, "t5", on: MastodonWorld.far)
        #expect(run.posts == names("t", 1...8))
    }

    @Test(arguments: [
        Result<Response, FetchFailure>.failure(.timedOut), .failure(.unknownHost), .answer(503), .answer(401),
        .answer(403),
        .answer(404, "<!DOCTYPE html>"), .answer(200, "<!DOCTYPE html>"), .answer(200, #"{"id": "1", "uri": "ht"#),
    ])
    func homeOutOfReach(answer: Result<Response, FetchFailure>) throws {
        var world = MastodonWorld.chain(4)
        world.broken = [("https://\(MastodonWorld.home)", answer)]
        let run = try MastodonRun(world, "t2", on: MastodonWorld.far)
        #expect(run.posts == names("t", 1...4))
        #expect(run.conversation.source.host == MastodonWorld.far)
        #expect(run.conversation.shortfalls.contains(.homeUnavailable))
    }

    @Test func deletedAtHomeIsNotShownFromACopy() throws {
        var world = MastodonWorld.chain(5)
        world.delete("t3")
        world.changeServer(MastodonWorld.far) { $0.holds = ["t1", "t2", "t3", "t4", "t5"] }
        let run = try MastodonRun(world, "t3", on: MastodonWorld.far)
        #expect(run.posts == ["t1", "t2", "t4", "t5"])
        #expect(run.tombstones == ["t3": .deleted])
        #expect(run.anchor == "t3")
    }

    @Test(arguments: [
        (
            Result<Response, FetchFailure>.answer(404, #"{"error": "Record not found"}"#),
            BackfillFailure.notFound(host: "home.example")
        ),
        (.answer(404, "<html>"), .notFound(host: "home.example")), (.answer(410), .deleted),
        (.answer(401), .closed(host: "home.example")), (.answer(403), .forbidden(host: "home.example")),
        (.answer(422), .notFound(host: "home.example")), (.answer(429), .rateLimited(host: "home.example")),
        (.answer(500), .serverFailed(host: "home.example", status: 500)),
        (.answer(200, "<!DOCTYPE html>"), .unreadable(host: "home.example")),
        (.answer(200, #"{"id": "12", "con"#), .unreadable(host: "home.example")),
        (.answer(200, "[]"), .unreadable(host: "home.example")),
        (.failure(.connectionLost), .unanswered(host: "home.example", .connectionLost)),
        (.failure(.tooLarge), .unanswered(host: "home.example", .tooLarge)),
    ])
    func refusals(answer: Result<Response, FetchFailure>, failure: BackfillFailure) throws {
        var world = MastodonWorld.chain(2)
        world.broken = [("https://\(MastodonWorld.home)", answer)]
        #expect(throws: failure) { try MastodonRun(world, "t1") }
    }

    @Test func aWrongToken() throws {
        var settings = BackfillSettings()
        settings.mastodonTokenHosts = [MastodonWorld.home]
        var world = MastodonWorld.chain(2, .goToSocial)
        world.changeServer(MastodonWorld.home) { $0.closesObjects = true }
        let backfill = Backfill(world.link("t1"), settings: settings)
        #expect(throws: BackfillFailure.badToken(host: MastodonWorld.home)) {
            try run(backfill, against: MastodonSimulation(world).server, authorization: { _ in "Bearer old" })
        }
    }

    @Test func rateLimitsAreWaitedFor() throws {
        let now = Timestamp(seconds: 1_790_000_000)
        let world = MastodonWorld.chain(2)
        var backfill = Backfill(world.link("t1"), settings: BackfillSettings())
        guard case .ask(let requests) = backfill.step(now: now), let request = requests.first else {
            Issue.record("nothing asked")
            return
        }
        let headers = ["x-ratelimit-reset": now.advanced(byMilliseconds: 90_000).rfc3339]
        let limited = Response(status: 429, headers: headers, body: [], url: request.url, received: now)
        backfill.receive(.success(limited), for: request)
        let later = now.advanced(byMilliseconds: 91_000)
        #expect(backfill.step(now: now) == .wait(until: later, host: MastodonWorld.home))
        #expect(backfill.step(now: later) == .ask([request]))
    }
}

extension Result<Response, FetchFailure> {
    static func answer(_ status: Int, _ body: String = "") -> Self {
        .success(
            Response(status: status, body: Array(body.utf8), url: "", received: Timestamp(seconds: 1_790_000_000)))
    }
}
