import Simulated
import Testing

@testable import Unroll

@Suite("X: gathering a thread") struct XBackfillTests {
    @Test(arguments: [false, true], [0, 6, 13])
    func everyLinkGivesTheSame(isNew: Bool, given: Int) throws {
        var world = XStory.thread(14)
        world.isNew = isNew
        let (conversation, requests) = try XStory.gather(world.posts[given].id, in: world)
        #expect(conversation.postIDs == world.posts.map(\.id).sorted())
        #expect(conversation.root?.value == world.posts[0].id)
        #expect(conversation.anchor.value == world.posts[given].id)
        #expect(conversation.shortfalls.isEmpty)
        #expect(conversation.source == Source(kind: .api, host: "api.x.com"))
        #expect(requests.count <= (isNew ? 4 : 3) + (given > 0 ? 1 : 0))
        #expect(requests.allSatisfy { $0.credential == .x })
        let thread = try unroll(conversation)
        #expect(thread.posts.count == 14)
        #expect(thread.completeness.state == .complete)
    }

    @Test func longThreadsArePagedOnceASecond() throws {
        var world = XStory.thread(1250)
        world.pageLimit = 100
        let server = world.server
        let (conversation, asked) = try XStory.play(world.posts[700].id) { XStory.ask(server, $0, at: $1) }
        #expect(conversation.postIDs.count == 1252)
        let searches = asked.filter { $0.request.url.contains("/search/all?") }
        #expect(searches.count == 13)
        #expect(searches.allSatisfy { $0.request.url.contains("max_results=500") })
        #expect(searches.allSatisfy { $0.request.url.contains("sort_order=recency") })
        #expect(zip(searches, searches.dropFirst()).allSatisfy { $1.at.milliseconds - $0.at.milliseconds >= 1000 })
    }

    @Test func youngThreadsNeedNoArchive() throws {
        var world = XStory.thread(8, daysAgo: 5)
        world.tier = .recent
        let (conversation, requests) = try XStory.gather(world.posts[4].id, in: world)
        #expect(conversation.postIDs.count == 10)
        #expect(conversation.shortfalls.isEmpty)
        #expect(!requests.contains { $0.url.contains("/search/all") })
    }

    @Test func refusedArchiveIsSaid() throws {
        var world = XStory.thread(8)
        world.posts.append(XWorld.Post(XStory.id(daysAgo: 2), by: XStory.author, "P.S.", parent: world.posts[7].id))
        world.tier = .recent
        let (conversation, requests) = try XStory.gather(world.posts[7].id, in: world)
        #expect(conversation.shortfalls == [.recentOnly])
        #expect(requests.filter { $0.url.contains("/search/all") }.count == 1)
        #expect(Set(conversation.postIDs).isSuperset(of: world.posts[0..<8].map(\.id)))
        #expect(conversation.post(PostID(world.posts[10].id)) != nil)
    }

    @Test func withoutSearchTheWayUpRemains() throws {
        var world = XStory.thread(6)
        world.tier = .lookup
        let (conversation, _) = try XStory.gather(world.posts[5].id, in: world)
        #expect(conversation.shortfalls == [.recentOnly, .listUnavailable])
        #expect(conversation.postIDs == world.posts[0..<6].map(\.id))
    }

    @Test func hiddenPostsAreAskedForById() throws {
        var world = XStory.thread(9)
        for position in [3, 4] { world.posts[position].isUnlisted = true }
        let (conversation, _) = try XStory.gather(world.posts[0].id, in: world)
        #expect(conversation.postIDs == world.posts.map(\.id).sorted())
    }

    @Test(arguments: [0, 4, 8]) func deletedPostsLeaveTombstones(deleted: Int) throws {
        var world = XStory.thread(9)
        world.posts[deleted].state = .deleted
        let given = world.posts[deleted == 8 ? 0 : 8].id
        let (conversation, _) = try XStory.gather(given, in: world)
        let tombstone = conversation.tombstone(world.posts[deleted].id)
        #expect(tombstone?.reason == (deleted == 8 ? nil : .deleted))
        #expect(tombstone?.author?.value == (deleted == 8 ? nil : XStory.author))
        #expect(conversation.postIDs.count == 10)
    }

    @Test(arguments: [0, 4], [XWorld.Tier.archive, .recent])
    func aDeletedPostIsFoundByItsAnswers(deleted: Int, tier: XWorld.Tier) throws {
        var world = XStory.thread(9, daysAgo: tier == .archive ? 400 : 3)
        world.tier = tier
        world.posts[deleted].state = .deleted
        let (conversation, _) = try XStory.gather(world.posts[deleted].id, in: world)
        #expect(conversation.anchor.value == world.posts[deleted].id)
        #expect(conversation.tombstone(world.posts[deleted].id)?.author?.value == XStory.author)
        #expect(conversation.postIDs.count == 10)
    }

    @Test(arguments: [
        (XWorld.Post.State.deleted, BackfillFailure.absent), (.suspended, .suspended), (.protected, .protected),
        (.withheld, .forbidden(host: "api.x.com")),
    ])
    func nothingLeft(state: XWorld.Post.State, failure: BackfillFailure) throws {
        var world = XStory.thread(1)
        world.posts[0].state = state
        #expect(throws: failure) { try XStory.gather(world.posts[0].id, in: world) }
    }

    @Test func whatSomebodyAnsweredWasThere() {
        var world = XStory.thread(1)
        world.posts[0].state = .deleted
        let answer = XStory.id(daysAgo: 399, 1)
        world.posts.append(XWorld.Post(answer, by: XStory.reader, "Why rye?", parent: world.posts[0].id))
        #expect(throws: BackfillFailure.deleted) { try XStory.gather(world.posts[0].id, in: world) }
    }

    @Test func unknownPostIsDeletedOrNeverWas() {
        #expect(throws: BackfillFailure.absent) { try XStory.gather("1900000000000000000", in: XStory.thread(2)) }
    }

    @Test func aThreadThatAnswersSomebodyKeepsThatPost() throws {
        var world = XStory.empty()
        let ids = (0..<5).map { XStory.id(daysAgo: 100, $0) }
        world.posts = [
            XWorld.Post(ids[0], by: XStory.reader, "What flour?"),
            XWorld.Post(ids[1], by: XStory.reader, "Wheat or rye?", parent: ids[0]),
            XWorld.Post(ids[2], by: XStory.author, "1/ Well…", parent: ids[1]),
            XWorld.Post(ids[3], by: XStory.author, "2/ rye.", parent: ids[2]),
            XWorld.Post(ids[4], by: XStory.author, "3/ always.", parent: ids[3]),
        ]
        let (conversation, _) = try XStory.gather(ids[4], in: world)
        #expect(conversation.postIDs == ids.sorted())
        let thread = try unroll(conversation)
        #expect(thread.posts.map(\.id.value) == Array(ids[2...4]))
        #expect(!thread.context.isEmpty)
    }

    @Test func aLoneAnswerLeadsToTheFirstAuthorsThread() throws {
        let world = XStory.thread(12)
        let (conversation, requests) = try XStory.gather(world.posts[12].id, in: world)
        #expect(conversation.postIDs == world.posts.map(\.id).sorted())
        #expect(requests.filter { $0.url.contains("/search/") }.count == 2)
        #expect(try unroll(conversation).posts.count == 12)
    }

    @Test func freshThreadsAreSearchedTwice() throws {
        var world = XStory.empty()
        let ids = (0..<4).map { XWorld.id(at: XStory.now.advanced(byMilliseconds: -10_000), Int64($0)) }
        world.posts = (0..<4).map {
            XWorld.Post(ids[$0], by: XStory.author, "\($0)", parent: $0 > 0 ? ids[$0 - 1] : nil)
        }
        let server = world.server
        let (conversation, asked) = try XStory.play(ids[0]) { XStory.ask(server, $0, at: $1) }
        #expect(conversation.postIDs == ids)
        #expect(conversation.shortfalls.isEmpty)
        #expect((asked.last?.at.milliseconds ?? 0) - XStory.now.milliseconds < 60_000)
    }

    @Test func aThreadThatIsBeingWrittenIsSaid() throws {
        var world = XStory.empty()
        let ids = [-5000, 10_000].map { XWorld.id(at: XStory.now.advanced(byMilliseconds: $0)) }
        world.posts = [
            XWorld.Post(ids[0], by: XStory.author, "Now"),
            XWorld.Post(ids[1], by: XStory.author, "And now", parent: ids[0]),
        ]
        let server = world.server
        let (conversation, _) = try XStory.play(ids[0]) { XStory.ask(server, $0, at: $1) }
        #expect(conversation.postIDs == ids)
        #expect(conversation.shortfalls == [.veryFresh])
    }

    @Test func rateLimitsAreWaitedFor() throws {
        var world = XStory.thread(5)
        world.limitedUntil = XStory.now.advanced(byMilliseconds: 14 * 60_000)
        let server = world.server
        let (conversation, asked) = try XStory.play(world.posts[2].id) { XStory.ask(server, $0, at: $1) }
        #expect(conversation.postIDs.count == 7)
        #expect(asked[1].at >= XStory.now.advanced(byMilliseconds: 14 * 60_000))
    }

    @Test func anExhaustedEndpointRests() throws {
        var world = XStory.thread(30)
        world.pageLimit = 20
        let reset = XStory.now.advanced(byMilliseconds: 300_000)
        let server = world.server
        let (conversation, asked) = try XStory.play(world.posts[2].id) { request, time in
            XStory.ask(server, request, at: time).map { response in
                var response = response
                guard request.url.contains("/search/"), time < reset else { return response }
                response.headers["x-rate-limit-remaining"] = "0"
                response.headers["x-rate-limit-reset"] = String(reset.milliseconds / 1000)
                return response
            }
        }
        #expect(conversation.postIDs.count == 32)
        let searches = asked.filter { $0.request.url.contains("/search/") }
        #expect(searches.count == 2)
        #expect(searches.last.map { $0.at >= reset } == true)
    }
}
