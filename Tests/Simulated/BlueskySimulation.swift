import Foundation
import Unroll

/// The AppView, the directory, the handles' domains and every personal data server of a small Bluesky, with the limits and the
/// paging of the real ones. What a real server would not take is answered with status 400 and a sentence.
package struct BlueskySimulation: Sendable {
    package var world: BlueskyWorld

    package init(_ world: BlueskyWorld) { self.world = world }

    package var server: SimulatedServer {
        { request in self.answer(request) }
    }

    private typealias Fields = [(name: String, value: String)]

    private struct Wrong: Error {
        var status = 400
        var name = "InvalidRequest"
        var message: String
    }

    private func answer(_ request: SimulatedRequest) -> Result<Response, FetchFailure> {
        if let broken = world.broken.first(where: { request.url.hasPrefix($0.prefix) }) { return broken.answer }
        if request.url.hasPrefix("dns:") {
            guard let records = world.dns[String(request.url.dropFirst(4))] else { return .failure(.unknownHost) }
            return .success(response(request, 200, Array(records.joined(separator: "\n").utf8)))
        }
        do {
            if request.headers["authorization"] != nil { throw Wrong(status: 401, message: "No key is needed here") }
            guard request.method == "GET", let parts = URLParts(request.url) else { throw Wrong(message: "Not a GET") }
            return .success(response(request, 200, try body(parts)))
        } catch let wrong as Wrong {
            let error = JSONValue.object(["error": .string(wrong.name), "message": .string(wrong.message)])
            return .success(response(request, wrong.status, bytes(error)))
        } catch {
            return .failure(.unreachable)
        }
    }

    private func response(_ request: SimulatedRequest, _ status: Int, _ body: [UInt8]) -> Response {
        Response(
            status: status, headers: ["content-type": "application/json; charset=utf-8"], body: body, url: request.url,
            received: Timestamp(milliseconds: 0))
    }

    private func bytes(_ json: JSONValue) -> [UInt8] { Array((try? JSONEncoder().encode(json)) ?? Data()) }

    private func body(_ parts: URLParts) throws -> [UInt8] {
        if parts.origin == world.plc {
            guard let account = world.account(String(parts.path.dropFirst())), account.did.hasPrefix("did:plc:") else {
                throw Wrong(status: 404, name: "NotFound", message: "DID not registered")
            }
            return bytes(world.document(account))
        }
        let own = world.accounts.first { $0.handle == parts.host }
        if let own, parts.path == "/.well-known/atproto-did" { return Array((own.did + "\n").utf8) }
        let web = world.accounts.first { $0.did == "did:web:" + parts.hostAndPort.replacing(":", with: "%3A") }
        if let web, parts.path == "/.well-known/did.json" { return bytes(world.document(web)) }
        let fields = try fields(parts.query)
        if parts.origin == world.appView { return bytes(try appView(parts.path, fields)) }
        guard world.accounts.contains(where: { $0.home == parts.origin }) else { throw FetchFailure.unknownHost }
        return bytes(try home(parts.path, fields, origin: parts.origin))
    }

    private func fields(_ query: String?) throws -> Fields {
        try (query ?? "").split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1).map { $0.removingPercentEncoding ?? "" }
            guard sides.count == 2 else { throw Wrong(message: "Error: Params must be pairs") }
            return (sides[0], sides[1])
        }
    }

    private func value(_ name: String, _ fields: Fields) throws -> String {
        guard let field = fields.first(where: { $0.name == name }) else {
            throw Wrong(message: "Error: Params must have the property \"\(name)\"")
        }
        return field.value
    }

    private func number(_ name: String, _ fields: Fields, in range: ClosedRange<Int>, or usual: Int) throws -> Int {
        guard let field = fields.first(where: { $0.name == name }) else { return usual }
        guard let number = Int(field.value), range.contains(number) else {
            throw Wrong(message: "Error: \(name) must lie in \(range)")
        }
        return number
    }

    private func allow(_ names: Set<String>, _ fields: Fields) throws {
        for field in fields where !names.contains(field.name) {
            throw Wrong(message: "Error: unknown parameter \(field.name)")
        }
    }

    private func appView(_ path: String, _ fields: Fields) throws -> JSONValue {
        switch path {
        case "/xrpc/com.atproto.identity.resolveHandle":
            try allow(["handle"], fields)
            let handle = try value("handle", fields)
            guard Handle(handle)?.text == handle else { throw Wrong(message: "Error: handle must be a valid handle") }
            guard let account = world.account(handle) else { throw Wrong(message: "Unable to resolve handle") }
            return .object(["did": .string(account.did)])
        case "/xrpc/app.bsky.actor.getProfile":
            try allow(["actor"], fields)
            return world.profile(try actor(fields), isDetailed: true)
        case "/xrpc/app.bsky.feed.getPosts": return try posts(fields)
        case "/xrpc/app.bsky.feed.getPostThread": return try thread(fields)
        case "/xrpc/app.bsky.feed.getAuthorFeed": return try feed(fields)
        case "/xrpc/app.bsky.unspecced.getPostThreadV2": return try threadV2(fields)
        default: throw Wrong(status: 501, name: "MethodNotImplemented", message: "Method Not Implemented")
        }
    }

    private func actor(_ fields: Fields) throws -> BlueskyWorld.Account {
        guard let account = world.account(try value("actor", fields)) else { throw Wrong(message: "Profile not found") }
        if let name = account.refusal { throw Wrong(name: name, message: "Account is not available") }
        return account
    }

    private func posts(_ fields: Fields) throws -> JSONValue {
        try allow(["uris"], fields)
        guard (1...25).contains(fields.count) else { throw Wrong(message: "Error: uris must not have more than 25") }
        guard fields.allSatisfy({ RecordAddress($0.value) != nil }) else {
            throw Wrong(message: "Error: uris must be valid at-uris")
        }
        return .object(["posts": .list(fields.compactMap { world.post($0.value).flatMap(world.view) })])
    }

    private func thread(_ fields: Fields) throws -> JSONValue {
        try allow(["uri", "depth", "parentHeight"], fields)
        let uri = try value("uri", fields)
        let depth = try number("depth", fields, in: 0...1000, or: 6)
        let height = try number("parentHeight", fields, in: 0...1000, or: 80)
        guard let post = world.post(uri), world.view(post) != nil else {
            throw Wrong(name: "NotFound", message: "Post not found: \(uri)")
        }
        return .object(["thread": world.thread(post, depth: min(depth, 10), height: height)])
    }

    /// The post alone, as it is shown when nothing around it is asked for.
    private func threadV2(_ fields: Fields) throws -> JSONValue {
        try allow(["anchor", "above", "below", "branchingFactor", "sort"], fields)
        let uri = try value("anchor", fields)
        guard try value("above", fields) == "false", try number("below", fields, in: 0...20, or: 6) == 0 else {
            throw Wrong(message: "Only a post by itself is simulated")
        }
        guard let post = world.post(uri), world.view(post) != nil else {
            throw Wrong(name: "NotFound", message: "Post not found: \(uri)")
        }
        return .object(["thread": .list([world.threadItem(post)]), "hasOtherReplies": .bool(false)])
    }

    /// Newest first, with the author's own posts and answers to themselves.
    private func feed(_ fields: Fields) throws -> JSONValue {
        try allow(["actor", "filter", "limit", "cursor", "includePins"], fields)
        let account = try actor(fields)
        guard try value("filter", fields) == "posts_and_author_threads" else { throw Wrong(message: "Another filter") }
        let limit = try number("limit", fields, in: 1...100, or: 50)
        let cursor = fields.first { $0.name == "cursor" }?.value
        let own = world.posts.filter { post in
            post.author == account.did && world.view(post) != nil
                && post.parent.map { $0.hasPrefix("at://\(account.did)/") } != false
        }
        let rest = own.sorted { $0.created > $1.created }.filter { cursor == nil || $0.created.rfc3339 < cursor ?? "" }
        let page = rest.prefix(limit)
        var answer: [String: JSONValue] = ["feed": .list(page.compactMap(item))]
        if rest.count > limit { answer["cursor"] = page.last.map { .string($0.created.rfc3339) } }
        return .object(answer)
    }

    private func item(_ post: BlueskyWorld.Post) -> JSONValue? {
        guard let view = world.view(post) else { return nil }
        guard let root = post.root, let parent = post.parent else { return .object(["post": view]) }
        func side(_ uri: String) -> JSONValue {
            guard let view = world.post(uri).flatMap(world.view), case .object(var fields) = view else {
                return world.missing(uri)
            }
            fields["$type"] = .string("app.bsky.feed.defs#postView")
            return .object(fields)
        }
        return .object(["post": view, "reply": .object(["root": side(root), "parent": side(parent)])])
    }

    private func home(_ path: String, _ fields: Fields, origin: String) throws -> JSONValue {
        guard let account = world.account(try value("repo", fields)), account.home == origin else {
            throw Wrong(name: "RepoNotFound", message: "Could not find repo")
        }
        switch path {
        case "/xrpc/com.atproto.repo.listRecords": return try list(account, fields)
        case "/xrpc/com.atproto.repo.getRecord": return try record(account, fields)
        default: throw Wrong(status: 501, name: "MethodNotImplemented", message: "Method Not Implemented")
        }
    }

    private func list(_ account: BlueskyWorld.Account, _ fields: Fields) throws -> JSONValue {
        try allow(["repo", "collection", "limit", "cursor", "reverse"], fields)
        let limit = try number("limit", fields, in: 1...100, or: 50)
        let isRising = fields.contains { $0 == ("reverse", "true") }
        let cursor = fields.first { $0.name == "cursor" }?.value
        let own = world.posts.filter { $0.author == account.did && $0.state != .deleted }
            .sorted { ($0.rkey < $1.rkey) == isRising }
        let rest = own.filter { post in cursor.map { isRising ? post.rkey > $0 : post.rkey < $0 } ?? true }
        let page = rest.prefix(limit)
        var answer: [String: JSONValue] = ["records": .list(page.map(entry))]
        answer["cursor"] = page.last.map { .string($0.rkey) }
        return .object(answer)
    }

    private func entry(_ post: BlueskyWorld.Post) -> JSONValue {
        .object(["uri": .string(post.uri), "cid": BlueskyWorld.cid(post.uri), "value": world.record(post)])
    }

    private func record(_ account: BlueskyWorld.Account, _ fields: Fields) throws -> JSONValue {
        try allow(["repo", "collection", "rkey"], fields)
        let (collection, rkey) = (try value("collection", fields), try value("rkey", fields))
        let uri = "at://\(account.did)/\(collection)/\(rkey)"
        if collection == "app.bsky.actor.profile", rkey == "self" {
            let labels = JSONValue.list(account.labels.map { .object(["val": .string($0)]) })
            let value = JSONValue.object([
                "$type": .string(collection), "displayName": .string(account.name),
                "labels": .object(["$type": .string("com.atproto.label.defs#selfLabels"), "values": labels]),
            ])
            return .object(["uri": .string(uri), "cid": BlueskyWorld.cid(uri), "value": value])
        }
        guard let post = world.post(uri), post.state != .deleted else {
            throw Wrong(name: "RecordNotFound", message: "Could not locate record: \(uri)")
        }
        return entry(post)
    }
}
