import Testing

@testable import Unroll

@Suite("X: unofficial sources") struct XUnofficialTests {
    private func play(
        _ source: BackfillSettings.XFallback, origin: String? = nil, _ answer: (Request) -> (status: Int, body: String)
    ) throws -> Conversation {
        var settings = BackfillSettings()
        (settings.xFallback, settings.xFallbackURL) = (source, origin)
        var backfill = XStory.backfill("1800000000000000000", settings)
        for _ in 0..<2000 {
            switch backfill.step(now: XStory.now) {
            case .done: return try backfill.conversation()
            case .wait: throw BackfillFailure.rateLimited(host: "waiting")
            case .ask(let requests):
                for request in requests {
                    #expect(request.credential == nil)
                    #expect(request.priceMicrodollars == 0)
                    let (status, body) = answer(request)
                    let response = Response(
                        status: status, body: Array(body.utf8), url: request.url, received: XStory.now)
                    backfill.receive(.success(response), for: request)
                }
            }
        }
        throw CancellationError()
    }

    @Test(arguments: ["20": "6dq1a2xwd93", "463440424141459456": "14fxvks611f", "1644127596119195649": "3zh6g7pg7ce"])
    func tokens(id: String, token: String) {
        #expect(SyndicationToken.token(for: id) == token)
    }

    @Test(arguments: [
        (404, "", BackfillFailure.absent), (200, "{}", .absent), (200, "<html>", .unreadable(host: "s.example")),
        (500, "", .serverFailed(host: "s.example", status: 500)), (403, "", .forbidden(host: "s.example")),
        (
            200,
            #"{"__typename": "TweetTombstone", "tombstone": {"text": {"text": "was deleted by the Post author"}}}"#,
            .deleted
        ),
        (
            200, #"{"__typename": "TweetTombstone", "tombstone": {"text": {"text": "is from a suspended account"}}}"#,
            .suspended
        ),
        (200, #"{"__typename": "TweetTombstone", "tombstone": {"text": {"text": "limits who can view"}}}"#, .protected),
        (
            200, #"{"__typename": "TweetTombstone", "tombstone": {"text": {"text": "Age-restricted"}}}"#,
            .forbidden(host: "s.example")
        ),
    ])
    func nothingFromSyndication(status: Int, body: String, failure: BackfillFailure) {
        #expect(throws: failure) {
            try play(.syndication, origin: "https://s.example") { request in
                #expect(request.url.hasPrefix("https://s.example/tweet-result?id=1800000000000000000&lang=en&token="))
                return (status, body)
            }
        }
    }

    @Test(arguments: [
        (404, #"{"code": 404, "message": "NOT_FOUND"}"#, BackfillFailure.absent), (401, "", .protected),
        (200, "[]", .unreadable(host: "f.example")), (200, #"{"code": 200}"#, .absent),
        (
            200, #"{"code": 200, "status": {"type": "tombstone", "id": "1800000000000000000", "reason": "suspended"}}"#,
            .suspended
        ),
    ])
    func nothingFromFxTwitter(status: Int, body: String, failure: BackfillFailure) {
        #expect(throws: failure) {
            try play(.fxtwitter, origin: "https://f.example") { request in
                #expect(request.url == "https://f.example/2/thread/1800000000000000000")
                return (status, body)
            }
        }
    }

    @Test func theWayUpIsLimited() throws {
        let conversation = try play(.syndication) { request in
            let id = request.url.split(separator: "=")[1].split(separator: "&")[0]
            let parent = (Int64(id) ?? 0) - 1
            return (
                200,
                """
                {"__typename": "Tweet", "id_str": "\(id)", "text": "and so on", "user": {"id_str": "5", \
                "screen_name": "endless"}, "in_reply_to_status_id_str": "\(parent)"}
                """
            )
        }
        #expect(conversation.shortfalls == [.unofficialSource, .stoppedEarly])
        #expect(conversation.postIDs.count == XUnofficialBackfill.maximumRequests)
    }

    @Test func aForeignPostAboveIsContextOnly() throws {
        let conversation = try play(.syndication) { request in
            let isGiven = request.url.contains("id=1800000000000000000&")
            let own =
                #"{"__typename": "Tweet", "id_str": "1800000000000000000", "text": "b", "user": {"id_str": "5"}, "#
                + #""in_reply_to_status_id_str": "1799999999999999999", "parent": {"id_str": "1799999999999999999", "#
                + #""text": "a", "user": {"id_str": "5"}, "in_reply_to_status_id_str": "1799999999999999000"}}"#
            let foreign =
                #"{"__typename": "Tweet", "id_str": "1799999999999999000", "text": "?", "#
                + #""user": {"id_str": "6"}, "in_reply_to_status_id_str": "1799999999999998000"}"#
            return (200, isGiven ? own : foreign)
        }
        #expect(conversation.postIDs == ["1799999999999999000", "1799999999999999999", "1800000000000000000"])
    }
}
