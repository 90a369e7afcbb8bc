import Foundation
import Simulated
import Testing

@testable import Unroll

@Suite(
    "X: OpenAPI", .enabled(if: SharedFolder.has("specs/x"), "the shared specifications are not here (SKEIN_SHARED)"))
struct XSpecificationTests {
    private static let checks = Result {
        [
            false: try OpenAPICheck(SharedFolder.read("specs/x/openapi-2.159-tweet-names.json")),
            true: try OpenAPICheck(SharedFolder.read("specs/x/openapi-2.167-post-names.json")),
        ]
    }

    private func check(isNew: Bool) throws -> OpenAPICheck { try #require(try Self.checks.get()[isNew]) }

    /// The simulated X accepts only what the document allows, and answers only as it says.
    @Test(arguments: [false, true]) func requestsAndAnswers(isNew: Bool) throws {
        let check = try check(isNew: isNew)
        for tier in [XWorld.Tier.archive, .recent, .lookup] {
            var world = XStory.thread(12, daysAgo: tier == .recent ? 3 : 90)
            world.isNew = isNew
            world.tier = tier
            world.posts[4].state = .deleted
            let server = world.server
            let (_, asked) = try XStory.play(world.posts[8].id) { request, time in
                let result = XStory.ask(server, request, at: time)
                guard case .success(let response) = result else { return result }
                if response.status == 200 {
                    let complaints = check.complaints(about: response.body, status: 200, to: request.url)
                    #expect(complaints == [], "\(request.url)")
                }
                return result
            }
            for (request, _) in asked where isNew == request.url.contains("post.fields") {
                #expect(check.complaints(aboutRequest: request.url) == [], "\(request.url)")
            }
        }
    }

    @Test(arguments: [false, true]) func countRequests(isNew: Bool) throws {
        let requests = XRequests(origin: "https://api.x.com", spelling: isNew ? .post : .tweet)
        let check = try check(isNew: isNew)
        let query = XSearchPage.thread("20", by: "12")
        for request in [
            requests.count(query, isRecent: false, start: XStory.now, end: XStory.now),
            requests.count(query, isRecent: true, start: nil, end: nil), requests.coordinates("20"),
        ] {
            #expect(check.complaints(aboutRequest: request.url) == [])
        }
    }

    @Test(arguments: XRecordings.all) func recordings(name: String) throws {
        let recording = try XRecordings.read(name)
        for exchange in recording.exchanges where exchange.url.hasPrefix("https://api.x.com/") {
            let check = try check(isNew: exchange.url.contains("post.fields"))
            #expect(check.complaints(aboutRequest: exchange.url) == [], "\(exchange.url)")
            guard exchange.status ?? 200 == 200, exchange.json != nil else { continue }
            #expect(check.complaints(about: exchange.body, status: 200, to: exchange.url) == [], "\(exchange.url)")
        }
    }
}

@Suite(
    "X: answers of the real server",
    .enabled(if: SharedFolder.has("recordings/x"), "the shared recordings are not here (SKEIN_SHARED)"))
struct XSharedRecordingTests {
    @Test func everyAnswerWithPostsDecodes() throws {
        var posts = 0
        for file in SharedFolder.files(in: "recordings/x/tweepy-v2") {
            let recording = try JSONValue(parsing: SharedFolder.read("recordings/x/tweepy-v2/\(file)"))
            for exchange in recording.list where exchange["method"] == .string("GET") {
                let body = try #require(exchange["body"])
                let answer = try XAnswer(body.bytes)
                guard let path = exchange["uri"]?.string.flatMap({ URLParts($0)?.path }), path.contains("tweets"),
                    !path.contains("retweeted_by")
                else { continue }
                let expected = body["data"].map { $0.list.isEmpty ? 1 : $0.list.count } ?? 0
                #expect(answer.data.count == expected, "\(file)")
                #expect(answer.data.allSatisfy { !$0.text.isEmpty && $0.latest == $0.id || $0.history.count > 1 })
                posts += expected
            }
        }
        #expect(posts > 50)
    }
}

extension JSONValue {
    fileprivate var bytes: [UInt8] { Array((try? JSONEncoder().encode(self)) ?? Data()) }
}
