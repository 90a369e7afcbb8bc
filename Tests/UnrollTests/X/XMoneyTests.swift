import Simulated
import Testing

@testable import Unroll

@Suite("X: money") struct XMoneyTests {
    /// A purse as Fetch keeps it: each request's bound is set aside before it goes out, and settled afterwards.
    private func spend(_ budget: Int, _ id: String, in world: XWorld) throws -> Conversation {
        var left = budget
        let server = world.server
        return try XStory.play(id) { request, time in
            guard request.priceMicrodollars <= left else { return .failure(.budgetSpent) }
            let result = XStory.ask(server, request, at: time)
            if case .success(let response) = result {
                let spent = XPrice.spent(on: response) ?? request.priceMicrodollars
                #expect(spent <= request.priceMicrodollars)
                left -= spent
            }
            return result
        }.conversation
    }

    @Test(arguments: [false, true]) func noAnswerCostsMoreThanItsBound(isNew: Bool) throws {
        var world = XStory.thread(40)
        world.isNew = isNew
        #expect(try spend(100_000_000, world.posts[20].id, in: world).postIDs.count == 42)
    }

    @Test func littleMoneyBuysSmallPages() throws {
        let world = XStory.thread(20)
        let conversation = try spend(500_000, world.posts[10].id, in: world)
        #expect(conversation.postIDs.count == 22)
        #expect(conversation.shortfalls.isEmpty)
    }

    @Test func moneyMayRunOut() throws {
        let world = XStory.thread(200)
        let conversation = try spend(200_000, world.posts[100].id, in: world)
        #expect(conversation.shortfalls == [.budgetSpent])
        #expect(conversation.post(PostID(world.posts[100].id)) != nil)
    }

    @Test func noMoneyAtAll() {
        let world = XStory.thread(3)
        #expect(throws: BackfillFailure.budgetSpent) { try spend(1000, world.posts[0].id, in: world) }
    }

    @Test(arguments: [
        ("/2/tweets/counts/all", 200, #"{"meta": {"total_tweet_count": 3}}"#, 10_000),
        ("/2/tweets/counts/recent", 200, #"{"meta": {"total_post_count": 0}}"#, 5_000),
        ("/2/tweets/search/all", 200, #"{"meta": {"result_count": 0}}"#, 0), ("/2/tweets/20", 403, "{}", 0),
        ("/2/tweets/20", 200, "<html>", nil),
        ("/2/tweets/20", 200, #"{"data": {"id": "20"}, "includes": {"users": [{"id": "12"}]}}"#, 15_000),
    ])
    func whatAnAnswerHasCost(path: String, status: Int, body: String, spent: Int?) {
        let response = Response(
            status: status, body: Array(body.utf8), url: "https://api.x.com" + path, received: XStory.now)
        #expect(XPrice.spent(on: response) == spent)
    }

    private func estimate(_ id: String, in world: XWorld) throws -> (price: XEstimate.Price, requests: [Request]) {
        let server = world.server
        var (estimate, now) = (XEstimate(PostLink.XLink(id: id), settings: XStory.settings()), XStory.now)
        var requests: [Request] = []
        for _ in 0..<20 {
            switch estimate.step(now: now) {
            case .done: return (try estimate.estimate(), requests)
            case .wait(let until, _): now = until
            case .ask(let asked):
                for request in asked {
                    requests.append(request)
                    estimate.receive(XStory.ask(server, request, at: now), for: request)
                }
            }
        }
        throw Endless()
    }

    @Test(arguments: [false, true], [2.0, 20, 400]) func estimates(isNew: Bool, daysAgo: Double) throws {
        var world = XStory.thread(40, daysAgo: daysAgo)
        world.isNew = isNew
        let (price, requests) = try estimate(world.posts[3].id, in: world)
        #expect(price.posts == 41)
        #expect(price.microdollars == 42 * 5000 + 3 * 10_000)
        #expect(price.isAtLeast == (daysAgo == 400))
        #expect(requests.count == (isNew ? 3 : 2))
        #expect(requests.map(\.priceMicrodollars).reduce(0, +) <= 70_000)
    }

    @Test func estimateWithoutArchive() throws {
        var world = XStory.thread(40)
        world.tier = .recent
        #expect(try estimate(world.posts[3].id, in: world).price.isAtLeast)
        world.tier = .none
        #expect(throws: BackfillFailure.tierRefused) { try estimate(world.posts[3].id, in: world) }
    }
}
