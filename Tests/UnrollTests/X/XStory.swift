import Simulated

@testable import Unroll

/// Small worlds for tests of X, with the clock where `run` starts it.
enum XStory {
    static let now = Timestamp(seconds: 1_790_000_000)
    static let author = "1001"
    static let reader = "1002"

    static func id(daysAgo: Double, _ sequence: Int = 0) -> String {
        XWorld.id(at: now.advanced(byMilliseconds: -Int64(daysAgo * 86_400_000)), Int64(sequence))
    }

    static func empty() -> XWorld {
        var world = XWorld()
        world.accounts = [
            XWorld.Account(id: author, username: "nadia_bakes", name: "Nadia Bakes"),
            XWorld.Account(id: reader, username: "tom_reads", name: "Tom"),
        ]
        return world
    }

    /// A thread of `count` posts a minute apart, with a reader's question under the third and the author's answer to it.
    static func thread(_ count: Int, daysAgo: Double = 400) -> XWorld {
        var world = empty()
        var parent: String?
        for number in 0..<count {
            let id = id(daysAgo: daysAgo - Double(number) / 1440)
            world.posts.append(XWorld.Post(id, by: author, "\(number + 1)/ about rye bread", parent: parent))
            parent = id
        }
        guard count > 3 else { return world }
        let question = id(daysAgo: daysAgo - 0.5, 1)
        world.posts.append(XWorld.Post(question, by: reader, "Why rye?", parent: world.posts[2].id))
        world.posts.append(XWorld.Post(id(daysAgo: daysAgo - 0.6, 1), by: author, "It keeps.", parent: question))
        return world
    }

    static func settings() -> BackfillSettings {
        var settings = BackfillSettings()
        settings.hasXToken = true
        return settings
    }

    static func backfill(_ id: String, _ settings: BackfillSettings = settings()) -> Backfill {
        Backfill(.x(PostLink.XLink(id: id)), settings: settings)
    }

    static func gather(_ id: String, in world: XWorld) throws -> (conversation: Conversation, requests: [Request]) {
        try run(backfill(id), against: world.server)
    }

    /// What each request came to, for tests that look at it.
    static func play(
        _ id: String, _ answer: (Request, Timestamp) -> Result<Response, FetchFailure>
    ) throws -> (conversation: Conversation, asked: [(request: Request, at: Timestamp)]) {
        var (backfill, now, asked) = (backfill(id), now, [(request: Request, at: Timestamp)]())
        for _ in 0..<5000 {
            switch backfill.step(now: now) {
            case .done: return (try backfill.conversation(), asked)
            case .wait(let until, _): now = max(now, until)
            case .ask(let requests):
                for request in requests {
                    asked.append((request, now))
                    backfill.receive(answer(request, now), for: request)
                }
                now = now.advanced(byMilliseconds: 50)
            }
        }
        throw Endless()
    }

    static func ask(
        _ server: SimulatedServer, _ request: Request, at time: Timestamp
    ) -> Result<Response, FetchFailure> {
        server(SimulatedRequest(url: request.url, headers: ["authorization": "Bearer test"], at: time))
    }
}

extension Conversation {
    /// The ids of its posts, oldest first.
    var postIDs: [String] { posts.map(\.id).sorted().map(\.value) }

    func tombstone(_ id: String) -> Tombstone? {
        if case .tombstone(let tombstone)? = self[PostID(id)] { tombstone } else { nil }
    }
}
