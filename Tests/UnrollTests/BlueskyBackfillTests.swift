import Simulated
import Testing
import Unroll

/// Asks a simulated Bluesky for the conversation around a post.
func gatherBluesky(
    _ world: BlueskyWorld, _ uri: String, change: (inout BackfillSettings) -> Void = { _ in }
) throws -> (conversation: Conversation, requests: [Request]) {
    let address = try #require(RecordAddress(uri))
    var settings = BackfillSettings()
    change(&settings)
    let link = PostLink.BlueskyLink(actor: address.author.text, rkey: address.rkey)
    return try run(Backfill(.bluesky(link), settings: settings), against: BlueskySimulation(world).server)
}

@Suite("Bluesky backfill")
struct BlueskyBackfillTests {
    static let tilda = BlueskyWorld.Account("Tilda")
    static let oren = BlueskyWorld.Account("Oren", home: "https://north.example.com")
    var world = BlueskyWorld([tilda, oren])

    private func ids(_ conversation: Conversation) -> Set<String> { Set(conversation.posts.map(\.id.value)) }

    private func reason(_ conversation: Conversation, _ uri: String) -> Tombstone.Reason? {
        guard case .tombstone(let tombstone)? = conversation[PostID(uri)] else { return nil }
        return tombstone.reason
    }

    @Test func anyPostLeadsToTheSameSixty() throws {
        var world = world
        let chain = world.chain(Self.tilda, 60)
        for uri in chain.prefix(3) { world.write(Self.oren, "Go on", to: uri) }
        for uri in [chain[0], chain[30], chain[59]] {
            let (conversation, requests) = try gatherBluesky(world, uri)
            #expect(ids(conversation) == Set(chain))
            #expect(conversation.shortfalls == [])
            #expect(conversation.root?.value == chain[0])
            #expect(conversation.anchor.value == uri)
            #expect(requests.count <= 8)
        }
    }

    @Test(arguments: [true, false])
    func theAppViewAloneGivesTheSame(_ isKnown: Bool) throws {
        var world = world
        let chain = world.chain(Self.tilda, 60)
        world.fail(isKnown ? "https://pds.example.com/" : "https://plc.directory/")
        for uri in [chain[0], chain[30], chain[59]] {
            let (conversation, _) = try gatherBluesky(world, uri)
            #expect(ids(conversation) == Set(chain))
            #expect(conversation.shortfalls == [.homeUnavailable])
        }
    }

    @Test func threadsAloneGoAllTheWayDownAndUp() throws {
        var world = world
        let chain = world.chain(Self.tilda, 250)
        world.fail("https://pds.example.com/", status: 502)
        world.fail("https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed", status: 500)
        for uri in [chain[0], chain[120], chain[249]] {
            let (conversation, _) = try gatherBluesky(world, uri)
            #expect(ids(conversation) == Set(chain))
            #expect(conversation.shortfalls == [.homeUnavailable, .listUnavailable])
        }
    }

    /// Nothing leads to the end of the thread any more, and the AppView says how long it is.
    @Test func theAppViewsCountProvesAHole() throws {
        var world = world
        let chain = world.chain(Self.tilda, 30)
        world.fail("https://pds.example.com/", status: 502)
        world.fail("https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed", status: 500)
        let deeper = "https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Atilda"
        for uri in chain.dropFirst() {
            world.fail(deeper.removingPercentEncoding! + "/app.bsky.feed.post/" + RecordAddress(uri)!.rkey, status: 500)
        }
        let (conversation, requests) = try gatherBluesky(world, chain[0])
        #expect(conversation.expectedCount == 30, "\(requests.map(\.url).filter { $0.contains("V2") })")
        let thread = try unroll(conversation)
        #expect(thread.posts.count == 11)
        #expect(thread.completeness.state == .incomplete)
        #expect(thread.completeness.expected == 30)
        #expect(thread.missing.map(\.reason) == [.networkCount])
        #expect(thread.missing.map(\.count) == [19])
    }

    @Test func theCountIsAskedForOnlyWithoutTheHome() throws {
        var world = world
        let chain = world.chain(Self.tilda, 3)
        let (conversation, requests) = try gatherBluesky(world, chain[0])
        #expect(conversation.expectedCount == nil)
        #expect(requests.allSatisfy { !$0.url.contains("getPostThreadV2") })
    }

    @Test func aHomeThatBreaksOffKeepsWhatItGave() throws {
        var world = world
        let chain = world.chain(Self.tilda, 130)
        world.fail(
            "https://pds.example.com/xrpc/com.atproto.repo.listRecords?repo=did:plc:tilda&collection=app.bsky.feed.post&limit=100&reverse=true&cursor="
                + RecordAddress(chain[99])!.rkey)
        let (conversation, _) = try gatherBluesky(world, chain[0])
        #expect(ids(conversation) == Set(chain))
        #expect(conversation.shortfalls == [.homeUnavailable])
    }

    @Test(arguments: [true, false])
    func aDeletedPostStopsNothing(_ hasHome: Bool) throws {
        var world = world
        let chain = world.chain(Self.tilda, 20)
        world.change(chain[7]) { $0.state = .deleted }
        if !hasHome { world.fail("https://pds.example.com/") }
        for uri in [chain[0], chain[19]] {
            let (conversation, _) = try gatherBluesky(world, uri)
            #expect(ids(conversation) == Set(chain).subtracting([chain[7]]))
            #expect(reason(conversation, chain[7]) == .deleted)
        }
    }

    @Test(arguments: [0, 3], [true, false])
    func aDeletedRootLeavesSurvivors(_ given: Int, _ hasHome: Bool) throws {
        var world = world
        let chain = world.chain(Self.tilda, 8)
        world.change(chain[0]) { $0.state = .deleted }
        if !hasHome { world.fail("https://pds.example.com/") }
        let (conversation, _) = try gatherBluesky(world, chain[given])
        #expect(ids(conversation) == Set(chain.dropFirst()))
        #expect(reason(conversation, chain[0]) == .deleted)
        #expect(conversation.root?.value == chain[0])
    }

    @Test(arguments: [true, false])
    func aDeletedMiddleIsStillALink(_ hasHome: Bool) throws {
        var world = world
        let chain = world.chain(Self.tilda, 8)
        world.change(chain[4]) { $0.state = .deleted }
        if !hasHome { world.fail("https://pds.example.com/") }
        let (conversation, _) = try gatherBluesky(world, chain[4])
        #expect(ids(conversation) == Set(chain).subtracting([chain[4]]))
        #expect(conversation.root?.value == chain[0])
    }

    @Test func nothingLeftMayHaveBeenDeleted() {
        var world = world
        let uri = world.write(Self.tilda, "Gone", state: .deleted)
        #expect(throws: BackfillFailure.absent) { try gatherBluesky(world, uri) }
        #expect(throws: BackfillFailure.notFound(host: "public.api.bsky.app")) {
            try gatherBluesky(world, "at://did:plc:nobody/app.bsky.feed.post/3kaaaaaaaaaaa")
        }
    }

    @Test func forksAndAnswersComeAlong() throws {
        var world = world
        let chain = world.chain(Self.tilda, 4)
        let branch = world.write(Self.tilda, "By the way", to: chain[1])
        let question = world.write(Self.oren, "Why?", to: chain[2])
        let answer = world.write(Self.tilda, "Because", to: question)
        let stranger = world.write(Self.oren, "Hm", to: chain[3])
        world.write(Self.tilda, "Another day")
        let (conversation, _) = try gatherBluesky(world, chain[3])
        #expect(ids(conversation) == Set(chain + [branch, question, answer]))
        #expect(conversation.post(PostID(stranger)) == nil)
        #expect(conversation.post(PostID(answer))?.parent?.author == Author.ID(Self.oren.did))
    }

    @Test(arguments: [true, false])
    func aBlockedMiddleIsNotShownAndDropsNothing(_ hasHome: Bool) throws {
        var world = world
        let chain = world.chain(Self.tilda, 3)
        let middle = world.write(Self.oren, "Between", to: chain[2])
        let rest = world.chain(Self.tilda, 3, to: middle)
        world.change(middle) { $0.state = .blocked }
        let (conversation, _) = try gatherBluesky(world, rest[0])
        #expect(ids(conversation) == Set(chain + rest))
        #expect(reason(conversation, middle) == .blocked)
    }

    @Test func ownPostsBehindABlockAreShown() throws {
        var world = world
        let chain = world.chain(Self.tilda, 5)
        world.change(chain[2]) { $0.state = .blocked }
        #expect(ids(try gatherBluesky(world, chain[4]).conversation) == Set(chain))
    }

    @Test func aLoneAnswerLeadsToTheRootAuthor() throws {
        var world = world
        let chain = world.chain(Self.tilda, 12)
        let answer = world.write(Self.oren, "Lovely", to: chain[5])
        let (conversation, _) = try gatherBluesky(world, answer)
        #expect(ids(conversation) == Set(chain + [answer]))
        #expect(conversation.shortfalls == [])
    }

    @Test func theReadersServerDoesNotMatterToTheThread() throws {
        var world = world
        let chain = world.chain(Self.tilda, 12)
        let answer = world.write(Self.oren, "Lovely", to: chain[5])
        world.fail("https://north.example.com/")
        #expect(try gatherBluesky(world, answer).conversation.shortfalls == [])
    }

    @Test func aLoginOnlyRootAuthorIsNotGathered() throws {
        var world = world
        world.accounts[0].labels = ["!no-unauthenticated"]
        world.accounts[0].hasQuietLabels = true
        let chain = world.chain(Self.tilda, 12)
        let answer = world.write(Self.oren, "Lovely", to: chain[5])
        let (conversation, _) = try gatherBluesky(world, answer)
        #expect(ids(conversation) == [answer])
        #expect(reason(conversation, chain[5]) == .loginOnly)
    }

    @Test func aChainUnderAnothersThreadIsItsOwn() throws {
        var world = world
        let chain = world.chain(Self.tilda, 12)
        let own = world.chain(Self.oren, 15, to: chain[1])
        let (conversation, _) = try gatherBluesky(world, own[3])
        #expect(ids(conversation) == Set(own + chain[0...1]))
        #expect(conversation.root?.value == chain[0])
    }

    @Test func aRecordTheAppViewLacksIsShown() throws {
        var world = world
        let chain = world.chain(Self.tilda, 3)
        let picture = JSONValue.object([
            "$type": .string("app.bsky.embed.images"),
            "images": .list([
                .object([
                    "alt": .string("A lens"),
                    "image": .object([
                        "$type": .string("blob"), "ref": .object(["$link": .string("bafkreilens")]),
                        "mimeType": .string("image/jpeg"), "size": .integer(9),
                    ]),
                ])
            ]),
        ])
        let fresh = world.write(Self.tilda, "Fresh", to: chain[2], state: .unindexed) { $0.record["embed"] = picture }
        for uri in [chain[0], fresh] {
            let post = try #require(try gatherBluesky(world, uri).conversation.post(PostID(fresh)))
            #expect(post.text == "Fresh")
            #expect(post.author.name == "Tilda")
            #expect(post.attachments.first?.alt == "A lens")
            #expect(
                post.attachments.first?.url?.text
                    == "https://pds.example.com/xrpc/com.atproto.sync.getBlob?did=did:plc:tilda&cid=bafkreilens")
        }
    }

    @Test(arguments: [false, true], [true, false])
    func loginOnlyIsHonoured(_ isQuiet: Bool, _ hasHome: Bool) {
        var world = world
        world.accounts[0].labels = ["!no-unauthenticated"]
        world.accounts[0].hasQuietLabels = isQuiet
        let chain = world.chain(Self.tilda, 3)
        if !hasHome { world.fail("https://pds.example.com/") }
        #expect(throws: BackfillFailure.loginOnly) { try gatherBluesky(world, chain[1]) }
    }

    @Test func theOwnServerIsAskedWhenTheAppViewKnowsNoProfile() {
        var world = world
        world.accounts[0].labels = ["!no-unauthenticated"]
        world.accounts[0].hasQuietLabels = true
        world.fail("https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile", status: 500)
        let uri = world.write(Self.tilda, "Here")
        #expect(throws: BackfillFailure.loginOnly) { try gatherBluesky(world, uri) }
        world.fail("https://pds.example.com/")
        #expect(throws: BackfillFailure.serverFailed(host: "public.api.bsky.app", status: 500)) {
            try gatherBluesky(world, uri)
        }
    }

    @Test func aForeignLoginOnlyPostIsATombstone() throws {
        var world = world
        world.accounts[1].labels = ["!no-unauthenticated"]
        let question = world.write(Self.oren, "Private")
        let chain = world.chain(Self.tilda, 3, to: question)
        let (conversation, _) = try gatherBluesky(world, chain[2])
        #expect(ids(conversation) == Set(chain))
        #expect(reason(conversation, question) == .loginOnly)
    }

    @Test(arguments: ["!hide", "!takedown"])
    func hiddenPostsStayHidden(_ label: String) throws {
        var world = world
        let chain = world.chain(Self.tilda, 3)
        world.change(chain[1]) { $0.labels = [label] }
        let (conversation, _) = try gatherBluesky(world, chain[0])
        #expect(ids(conversation) == [chain[0], chain[2]])
        #expect(reason(conversation, chain[1]) == .notVisible)
    }

    @Test(arguments: [("AccountTakedown", BackfillFailure.suspended), ("AccountDeactivated", .deleted)])
    func accountsThatAreGone(_ name: String, _ failure: BackfillFailure) {
        var world = world
        world.accounts[0].refusal = name
        let uri = world.write(Self.tilda, "Here")
        #expect(throws: failure) { try gatherBluesky(world, uri) }
    }

    @Test func manyPagesAreRead() throws {
        var world = world
        let root = world.write(Self.tilda, "First")
        for number in 0..<450 { world.write(Self.tilda, "Else \(number)") }
        let last = world.write(Self.tilda, "Second, later", to: root)
        let (conversation, requests) = try gatherBluesky(world, root)
        #expect(ids(conversation) == [root, last])
        #expect(requests.filter { $0.url.contains("listRecords") }.count == 6)
    }

    @Test func aYearOfSilenceEndsTheList() throws {
        var world = world
        let root = world.write(Self.tilda, "First")
        for _ in 0..<600 { world.write(Self.tilda, "Else", after: 2 * 86_400) }
        let (conversation, requests) = try gatherBluesky(world, root)
        #expect(ids(conversation) == [root])
        #expect(conversation.shortfalls == [.stoppedEarly])
        #expect(requests.filter { $0.url.contains("listRecords") }.count == 2)
    }

    @Test func rateLimitsAreWaitedFor() throws {
        var world = world
        let chain = world.chain(Self.tilda, 3)
        let simulation = BlueskySimulation(world)
        let link = PostLink.BlueskyLink(actor: Self.tilda.did, rkey: RecordAddress(chain[0])!.rkey)
        var backfill = Backfill(.bluesky(link), settings: BackfillSettings())
        var now = Timestamp(seconds: 1_790_000_000)
        var waits = 0
        while true {
            let step = backfill.step(now: now)
            if case .done = step { break }
            if case .wait(let until, let host) = step {
                #expect(host == "pds.example.com")
                waits += 1
                now = until
            }
            guard case .ask(let requests) = step else { continue }
            for request in requests {
                var result = simulation.server(SimulatedRequest(url: request.url))
                if request.url.contains("listRecords") && waits == 0 {
                    let headers = ["ratelimit-reset": "1790000120"]
                    result = .success(
                        Response(status: 429, headers: headers, body: [], url: request.url, received: now))
                }
                backfill.receive(result, for: request)
            }
        }
        #expect(waits == 1)
        #expect(now == Timestamp(seconds: 1_790_000_121))
        #expect(ids(try backfill.conversation()) == Set(chain))
    }

    @Test(arguments: [
        (200, "<html>busy</html>", BackfillFailure.unreadable(host: "public.api.bsky.app")),
        (200, "{\"thread\": {\"post\"", .unreadable(host: "public.api.bsky.app")),
        (200, "{}", .unreadable(host: "public.api.bsky.app")),
        (502, "", .serverFailed(host: "public.api.bsky.app", status: 502)),
        (403, "no", .forbidden(host: "public.api.bsky.app")),
        (429, "", .rateLimited(host: "public.api.bsky.app")),
    ])
    func brokenAnswersHaveTheirSentence(_ status: Int, _ body: String, _ failure: BackfillFailure) {
        var world = world
        let uri = world.write(Self.tilda, "Here")
        world.fail("https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread", status: status, body)
        #expect(throws: failure) { try gatherBluesky(world, uri) }
    }

    @Test(arguments: [FetchFailure.timedOut, .tooLarge, .connectionLost])
    func noAnswerIsSaid(_ failure: FetchFailure) {
        var world = world
        let uri = world.write(Self.tilda, "Here")
        world.fail("https://public.api.bsky.app/", failure)
        #expect(throws: BackfillFailure.unanswered(host: "public.api.bsky.app", failure)) {
            try gatherBluesky(world, uri)
        }
    }

    @Test(arguments: ["{}", "<html>", "{\"records\": [1, {\"uri\": 4}], \"cursor\": \"x\"}"])
    func aHomeThatTalksNonsenseEnds(_ body: String) throws {
        var world = world
        let chain = world.chain(Self.tilda, 3)
        world.fail("https://pds.example.com/", status: 200, body)
        #expect(ids(try gatherBluesky(world, chain[0]).conversation).contains(chain[0]))
    }
}
