import Unroll

/// The servers of a `MastodonWorld`, with the limits, paging and refusals of the real ones. What no real server would take is
/// answered with status 400 and a sentence.
package struct MastodonSimulation: Sendable {
    package var world: MastodonWorld
    /// What a token must look like in the header.
    package static let authorization = "Bearer test"

    package init(_ world: MastodonWorld) { self.world = world }

    package var server: SimulatedServer { { request in self.answer(request) } }

    private struct Wrong: Error {
        var status: Int
        var message: String
        var isPage = false
        init(_ status: Int, _ message: String, isPage: Bool = false) {
            (self.status, self.message, self.isPage) = (status, message, isPage)
        }
    }

    /// What is asked of one server, and by whom.
    private struct Question {
        var server: MastodonWorld.Server
        var parts: URLParts
        var accept: String
        var isKnown: Bool
        var path: [String] { parts.segments }
    }

    private func answer(_ request: SimulatedRequest) -> Result<Response, FetchFailure> {
        if let broken = world.broken.first(where: { request.url.hasPrefix($0.prefix) }) { return broken.answer }
        guard let parts = URLParts(request.url), let server = world.server(parts.hostAndPort) else {
            return .failure(.unknownHost)
        }
        do {
            let token = request.headers["authorization"]
            if let token, token != Self.authorization { throw Wrong(401, "The access token is invalid") }
            let question = Question(
                server: server, parts: parts, accept: request.headers["accept"] ?? "", isKnown: token != nil)
            guard request.method == "GET" else { throw Wrong(400, "only GET is expected") }
            return .success(try body(question).response(to: request.url))
        } catch let wrong as Wrong {
            let error = MastodonBody(.object(["error": .string(wrong.message)])).bytes
            let isEmpty = wrong.status == 401 && server.flavour == .snac
            let page = Array("<!DOCTYPE html><title>\(wrong.status)</title>".utf8)
            let isPage = wrong.isPage || wrong.status == 404 && server.flavour == .takahe
            return .success(
                MastodonBody(
                    status: wrong.status, bytes: isEmpty ? [] : isPage ? page : error,
                    type: isPage ? "text/html; charset=utf-8" : MastodonBody.json
                ).response(to: request.url))
        } catch {
            return .failure(.unreachable)
        }
    }

    private func body(_ question: Question) throws -> MastodonBody {
        guard question.path.first == "api" else { return try webPage(question) }
        guard question.accept == Request.json else { throw Wrong(400, "the client interface speaks JSON") }
        if question.server.isClosed && !question.isKnown {
            throw Wrong(401, "This method requires an authenticated user")
        }
        switch question.path.count {
        case 3 where question.path[2] == "search": return MastodonBody(try search(question))
        case 4 where question.path[2] == "statuses": return MastodonBody(try status(question))
        case 5 where question.path[2] == "statuses" && question.path[4] == "context":
            return MastodonBody(try context(question))
        case 5 where question.path[2] == "statuses" && question.path[4] == "history":
            return MastodonBody(try history(question))
        case 5 where question.path[2] == "accounts" && question.path[4] == "statuses":
            return MastodonBody(try list(question))
        default: throw Wrong(400, "no such path: \(question.parts.path)")
        }
    }

    private func parameters(_ question: Question, allowed: Set<String>) throws -> [String: String] {
        var parameters: [String: String] = [:]
        for pair in (question.parts.query ?? "").split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2, allowed.contains(sides[0]) else { throw Wrong(400, "unknown parameter \(pair)") }
            guard parameters.updateValue(sides[1], forKey: sides[0]) == nil else {
                throw Wrong(400, "\(sides[0]) is given twice")
            }
        }
        return parameters
    }
}

extension MastodonSimulation {
    private func isVisible(_ post: MastodonWorld.Post, _ question: Question) -> Bool {
        world.has(post, question.server) && (question.isKnown || ["public", "unlisted"].contains(post.visibility))
    }

    /// The post an id in the path names, or what the server says when it has none to show.
    private func asked(_ question: Question) throws -> MastodonWorld.Post {
        let id = question.path[3]
        let post = world.posts.first { world.localID($0.key, on: question.server.host) == id }
        guard let post, isVisible(post, question) else { throw Wrong(404, "Record not found") }
        return post
    }

    private func status(_ question: Question) throws -> JSONValue {
        _ = try parameters(question, allowed: [])
        return world.status(try asked(question), on: question.server)
    }

    private func context(_ question: Question) throws -> JSONValue {
        _ = try parameters(question, allowed: [])
        let post = try asked(question)
        let isLimited = question.server.flavour == .mastodon && !question.isKnown
        var ancestors: [MastodonWorld.Post] = []
        var above = post.parent.flatMap(world.post)
        while let next = above, world.has(next, question.server), ancestors.count < (isLimited ? 40 : 4096) {
            ancestors.append(next)
            above = next.parent.flatMap(world.post)
        }
        let below = descendants(of: post, question.server, limit: isLimited ? 60 : 4096, depth: isLimited ? 20 : .max)
        func shapes(_ posts: [MastodonWorld.Post]) -> JSONValue {
            .list(posts.filter { isVisible($0, question) }.map { world.status($0, on: question.server) })
        }
        return .object(["ancestors": shapes(ancestors.reversed()), "descendants": shapes(below)])
    }

    /// Depth first, as Mastodon's recursive query orders them; snac has them in no order.
    private func descendants(
        of post: MastodonWorld.Post, _ server: MastodonWorld.Server, limit: Int, depth: Int
    ) -> [MastodonWorld.Post] {
        var found: [MastodonWorld.Post] = []
        var stack = world.replies(to: post, on: server).reversed().map { ($0, 1) }
        while let (next, level) = stack.popLast(), found.count < limit {
            found.append(next)
            if level < depth { stack += world.replies(to: next, on: server).reversed().map { ($0, level + 1) } }
        }
        return server.flavour == .snac ? found.sorted { $0.key > $1.key } : found
    }

    private func history(_ question: Question) throws -> JSONValue {
        if question.server.flavour == .snac { throw Wrong(404, "Not found") }
        let post = try asked(question)
        let account = world.account(post.author, on: question.server)
        return .list(
            (post.edits + [post.content]).enumerated().map { index, content in
                .object([
                    "content": .string(content), "spoiler_text": .string(""), "sensitive": .bool(false),
                    "created_at": .string(post.created.advanced(byMilliseconds: Int64(index) * 600_000).rfc3339),
                    "account": account, "media_attachments": .list([]), "emojis": .list([]),
                ])
            })
    }

    private func list(_ question: Question) throws -> JSONValue {
        let names: Set = ["exclude_reblogs", "limit", "max_id", "min_id", "since_id"]
        let parameters = try parameters(question, allowed: names)
        guard let limit = Int(parameters["limit"] ?? "20"), (1...40).contains(limit) else {
            throw Wrong(400, "limit is 40 at most")
        }
        if question.server.refusesLists { throw Wrong(401, "This method requires an authenticated user") }
        let person = world.people.first { world.accountID($0.name, on: question.server) == question.path[3] }
        guard let person else { throw Wrong(404, "Record not found") }
        let all = world.posts.filter { $0.author == person.name && isVisible($0, question) }
        let page = self.page(all, parameters, limit: limit, on: question.server)
        return .list(page.reversed().map { world.status($0, on: question.server) })
    }

    /// Oldest first.
    private func page(
        _ posts: [MastodonWorld.Post], _ parameters: [String: String], limit: Int, on server: MastodonWorld.Server
    ) -> [MastodonWorld.Post] {
        if server.repeatsPages { return posts.suffix(limit) }
        func position(_ name: String) -> Int? {
            parameters[name].flatMap { id in posts.firstIndex { world.localID($0.key, on: server.host) == id } }
        }
        if !server.forgetsMinID, let after = position("min_id") {
            return Array(posts[(after + 1)...].prefix(limit))
        }
        return Array(posts[..<(position("max_id") ?? posts.count)].suffix(limit))
    }

    private func search(_ question: Question) throws -> JSONValue {
        let parameters = try parameters(question, allowed: ["q", "resolve", "type", "limit"])
        guard question.isKnown || parameters["resolve"] != "true" else {
            throw Wrong(401, "Search queries that resolve remote resources are not supported without authentication")
        }
        let wanted = (parameters["q"] ?? "").replacing("%3A", with: ":").replacing("%2F", with: "/")
        let found = world.posts.filter {
            isVisible($0, question) && [world.uri($0.key), world.url($0.key)].contains(wanted)
        }
        return .object([
            "accounts": .list([]), "hashtags": .list([]),
            "statuses": .list(found.map { world.status($0, on: question.server) }),
        ])
    }

    /// Pages and objects under the addresses of posts and people.
    private func webPage(_ question: Question) throws -> MastodonBody {
        let address = question.parts.origin + question.parts.path
        if question.accept == "text/html" {
            guard let post = find(address, question) else { throw Wrong(404, "Not found", isPage: true) }
            return MastodonBody(page: "A post by \(post.author)", at: world.url(post.key))
        }
        guard question.accept == Request.activityJSON || question.accept.hasPrefix("application/ld+json") else {
            throw Wrong(406, "only ActivityPub objects are here")
        }
        if question.server.closesObjects { throw Wrong(401, "Request not signed") }
        if let person = world.people.first(where: { world.actor($0.name) == address && $0.host == question.server.host }
        ) {
            return MastodonBody(world.actorObject(person.name), type: MastodonBody.activity)
        }
        if address.hasSuffix("/replies"), let post = find(String(address.dropLast(8)), question) {
            return MastodonBody(world.otherReplies(post), type: MastodonBody.activity)
        }
        let gone = world.posts.contains { [world.uri($0.key), world.url($0.key)].contains(address) && $0.isDeleted }
        if gone { throw Wrong(410, "Gone") }
        guard let post = find(address, question) else { throw Wrong(404, "Not found") }
        return MastodonBody(world.object(post), type: MastodonBody.activity)
    }

    private func find(_ address: String, _ question: Question) -> MastodonWorld.Post? {
        world.posts.first {
            [world.uri($0.key), world.url($0.key)].contains(address) && isVisible($0, question)
                && world.person($0.author)?.host == question.server.host
        }
    }
}
