import Unroll

/// One answer in the making: objects in X's shape, with the fields and expansions that were asked for and no others.
struct XSimulationWire {
    let index: XIndex
    let fields: Set<String>
    let expansions: Set<String>
    private var posts: [String: JSONValue] = [:]
    private var users: [String: JSONValue] = [:]
    private var media: [String: JSONValue] = [:]
    private var polls: [String: JSONValue] = [:]
    private(set) var errors: [JSONValue] = []

    private var world: XWorld { index.world }

    init(index: XIndex, parameters: [String: String]) {
        self.index = index
        let world = index.world
        fields = Self.list(parameters[world.isNew ? "post.fields" : "tweet.fields"])
        expansions = Self.list(parameters["expansions"])
    }

    static func list(_ text: String?) -> Set<String> {
        Set((text ?? "").split(separator: ",").map(String.init))
    }

    /// The post itself; what it refers to goes under `includes`.
    mutating func post(_ post: XWorld.Post, isIncluded: Bool = false) -> JSONValue {
        if !isIncluded { expand(post) }
        return json(post)
    }

    mutating func miss(_ id: String, parameter: String = "ids") {
        let kind = index[id]?.state
        let (type, title, detail) =
            switch kind {
            case .protected:
                (
                    "not-authorized-for-resource", "Authorization Error",
                    "Sorry, you are not authorized to see the Tweet with \(parameter): [\(id)]."
                )
            case .suspended:
                ("resource-not-found", "Forbidden", "User has been suspended: [\(id)].")
            case .withheld:
                ("resource-unavailable", "Resource Unavailable", "This Tweet is withheld: [\(id)].")
            default: ("resource-not-found", "Not Found Error", "Could not find tweet with \(parameter): [\(id)].")
            }
        errors.append(
            .object([
                "type": .string("https://api.\(world.isNew ? "x" : "twitter").com/2/problems/\(type)"),
                "title": .string(title), "detail": .string(detail), "value": .string(id),
                "resource_id": .string(id), "resource_type": .string(world.isNew ? "post" : "tweet"),
                "parameter": .string(parameter),
            ]))
    }

    func body(_ data: JSONValue?, meta: [String: JSONValue]? = nil) -> JSONValue {
        var body: [String: JSONValue] = [:]
        body["data"] = data
        let groups = [(world.isNew ? "posts" : "tweets", posts), ("users", users), ("media", media), ("polls", polls)]
        let includes = groups.filter { !$0.1.isEmpty }.map { name, objects in
            (name, JSONValue.list(objects.sorted { $0.key < $1.key }.map(\.value)))
        }
        if !includes.isEmpty { body["includes"] = .object(Dictionary(uniqueKeysWithValues: includes)) }
        if !errors.isEmpty { body["errors"] = .list(errors) }
        if let meta { body["meta"] = .object(meta) }
        return .object(body)
    }
}

extension XSimulationWire {
    private mutating func expand(_ post: XWorld.Post) {
        let isNew = world.isNew
        if expansions.contains("author_id") { include(user: post.author) }
        expandAttachments(of: post)
        if expansions.contains("in_reply_to_user_id"), let parent = post.parent.flatMap({ index[$0] }) {
            include(user: parent.author)
        }
        guard expansions.contains(isNew ? "referenced_posts" : "referenced_tweets.id") else { return }
        for id in [post.parent, post.quoted].compactMap({ $0 }) {
            guard let referenced = index[id], referenced.state == .shown else {
                miss(id, parameter: "referenced_tweets.id")
                continue
            }
            posts[id] = json(referenced)
            if expansions.contains("referenced_tweets.id.author_id") { include(user: referenced.author) }
            if expansions.contains("referenced_tweets.id.attachments.media_keys") {
                expandAttachments(of: referenced)
            }
        }
    }

    private mutating func expandAttachments(of post: XWorld.Post) {
        guard case .object(let attachments)? = post.fields["attachments"] else { return }
        for case .string(let key) in attachments["media_keys"]?.elements ?? [] {
            if expansions.contains("attachments.media_keys") { media[key] = world.media[key] }
        }
        for case .string(let id) in attachments["poll_ids"]?.elements ?? [] {
            if expansions.contains("attachments.poll_ids") { polls[id] = world.polls[id] }
        }
    }

    private mutating func include(user id: String) {
        guard let account = world.accounts.first(where: { $0.id == id }) else { return }
        users[id] = .object([
            "id": .string(id), "username": .string(account.username), "name": .string(account.name),
            "description": .string("Notes by \(account.name) &amp; others"), "entities": .object([:]),
            "protected": .bool(account.isProtected),
            "profile_image_url": .string("https://pbs.twimg.com/profile_images/\(id)/face_normal.jpg"),
        ])
    }

    /// `id`, `text` and the edit history always come; everything else when asked for.
    private func json(_ post: XWorld.Post) -> JSONValue {
        var all = post.fields
        all["author_id"] = .string(post.author)
        all["conversation_id"] = .string(index.root(of: post))
        if let written = Int64(post.id).flatMap({ Snowflake.timestamp($0) }) {
            all["created_at"] = .string(Timestamp(milliseconds: written.milliseconds / 1000 * 1000).rfc3339)
        }
        if let parent = post.parent {
            all["in_reply_to_user_id"] = (index[parent]?.author).map { .string($0) }
        }
        let references = [("replied_to", post.parent), ("quoted", post.quoted)].compactMap { type, id in
            id.map { JSONValue.object(["type": .string(type), "id": .string($0)]) }
        }
        if !references.isEmpty { all["referenced_tweets"] = .list(references) }
        all = all.filter { asked($0.key) }
        all["id"] = .string(post.id)
        all["text"] = .string(post.text)
        all["edit_history_tweet_ids"] = .list(post.history.map { .string($0) })
        guard world.isNew else { return .object(all) }
        return .object(Dictionary(uniqueKeysWithValues: all.map { (Self.newNames[$0.key] ?? $0.key, $0.value) }))
    }

    private func asked(_ field: String) -> Bool {
        if fields.contains(world.isNew ? Self.newNames[field] ?? field : field) { return true }
        switch field {
        case "author_id", "in_reply_to_user_id": return expansions.contains(field)
        case "referenced_tweets": return expansions.contains(world.isNew ? "referenced_posts" : "referenced_tweets.id")
        default: return false
        }
    }

    /// What became of names with `tweet` in OpenAPI 2.167.
    static let newNames = [
        "note_tweet": "note_post", "referenced_tweets": "referenced_posts",
        "edit_history_tweet_ids": "edit_history_post_ids",
    ]
}

extension JSONValue {
    fileprivate var elements: [JSONValue] {
        if case .list(let list) = self { list } else { [] }
    }
}
