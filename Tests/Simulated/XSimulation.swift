import FoundationEssentials
import Unroll

extension XWorld {
    /// X API v2 over this world: `GET /2/tweets/{id}`, `/2/tweets`, `/2/tweets/search/…` and `/2/tweets/counts/…`.
    package var server: SimulatedServer {
        let index = XIndex(self)
        return { request in .success(XSimulation(index: index, request: request).answer()) }
    }
}

/// One request to the simulated X.
private struct XSimulation {
    let index: XIndex
    let request: SimulatedRequest
    let now: Timestamp
    private let path: [String]
    private let parameters: [String: String]
    private let repeated: String?

    private var world: XWorld { index.world }

    init(index: XIndex, request: SimulatedRequest) {
        (self.index, self.request) = (index, request)
        now = request.at ?? Timestamp(seconds: 1_790_000_000)
        path = URLParts(request.url)?.segments ?? []
        let query = Query(request.url)
        parameters = Dictionary(query.parameters.map { ($0.name, $0.value) }) { first, _ in first }
        repeated = query.repeated
    }

    func answer() -> Response {
        guard request.method == "GET" else { return problem(405, "about:blank", "Method Not Allowed", "GET only.") }
        guard request.headers["authorization"] == "Bearer " + world.token else {
            return problem(401, "about:blank", "Unauthorized", "Unauthorized")
        }
        if world.tier == .none { return notEnrolled }
        if let until = world.limitedUntil, now < until { return limited(until) }
        if let repeated { return invalid("\(repeated) is given twice") }
        switch (path.count, path.dropFirst(2).first) {
        case (3, let id?): return lookup(id)
        case (2, _): return lookupSeveral()
        case (4, "search"): return search(path[3])
        case (4, "counts"): return count(path[3])
        default: return problem(404, "about:blank", "Not Found", "No such endpoint.")
        }
    }

    private func lookup(_ id: String) -> Response {
        if let complaint = complaint(known: XSimulationFields.objects(isNew: world.isNew)) { return invalid(complaint) }
        guard Self.isID(id) else { return invalid("The `id` query parameter value [\(id)] is not valid") }
        var wire = XSimulationWire(index: index, parameters: parameters)
        guard let post = index[id], post.state == .shown else {
            wire.miss(id, parameter: "id")
            return ok(wire.body(nil))
        }
        let data = wire.post(post)
        return ok(wire.body(data))
    }

    private func lookupSeveral() -> Response {
        let known = XSimulationFields.objects(isNew: world.isNew).union(["ids"])
        if let complaint = complaint(known: known) { return invalid(complaint) }
        let ids = (parameters["ids"] ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard (1...100).contains(ids.count), ids.allSatisfy(Self.isID), Set(ids).count == ids.count else {
            return invalid("`ids` takes 1 to 100 different ids")
        }
        var wire = XSimulationWire(index: index, parameters: parameters)
        var data: [JSONValue] = []
        for id in ids {
            if let post = index[id], post.state == .shown { data.append(wire.post(post)) } else { wire.miss(id) }
        }
        return ok(wire.body(data.isEmpty ? nil : .list(data)))
    }

    private func search(_ kind: String) -> Response {
        let known = XSimulationFields.objects(isNew: world.isNew).union(XSimulationFields.search)
        if let complaint = complaint(known: known) ?? complaintAboutTime(kind) { return invalid(complaint) }
        if world.tier == .lookup || (kind == "all" && world.tier == .recent) { return notEnrolled }
        let size = parameters["max_results"].map { Int($0) ?? 0 } ?? 10
        guard (10...(kind == "all" ? 500 : 100)).contains(size), let found = found(kind) else {
            return invalid("max_results or query")
        }
        var start = 0
        if let token = parameters["next_token"] {
            guard token.hasPrefix("b26v89c19zqg"), let offset = Int(token.dropFirst(12)) else {
                return invalid("next_token")
            }
            start = offset
        }
        let end = min(start + min(size, world.pageLimit), found.count)
        var wire = XSimulationWire(index: index, parameters: parameters)
        let page = found[min(start, end)..<end].map { wire.post($0) }
        var meta: [String: JSONValue] = ["result_count": .integer(Int64(page.count))]
        if let first = found[min(start, end)..<end].first, let last = found[min(start, end)..<end].last {
            (meta["newest_id"], meta["oldest_id"]) = (.string(first.id), .string(last.id))
        }
        if end < found.count { meta["next_token"] = .string("b26v89c19zqg\(end)") }
        return ok(wire.body(page.isEmpty ? nil : .list(page), meta: meta))
    }

    private func count(_ kind: String) -> Response {
        if let complaint = complaint(known: XSimulationFields.counts) ?? complaintAboutTime(kind) {
            return invalid(complaint)
        }
        if world.tier == .lookup || (kind == "all" && world.tier == .recent) { return notEnrolled }
        guard let found = found(kind) else { return invalid("query") }
        let total = JSONValue.integer(Int64(found.count))
        return ok(.object(["meta": .object([world.isNew ? "total_post_count" : "total_tweet_count": total])]))
    }
}

extension XSimulation {
    /// What a query finds, newest first: never the conversation's first post, nothing hidden, nothing of the last 30 seconds;
    /// without `start_time` the archive looks back 30 days.
    private func found(_ kind: String) -> [XWorld.Post]? {
        var tests: [@Sendable (XWorld.Post) -> Bool] = []
        let index = index
        for word in (parameters["query"] ?? "").split(separator: " ") {
            let sides = word.split(separator: ":", maxSplits: 1).map(String.init)
            guard sides.count == 2, Self.isID(sides[1]) else { return nil }
            let value = sides[1]
            switch sides[0] {
            case "conversation_id": tests.append { index.root(of: $0) == value && $0.id != value }
            case "from": tests.append { $0.author == value }
            case "in_reply_to_tweet_id": tests.append { $0.parent == value }
            default: return nil
            }
        }
        guard !tests.isEmpty else { return nil }
        let reach: Int64 = kind == "all" ? 30 : 7
        let oldest = time("start_time") ?? now.advanced(byMilliseconds: -reach * 86_400_000)
        let newest = time("end_time") ?? now.advanced(byMilliseconds: -30_000)
        return world.posts.filter { post in
            let written = Int64(post.id).flatMap { Snowflake.timestamp($0) } ?? Timestamp(milliseconds: 0)
            return post.state == .shown && !post.isUnlisted && post.history.last == post.id
                && written >= oldest && written < newest && tests.allSatisfy { $0(post) }
        }.sorted { PostID($1.id) < PostID($0.id) }
    }

    private func time(_ name: String) -> Timestamp? { parameters[name].flatMap { Timestamp(rfc3339: $0) } }

    private func complaintAboutTime(_ kind: String) -> String? {
        for name in ["start_time", "end_time"] {
            guard let text = parameters[name] else { continue }
            guard let time = time(name), text.utf8.count == 20 else { return "\(name) is not YYYY-MM-DDTHH:mm:ssZ" }
            if kind == "recent" && time < now.advanced(byMilliseconds: -7 * 86_400_000) { return "\(name) is too old" }
            if time > now.advanced(byMilliseconds: -10_000) { return "\(name) is too new" }
        }
        return nil
    }

    /// What a real server would not accept about the parameters.
    private func complaint(known: Set<String>) -> String? {
        if let unknown = parameters.keys.first(where: { !known.contains($0) }) {
            return "The query parameter [\(unknown)] is not one of \(known.sorted())"
        }
        let lists = [
            (world.isNew ? "post.fields" : "tweet.fields", XSimulationFields.posts(isNew: world.isNew)),
            ("expansions", XSimulationFields.expansions(isNew: world.isNew)),
            ("media.fields", XSimulationFields.media), ("poll.fields", XSimulationFields.polls),
            ("user.fields", XSimulationFields.users), ("sort_order", ["recency", "relevancy"]),
            ("granularity", ["minute", "hour", "day"]),
        ]
        for (name, allowed) in lists {
            guard let value = parameters[name] else { continue }
            let values = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            if let wrong = values.first(where: { !allowed.contains($0) }) { return "\(name) may not be [\(wrong)]" }
            if Set(values).count != values.count { return "\(name) has duplicates" }
        }
        return nil
    }

    private static func isID(_ text: String) -> Bool {
        (1...19).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

extension XSimulation {
    private func ok(_ body: JSONValue) -> Response { response(200, body, headers: [:]) }

    private func invalid(_ detail: String) -> Response {
        problem(400, "https://api.twitter.com/2/problems/invalid-request", "Invalid Request", detail)
    }

    private var notEnrolled: Response {
        problem(
            403, "https://api.twitter.com/2/problems/client-forbidden", "Client Forbidden",
            "This endpoint is not included in this app's access.", more: ["reason": .string("client-not-enrolled")])
    }

    private func limited(_ until: Timestamp) -> Response {
        let headers = [
            "x-rate-limit-limit": "300", "x-rate-limit-remaining": "0",
            "x-rate-limit-reset": String(until.milliseconds / 1000),
        ]
        let body: [String: JSONValue] = [
            "type": .string("about:blank"), "title": .string("Too Many Requests"), "status": .integer(429),
            "detail": .string("Too Many Requests"),
        ]
        return response(429, .object(body), headers: headers)
    }

    private func problem(
        _ status: Int, _ type: String, _ title: String, _ detail: String, more: [String: JSONValue] = [:]
    ) -> Response {
        var body = more
        body["type"] = .string(type)
        body["title"] = .string(title)
        body["detail"] = .string(detail)
        body["status"] = .integer(Int64(status))
        return response(status, .object(body), headers: ["content-type": "application/problem+json"])
    }

    private func response(_ status: Int, _ body: JSONValue, headers: [String: String]) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let bytes = (try? encoder.encode(body)).map { Array($0) } ?? []
        return Response(
            status: status, headers: ["content-type": "application/json; charset=utf-8"].merging(headers) { $1 },
            body: bytes, url: request.url, received: now)
    }
}
