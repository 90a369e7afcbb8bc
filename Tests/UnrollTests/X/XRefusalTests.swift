import Simulated
import Testing

@testable import Unroll

@Suite("X: refusals and damage") struct XRefusalTests {
    @Test func withoutATokenNothingIsAsked() {
        var backfill = XStory.backfill("1900000000000000000", BackfillSettings())
        #expect(backfill.step(now: XStory.now) == .done)
        #expect(throws: BackfillFailure.needsXToken) { try backfill.conversation() }
    }

    @Test func wrongToken() {
        let world = XStory.thread(3)
        #expect(throws: BackfillFailure.badToken(host: "api.x.com")) {
            try run(XStory.backfill(world.posts[0].id), against: world.server, authorization: { _ in "Bearer no" })
        }
    }

    @Test func tierWithoutLookup() {
        var world = XStory.thread(3)
        world.tier = .none
        #expect(throws: BackfillFailure.tierRefused) { try XStory.gather(world.posts[0].id, in: world) }
    }

    @Test(arguments: [
        (402, "", BackfillFailure.tierRefused), (403, "{}", .forbidden(host: "api.x.com")),
        (404, "", .notFound(host: "api.x.com")), (500, "oops", .serverFailed(host: "api.x.com", status: 500)),
        (200, "<html></html>", .unreadable(host: "api.x.com")),
        (200, #"{"data": {"id": "12"#, .unreadable(host: "api.x.com")),
        (200, "[]", .unreadable(host: "api.x.com")), (200, "{}", .unreadable(host: "api.x.com")),
        (200, #"{"data": 7}"#, .notFound(host: "api.x.com")), (200, "", .unreadable(host: "api.x.com")),
        (200, #"{"data": {"id": 20, "text": "a number for an id"}}"#, .notFound(host: "api.x.com")),
        (200, #"{"data": {"id": "20'; --", "text": ""}}"#, .notFound(host: "api.x.com")),
    ])
    func brokenAnswers(status: Int, body: String, failure: BackfillFailure) {
        #expect(throws: failure) {
            try XStory.play("20") { request, time in
                .success(Response(status: status, body: Array(body.utf8), url: request.url, received: time))
            }
        }
    }

    @Test(arguments: [FetchFailure.timedOut, .connectionLost, .tooLarge, .refusedAddress])
    func noAnswer(failure: FetchFailure) {
        #expect(throws: BackfillFailure.unanswered(host: "api.x.com", failure)) {
            try XStory.play("20") { _, _ in .failure(failure) }
        }
    }

    @Test func tenThousandNestedQuotesAreUnreadable() {
        let body =
            String(repeating: #"{"data":{"id":"20","referenced_tweets":"#, count: 10_000)
            + String(repeating: "}}", count: 10_000)
        #expect(throws: BackfillFailure.unreadable(host: "api.x.com")) {
            try XStory.play("20") { request, time in
                .success(Response(status: 200, body: Array(body.utf8), url: request.url, received: time))
            }
        }
    }

    @Test func searchesThatFailEndInAShortfall() throws {
        let world = XStory.thread(5)
        let server = world.server
        let (conversation, _) = try XStory.play(world.posts[4].id) { request, time in
            request.url.contains("/search/") ? .failure(.timedOut) : XStory.ask(server, request, at: time)
        }
        #expect(conversation.shortfalls == [.listUnavailable])
        #expect(conversation.postIDs == world.posts[0..<5].map(\.id))
    }

    @Test func wrongTypesCountAsMissing() throws {
        let body = """
            {"data": {"id": "20", "text": 5, "author_id": [], "conversation_id": "x", "created_at": "yesterday",
              "entities": {"urls": [{"start": "a", "url": "https://t.co/a"}, 7], "mentions": {}},
              "attachments": {"media_keys": [1, "3_1"]}, "public_metrics": {"like_count": "many", "reply_count": 2},
              "display_text_range": [-5, 900], "edit_history_tweet_ids": "20", "lang": "und",
              "referenced_tweets": [{"type": "replied_to"}, {"type": "odd", "id": "3"}], "withheld": []},
             "includes": {"media": [{"media_key": "3_1", "type": "hologram", "width": "wide"}], "users": "none"},
             "errors": "none"}
            """
        let (conversation, _) = try XStory.play("20") { request, time in
            .success(Response(status: 200, body: Array(body.utf8), url: request.url, received: time))
        }
        let post = try #require(conversation.post(PostID("20")))
        #expect(post.text == "")
        #expect(post.url?.text == "https://x.com/i/status/20")
        #expect(post.attachments.map(\.kind) == [.unknown])
        #expect(post.counts == Post.Counts(replies: 2))
        #expect(post.published == Timestamp(milliseconds: 0))
        #expect(post.language == nil)
    }

    @Test func pagesWithoutEndEnd() throws {
        let world = XStory.thread(4)
        let server = world.server
        let (conversation, asked) = try XStory.play(world.posts[0].id) { request, time in
            guard request.url.contains("/search/") else { return XStory.ask(server, request, at: time) }
            let body = #"{"meta": {"result_count": 0, "next_token": "t\#(request.url.hashValue.magnitude)"}}"#
            return .success(Response(status: 200, body: Array(body.utf8), url: request.url, received: time))
        }
        #expect(conversation.shortfalls == [.stoppedEarly])
        #expect(asked.count < 12)
    }
}
