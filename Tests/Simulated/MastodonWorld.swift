import Unroll

/// A small fediverse to ask: servers of several kinds, their people and posts, and what each server does not have or not tell.
package struct MastodonWorld: Sendable {
    package enum Flavour: Sendable, CaseIterable {
        case mastodon, goToSocial, takahe, snac, pleroma
    }

    package struct Server: Sendable {
        package var host: String
        package var flavour: Flavour
        /// Whether the client interface answers only with a token.
        package var isClosed: Bool
        package var closesObjects = false
        package var refusesLists = false
        /// Whether `min_id` does nothing.
        package var forgetsMinID = false
        /// Whether every page of a list is the newest one.
        package var repeatsPages = false
        /// Keys of the posts it has; nil for all.
        package var holds: Set<String>?

        package init(_ host: String, _ flavour: Flavour = .mastodon) {
            (self.host, self.flavour) = (host, flavour)
            isClosed = flavour != .mastodon && flavour != .pleroma
        }
    }

    package struct Person: Sendable {
        package var name: String
        package var host: String
        /// Further and other fields of the account.
        package var fields: [String: JSONValue] = [:]
        /// The same for the actor.
        package var actorFields: [String: JSONValue] = [:]

        package init(_ name: String, at host: String) { (self.name, self.host) = (name, host) }
    }

    package struct Post: Sendable {
        package var key: String
        package var author: String
        package var parent: String?
        package var content: String
        package var created: Timestamp
        package var visibility = "public"
        package var isDeleted = false
        /// Earlier versions, oldest first.
        package var edits: [String] = []
        /// Further and other fields of the status.
        package var fields: [String: JSONValue] = [:]
        /// The same for the ActivityPub object.
        package var objectFields: [String: JSONValue] = [:]
    }

    package var servers: [Server]
    package var people: [Person]
    package private(set) var posts: [Post] = []
    package private(set) var positions: [String: Int] = [:]
    /// What answers instead, by the beginning of the address.
    package var broken: [(prefix: String, answer: Result<Response, FetchFailure>)] = []
    private var clock = Timestamp(seconds: 1_780_000_000)

    package init(_ servers: [Server], _ people: [Person]) { (self.servers, self.people) = (servers, people) }

    /// Writes a post a minute after the last one; `key` names it in the test.
    @discardableResult
    package mutating func write(
        _ key: String, by author: String, to parent: String? = nil, _ content: String? = nil,
        change: (inout Post) -> Void = { _ in }
    ) -> String {
        clock = clock.advanced(byMilliseconds: 60_123)
        var post = Post(
            key: key, author: author, parent: parent, content: content ?? "<p>Here is \(key)</p>", created: clock)
        change(&post)
        positions[key] = posts.count
        posts.append(post)
        return key
    }

    /// A chain of `count` posts by one person, `name1`, `name2`, …; each answers the one before.
    package mutating func writeChain(_ name: String, by author: String, _ count: Int, to parent: String? = nil) {
        for number in 1...count {
            write("\(name)\(number)", by: author, to: number == 1 ? parent : "\(name)\(number - 1)")
        }
    }

    package mutating func change(_ key: String, _ change: (inout Post) -> Void) {
        if let position = positions[key] { change(&posts[position]) }
    }

    package mutating func delete(_ keys: String...) { for key in keys { change(key) { $0.isDeleted = true } } }

    package func post(_ key: String) -> Post? { positions[key].map { posts[$0] } }

    package func person(_ name: String) -> Person? { people.first { $0.name == name } }

    package func server(_ host: String) -> Server? { servers.first { $0.host == host } }

    func home(of post: Post) -> Server? { person(post.author).flatMap { server($0.host) } }

    /// Whether the server still has the post.
    func has(_ post: Post, _ server: Server) -> Bool {
        if server.holds?.contains(post.key) == false { return false }
        return !post.isDeleted || server.holds?.contains(post.key) == true
    }
}

extension MastodonWorld {
    /// The id by which a server knows the post: other servers, other ids.
    package func localID(_ key: String, on host: String) -> String {
        guard let position = positions[key], let server = server(host),
            let place = servers.firstIndex(where: { $0.host == host })
        else { return "0" }
        let time = posts[position].created.milliseconds
        return switch server.flavour {
        case .mastodon, .takahe: String(time << 16 + Int64(position * 16 + place))
        case .goToSocial: "01" + padded(String(time, radix: 32).uppercased(), 10) + padded(String(position), 14)
        case .snac: padded(String(time, radix: 16), 12) + padded(String(position * 16 + place, radix: 16), 20)
        case .pleroma: "A" + padded(String(time, radix: 36), 10) + padded(String(position), 7)
        }
    }

    /// The identity of the post.
    package func uri(_ key: String) -> String {
        guard let post = post(key), let home = home(of: post) else { return "" }
        let id = localID(key, on: home.host)
        return switch home.flavour {
        case .mastodon, .goToSocial: "\(actor(post.author))/statuses/\(id)"
        case .takahe: "\(actor(post.author))posts/\(id)/"
        case .snac: "\(actor(post.author))/p/\(post.created.milliseconds / 1000).\(positions[key] ?? 0)"
        case .pleroma:
            "https://\(home.host)/objects/0c0ffee0-0000-4000-8000-\(padded(String(post.created.milliseconds, radix: 16), 12))"
        }
    }

    /// The address people see.
    package func url(_ key: String) -> String {
        guard let post = post(key), let home = home(of: post) else { return "" }
        let id = localID(key, on: home.host)
        return switch home.flavour {
        case .mastodon: "https://\(home.host)/@\(post.author)/\(id)"
        case .goToSocial: "https://\(home.host)/@\(post.author)/statuses/\(id)"
        case .takahe: "https://\(home.host)/@\(post.author)/posts/\(id)/"
        case .snac: uri(key)
        case .pleroma: "https://\(home.host)/notice/\(id)"
        }
    }

    package func actor(_ name: String) -> String {
        guard let person = person(name), let home = server(person.host) else { return "" }
        return switch home.flavour {
        case .mastodon, .goToSocial, .pleroma: "https://\(home.host)/users/\(name)"
        case .takahe: "https://\(home.host)/@\(name)@\(home.host)/"
        case .snac: "https://\(home.host)/\(name)"
        }
    }

    /// The link to the post on a server's own pages, as a person would copy it there.
    package func link(_ key: String, on host: String? = nil) -> PostLink {
        let home = post(key).flatMap(home)?.host ?? ""
        let host = host ?? home
        let id = localID(key, on: host)
        let author = (post(key)?.author ?? "") + (host == home ? "" : "@" + home)
        let url = host == home ? url(key) : "https://\(host)/@\(author)/\(id)"
        let isTelling = server(host)?.flavour != .snac
        return .mastodon(PostLink.MastodonLink(origin: "https://\(host)", id: isTelling ? id : nil, url: url))
    }

    /// Names the first post of the conversation a post is in, deleted or not.
    func root(of post: Post) -> Post {
        var (post, steps) = (post, 0)
        while let parent = post.parent.flatMap(self.post), steps < posts.count { (post, steps) = (parent, steps + 1) }
        return post
    }
}

private func padded(_ text: some StringProtocol, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - text.count)) + text
}
