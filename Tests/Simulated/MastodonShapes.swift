import Unroll

/// The shapes in which the servers answer (Mastodon docs: Status, Account; ActivityPub objects as Mastodon writes them). What
/// GoToSocial, Takahe, snac and Pleroma leave out is left out.
extension MastodonWorld {
    func status(_ post: Post, on server: Server) -> JSONValue {
        let parent = post.parent.flatMap(self.post)
        let isParentKept = parent.map { has($0, server) } ?? false
        var status: [String: JSONValue] = [
            "id": .string(localID(post.key, on: server.host)), "uri": .string(uri(post.key)),
            "url": .string(url(post.key)), "created_at": .string(post.created.rfc3339),
            "in_reply_to_id": isParentKept ? parent.map { .string(localID($0.key, on: server.host)) } ?? .null : .null,
            "in_reply_to_account_id": parent.map { .string(accountID($0.author, on: server)) } ?? .null,
            "account": account(post.author, on: server), "content": .string(post.content), "spoiler_text": .string(""),
            "sensitive": .bool(false), "visibility": .string(post.visibility), "language": .string("en"),
            "media_attachments": .list([]), "mentions": .list([]), "tags": .list([]), "emojis": .list([]),
            "reblog": .null, "poll": .null, "card": .null, "quote": .null, "favourites_count": .integer(3),
            "reblogs_count": .integer(1), "quotes_count": .integer(0), "tagged_collections": .list([]),
            "quote_approval": .object([
                "automatic": .list([.string("public")]), "manual": .list([]), "current_user": .string("denied"),
            ]),
            "replies_count": .integer(Int64(replies(to: post, on: server).count)),
            "edited_at": post.edits.isEmpty
                ? .null : .string(post.created.advanced(byMilliseconds: 3_600_000).rfc3339),
        ]
        if person(post.author)?.host == server.host {
            status["application"] = .object(["name": .string("Web"), "website": .null])
        }
        for name in Self.leftOut(server.flavour) { status[name] = nil }
        return .object(status.merging(post.fields) { $1 })
    }

    func account(_ name: String, on server: Server) -> JSONValue {
        guard let person = person(name) else { return .null }
        let isLocal = person.host == server.host
        var account: [String: JSONValue] = [
            "id": .string(accountID(name, on: server)), "username": .string(name),
            "acct": .string(isLocal ? name : "\(name)@\(person.host)"), "uri": .string(actor(name)),
            "url": .string("https://\(person.host)/@\(name)"), "display_name": .string(name.capitalized),
            "note": .string("<p>Writes about \(name)’s garden</p>"), "locked": .bool(false), "bot": .bool(false),
            "avatar": .string("https://\(person.host)/avatars/\(name).png"),
            "avatar_static": .string("https://\(person.host)/avatars/\(name).png"),
            "header": .string("https://\(person.host)/headers/\(name).png"),
            "header_static": .string("https://\(person.host)/headers/\(name).png"),
            "created_at": .string("2022-11-05T00:00:00.000Z"), "emojis": .list([]), "fields": .list([]),
            "followers_count": .integer(12), "following_count": .integer(34), "statuses_count": .integer(56),
            "discoverable": .bool(true), "indexable": .bool(true), "group": .bool(false),
            "last_status_at": .string("2026-09-20"), "hide_collections": .bool(false),
        ]
        if isLocal { account.merge(["noindex": .bool(false), "roles": .list([])]) { $1 } }
        if server.flavour != .mastodon { for gone in Self.leftOutOfAccounts { account[gone] = nil } }
        return .object(account.merging(person.fields) { $1 })
    }

    func accountID(_ name: String, on server: Server) -> String {
        let position = people.firstIndex { $0.name == name } ?? 0
        let place = servers.firstIndex { $0.host == server.host } ?? 0
        return server.flavour == .goToSocial
            ? "01ACCOUNT\(position)X\(place)" : String(109_000_000 + position * 100 + place)
    }

    /// What the server still has below a post, by time.
    func replies(to post: Post, on server: Server) -> [Post] {
        posts.filter { $0.parent == post.key && has($0, server) }
    }

    private static func leftOut(_ flavour: Flavour) -> [String] {
        switch flavour {
        case .mastodon: []
        case .goToSocial: quoting
        case .takahe: quoting + ["card", "edited_at", "poll", "application"]
        case .snac: quoting + ["card", "edited_at", "language", "application"]
        case .pleroma: ["quotes_count", "quote_approval", "tagged_collections", "edited_at"]
        }
    }

    private static let quoting = ["quote", "quotes_count", "quote_approval", "tagged_collections"]
    private static let leftOutOfAccounts = ["uri", "indexable", "group", "hide_collections", "noindex", "roles"]
}

extension MastodonWorld {
    /// The post as an ActivityPub object, its own answers first in `replies`.
    func object(_ post: Post) -> JSONValue {
        let uri = uri(post.key)
        let own = posts.filter { $0.parent == post.key && !$0.isDeleted && $0.author == post.author }
        let everybody = JSONValue.string("https://www.w3.org/ns/activitystreams#Public")
        let parent = post.parent.flatMap(self.post).map { JSONValue.string(self.uri($0.key)) }
        let object: [String: JSONValue] = [
            "@context": .list([.string("https://www.w3.org/ns/activitystreams")]), "id": .string(uri),
            "type": .string("Note"), "summary": .null, "inReplyTo": parent ?? .null,
            "published": .string(post.created.rfc3339), "url": .string(url(post.key)),
            "attributedTo": .string(actor(post.author)), "sensitive": .bool(false),
            "to": .list(post.visibility == "public" ? [everybody] : [.string(actor(post.author) + "/followers")]),
            "cc": .list(post.visibility == "unlisted" ? [everybody] : []),
            "conversation": .string(conversation(of: post)), "content": .string(post.content),
            "contentMap": .object(["en": .string(post.content)]), "attachment": .list([]), "tag": .list([]),
            "replies": .object([
                "id": .string(uri + "/replies"), "type": .string("Collection"),
                "first": .object([
                    "type": .string("CollectionPage"), "partOf": .string(uri + "/replies"),
                    "next": .string(uri + "/replies?only_other_accounts=true&page=true"),
                    "items": .list(own.map { .string(self.uri($0.key)) }),
                ]),
            ]),
        ]
        return .object(object.merging(post.objectFields) { $1 })
    }

    /// The page of `replies` with other people's answers.
    func otherReplies(_ post: Post) -> JSONValue {
        let others = posts.filter { $0.parent == post.key && !$0.isDeleted && $0.author != post.author }
        return .object([
            "id": .string(uri(post.key) + "/replies?only_other_accounts=true&page=true"),
            "type": .string("CollectionPage"), "items": .list(others.map { .string(uri($0.key)) }),
        ])
    }

    func actorObject(_ name: String) -> JSONValue {
        let person = person(name)
        let actor: [String: JSONValue] = [
            "@context": .list([.string("https://www.w3.org/ns/activitystreams")]),
            "id": .string(actor(name)), "type": .string("Person"), "preferredUsername": .string(name),
            "name": .string(name.capitalized), "summary": .string("<p>#nobot</p>"),
            "url": .string("https://\(person?.host ?? "")/@\(name)"), "manuallyApprovesFollowers": .bool(false),
            "discoverable": .bool(true), "indexable": .bool(false),
        ]
        return .object(actor.merging(person?.actorFields ?? [:]) { $1 })
    }

    private func conversation(of post: Post) -> String {
        let root = root(of: post)
        let day = root.created.rfc3339.prefix(10)
        return "tag:\(home(of: root)?.host ?? ""),\(day):objectId=\(positions[root.key] ?? 0):objectType=Conversation"
    }
}
