import Foundation
import Loopback
import Simulated
import Testing
import Unroll

/// Threads recorded from real servers, which are not part of the project, served again on loopback and unrolled by the program.
@Suite struct SharedThreadTests {
    static let appViewFiles = ["appview-snapshots/thread.json", "appview-snapshots/blocks.json"]

    @Test(
        .enabled(if: SharedFolder.has("recordings/atproto"), "the shared recordings are not here"),
        arguments: appViewFiles)
    func threadsOfTheAppView(file: String) async throws {
        let snapshots = try JSONValue(parsing: SharedFolder.read("recordings/atproto/" + file)).object
        var shown = 0
        for (title, value) in snapshots.sorted(by: { $0.key < $1.key }) {
            let thread = value["thread"] ?? value
            guard let anchor = thread["post"]?["uri"]?.string ?? thread["uri"]?.string else { continue }
            let server = AppViewSnapshot(thread)
            let stage = try await Stage(["https://public.api.bsky.app", "https://plc.directory"]) { server.answer($0) }
            let run = try await stage.run("unroll", anchor, "--format", "json")
            await stage.stop()
            guard thread["post"] != nil else {
                #expect(run.status == 1, "\(title)")
                #expect(run.errors.split(separator: "\n").count == 1, "\(title): \(run.errors)")
                continue
            }
            shown += 1
            #expect(run.status == 3, "\(title): \(run.errors)")
            let author = try #require(thread["post"]?["author"]?["did"]?.string)
            let text = try #require(thread["post"]?["record"]?["text"]?.string)
            let posts = try ThreadJSON(run).posts
            // A single answer to somebody else leads to the first author's thread.
            #expect(posts.contains { $0.id == anchor && $0.text == text } || !anchor.contains(author) || !posts.isEmpty)
        }
        #expect(shown >= 2)
    }

    @Test(.enabled(if: SharedFolder.has("recordings/mastodon"), "the shared recordings are not here"))
    func contextsOfMastodon() async throws {
        var shown = 0
        for folder in ["recordings/mastodon/cassettes", "recordings/mastodon/entities"] {
            for file in SharedFolder.files(in: folder) where file.hasSuffix(".json") {
                let exchanges = try JSONValue(parsing: SharedFolder.read("\(folder)/\(file)")).list
                for exchange in exchanges {
                    guard let context = ContextSnapshot(exchange, among: exchanges) else { continue }
                    shown += 1
                    let stage = try await Stage([context.origin]) { context.answer($0) }
                    let run = try await stage.run(
                        "unroll", "\(context.origin)/@somebody/\(context.id)", "--format", "json")
                    await stage.stop()
                    if context.isOpen {
                        #expect(run.status == 0 || run.status == 3, "\(file): \(run.errors)")
                        #expect(try ThreadJSON(run).posts.count >= 1)
                    } else {
                        #expect(run.status == 1)
                        #expect(run.output.isEmpty)
                        #expect(run.errors.hasPrefix("This post is not public"), "\(file): \(run.errors)")
                    }
                }
            }
        }
        #expect(shown >= 2)
    }
}

/// An AppView that knows one thread. The author's own server is out of reach.
private struct AppViewSnapshot: Sendable {
    private let thread: JSONValue
    private let views: [String: JSONValue]

    init(_ thread: JSONValue) {
        self.thread = thread
        var (views, waiting): ([String: JSONValue], [JSONValue]) = ([:], [thread])
        while let value = waiting.popLast() {
            waiting += value.list + value.object.values
            if let uri = value["uri"]?.string, value["record"] != nil, value["author"] != nil { views[uri] = value }
        }
        self.views = views
    }

    func answer(_ request: SimulatedRequest) -> Result<Response, FetchFailure> {
        let items = URLComponents(string: request.url)?.queryItems ?? []
        switch URLParts(request.url)?.segments.last {
        case "app.bsky.feed.getPostThread"
        where items.first { $0.name == "uri" }?.value == (thread["post"]?["uri"] ?? thread["uri"])?.string:
            return success(.object(["thread": thread]), request)
        case "app.bsky.feed.getPosts":
            return success(.object(["posts": .list(items.compactMap { views[$0.value ?? ""] })]), request)
        case "app.bsky.actor.getProfile":
            let actor = items.first?.value
            let author = views.values.compactMap { $0["author"] }.first { $0["did"]?.string == actor }
            return author.map { success($0, request) } ?? failure(400, request)
        case "app.bsky.feed.getPostThread": return failure(400, request)
        default: return failure(404, request)
        }
    }
}

/// A context as a real server gave it, with the status it belongs to: as it was recorded, or, where it was not, put together from
/// one above or below it, which has the same fields.
private struct ContextSnapshot: Sendable {
    let origin: String
    let id: String
    /// Whether everybody may read the status.
    var isOpen: Bool { ["public", "unlisted"].contains(status["visibility"]?.string) }
    private let context: JSONValue
    private let status: JSONValue

    init?(_ exchange: JSONValue, among exchanges: [JSONValue]) {
        guard let parts = URLParts(exchange["uri"]?.string ?? ""), parts.segments.last == "context",
            parts.segments.count == 5, let context = exchange["body"], context["descendants"] != nil
        else { return nil }
        let id = parts.segments[3]
        (origin, self.id, self.context) = (parts.origin, id, context)
        let (above, below) = (context["ancestors"]?.list ?? [], context["descendants"]?.list ?? [])
        let own = exchanges.compactMap { $0["body"] }.first {
            $0["id"]?.string == id && $0["content"] != nil
        }
        guard var fields = (own ?? above.last ?? below.first)?.object else { return nil }
        if own == nil {
            let last = fields["id"]?.string ?? ""
            for name in ["uri", "url"] {
                fields[name] = fields[name]?.string.map { .string($0.replacing(last, with: id)) }
            }
            fields["id"] = .string(id)
            fields["in_reply_to_id"] = above.last?["id"] ?? .null
        }
        status = .object(fields)
    }

    func answer(_ request: SimulatedRequest) -> Result<Response, FetchFailure> {
        switch URLParts(request.url)?.path {
        case "/api/v1/statuses/\(id)": success(status, request)
        case "/api/v1/statuses/\(id)/context": success(context, request)
        default: failure(404, request)
        }
    }
}

private func success(_ body: JSONValue, _ request: SimulatedRequest) -> Result<Response, FetchFailure> {
    .success(
        Response(
            status: 200, headers: ["content-type": "application/json"],
            body: Array((try? JSONEncoder().encode(body)) ?? Data()), url: request.url,
            received: Timestamp(milliseconds: 0)))
}

private func failure(_ status: Int, _ request: SimulatedRequest) -> Result<Response, FetchFailure> {
    .success(
        Response(
            status: status, headers: ["content-type": "application/json"],
            body: Array(#"{"error":"NotFound","message":"Not found"}"#.utf8), url: request.url,
            received: Timestamp(milliseconds: 0)))
}
