import Unroll

/// The shapes in which the AppView and a personal data server answer (lexicons app.bsky.feed.defs, com.atproto.repo).
extension BlueskyWorld {
    static func cid(_ text: String) -> JSONValue {
        .string("bafyrei" + text.utf8.suffix(24).map { "abcdefghijklmnopqrstuvwxyz234567"[$0 & 31] }.joined())
    }

    func record(_ post: Post) -> JSONValue {
        var record: [String: JSONValue] = [
            "$type": .string("app.bsky.feed.post"), "text": .string(post.text),
            "createdAt": .string(post.created.rfc3339), "langs": .list([.string("en")]),
        ]
        if let parent = post.parent, let root = post.root {
            record["reply"] = .object(["root": reference(root), "parent": reference(parent)])
        }
        return .object(record.merging(post.record) { $1 })
    }

    func reference(_ uri: String) -> JSONValue { .object(["uri": .string(uri), "cid": Self.cid(uri)]) }

    func labels(_ names: [String], on uri: String) -> JSONValue {
        .list(
            names.map {
                .object([
                    "src": .string("did:plc:labels"), "uri": .string(uri), "val": .string($0),
                    "cts": .string("2026-01-01T00:00:00.000Z"),
                ])
            })
    }

    func profile(_ account: Account, isDetailed: Bool = false) -> JSONValue {
        let names = account.hasQuietLabels && !isDetailed ? [] : account.labels
        return .object([
            "did": .string(account.did), "handle": .string(account.handle), "displayName": .string(account.name),
            "avatar": .string("https://cdn.bsky.app/img/avatar/plain/\(account.did)/face@jpeg"),
            "labels": labels(names, on: "at://\(account.did)/app.bsky.actor.profile/self"),
            "createdAt": .string("2023-05-01T00:00:00.000Z"),
        ])
    }

    /// Nil for a post the AppView does not have.
    func view(_ post: Post) -> JSONValue? {
        guard post.state == .shown || post.state == .blocked, let account = account(post.author),
            account.refusal == nil
        else { return nil }
        var view: [String: JSONValue] = [
            "uri": .string(post.uri), "cid": Self.cid(post.uri), "author": profile(account), "record": record(post),
            "replyCount": .integer(Int64(replies(post).count)), "repostCount": .integer(1), "likeCount": .integer(7),
            "quoteCount": .integer(0), "bookmarkCount": .integer(0), "labels": labels(post.labels, on: post.uri),
            "indexedAt": .string(post.created.advanced(byMilliseconds: 700).rfc3339),
        ]
        view["embed"] = post.embed
        return .object(view)
    }

    func replies(_ post: Post) -> [Post] {
        posts.filter { $0.parent == post.uri && $0.state != .deleted && $0.state != .unindexed }
    }

    func thread(_ post: Post, depth: Int, height: Int) -> JSONValue {
        if post.state == .blocked { return blocked(post) }
        guard let view = view(post) else { return missing(post.uri) }
        var place: [String: JSONValue] = [
            "$type": .string("app.bsky.feed.defs#threadViewPost"), "post": view, "threadContext": .object([:]),
        ]
        if height > 0, let parent = post.parent {
            place["parent"] =
                self.post(parent).map { thread($0, depth: -1, height: height - 1) } ?? missing(parent)
        }
        if depth >= 0 {
            let below = depth == 0 ? [] : replies(post)
            place["replies"] = .list(below.map { thread($0, depth: depth - 1, height: 0) })
        }
        return .object(place)
    }

    /// A post by itself in version two of threads (lexicon app.bsky.unspecced.defs#threadItemPost), with the count of its author's
    /// posts that answer one another.
    func threadItem(_ post: Post) -> JSONValue {
        var (count, last) = (1, post)
        while let next = replies(last).filter({ $0.author == post.author }).min(by: { $0.rkey < $1.rkey }) {
            (count, last) = (count + 1, next)
        }
        let isFirst = post.parent == nil
        var value: [String: JSONValue] = [
            "$type": .string("app.bsky.unspecced.defs#threadItemPost"), "post": view(post) ?? .null,
            "moreParents": .bool(!isFirst), "moreReplies": .integer(Int64(replies(post).count)),
            "opThread": .bool(isFirst), "hiddenByThreadgate": .bool(false), "mutedByViewer": .bool(false),
        ]
        if isFirst { (value["opThreadPostIndex"], value["opThreadPostCount"]) = (.integer(1), .integer(Int64(count))) }
        return .object(["uri": .string(post.uri), "depth": .integer(0), "value": .object(value)])
    }

    func missing(_ uri: String) -> JSONValue {
        .object([
            "$type": .string("app.bsky.feed.defs#notFoundPost"), "uri": .string(uri), "notFound": .bool(true),
        ])
    }

    private func blocked(_ post: Post) -> JSONValue {
        .object([
            "$type": .string("app.bsky.feed.defs#blockedPost"), "uri": .string(post.uri), "blocked": .bool(true),
            "author": .object(["did": .string(post.author)]),
        ])
    }

    func document(_ account: Account) -> JSONValue {
        var document: [String: JSONValue] = [
            "@context": .list([.string("https://www.w3.org/ns/did/v1")]), "id": .string(account.did),
            "alsoKnownAs": .list([.string("at://" + (account.aka ?? account.handle))]), "service": .list([]),
        ]
        if let home = account.home {
            document["service"] = .list([
                .object([
                    "id": .string("#atproto_pds"), "type": .string("AtprotoPersonalDataServer"),
                    "serviceEndpoint": .string(home),
                ])
            ])
        }
        return .object(document)
    }
}

extension String {
    fileprivate subscript(_ place: UInt8) -> String {
        String(self[index(startIndex, offsetBy: Int(place))])
    }
}
