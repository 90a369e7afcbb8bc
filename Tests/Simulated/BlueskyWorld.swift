import Unroll

/// A small Bluesky to ask: accounts, their posts, and what is out of order.
package struct BlueskyWorld: Sendable {
    package struct Account: Sendable {
        package var did: String
        package var handle: String
        package var name: String
        /// The origin of the personal data server; nil for a document without one.
        package var home: String?
        /// What the AppView says of the account, e.g. `bot`.
        package var labels: [String] = []
        /// Only `getProfile` and the profile record tell of `labels`; views of posts keep silent.
        package var hasQuietLabels = false
        /// The error `getProfile` gives: `AccountTakedown`, `AccountDeactivated`.
        package var refusal: String?
        package var aka: String?

        package init(_ name: String, did: String? = nil, home: String? = "https://pds.example.com") {
            (self.name, self.home) = (name, home)
            self.did = did ?? "did:plc:" + name.lowercased()
            handle = name.lowercased() + ".example.com"
        }
    }

    package struct Post: Sendable {
        package enum State: Sendable {
            case shown
            /// Nobody has it any more.
            case deleted
            /// Only the author's server has it.
            case unindexed
            /// The AppView shows a block in its place in threads.
            case blocked
        }

        package var author: String
        package var rkey: String
        package var text: String
        package var parent: String?
        package var root: String?
        package var created: Timestamp
        package var state = State.shown
        package var labels: [String] = []
        /// Further fields of the record, and what the AppView embeds.
        package var record: [String: JSONValue] = [:]
        package var embed: JSONValue?

        package var uri: String { "at://\(author)/app.bsky.feed.post/\(rkey)" }
    }

    package var appView = "https://public.api.bsky.app"
    package var plc = "https://plc.directory"
    package var accounts: [Account]
    package private(set) var posts: [Post] = []
    /// What answers instead, by the beginning of the address.
    package var broken: [(prefix: String, answer: Result<Response, FetchFailure>)] = []
    /// TXT records by name.
    package var dns: [String: [String]] = [:]
    package var clock = Timestamp(seconds: 1_780_000_000)

    package init(_ accounts: [Account]) { self.accounts = accounts }

    /// Writes a post, a minute after the last one; gives its address.
    @discardableResult
    package mutating func write(
        _ author: Account, _ text: String, to parent: String? = nil, state: Post.State = .shown,
        after seconds: Int64 = 60,
        change: (inout Post) -> Void = { _ in }
    ) -> String {
        clock = clock.advanced(byMilliseconds: seconds * 1000)
        let above = parent.flatMap(post)
        var post = Post(
            author: author.did, rkey: TID(clock).text, text: text, parent: parent,
            root: parent == nil ? nil : above?.root ?? parent, created: clock)
        post.state = state
        change(&post)
        posts.append(post)
        return post.uri
    }

    /// A chain of posts by one author; gives their addresses.
    package mutating func chain(_ author: Account, _ count: Int, to parent: String? = nil) -> [String] {
        var uris: [String] = []
        for number in 1...count { uris.append(write(author, "Step \(number)", to: uris.last ?? parent)) }
        return uris
    }

    package mutating func change(_ uri: String, _ change: (inout Post) -> Void) {
        if let index = posts.firstIndex(where: { $0.uri == uri }) { change(&posts[index]) }
    }

    package func post(_ uri: String) -> Post? { posts.first { $0.uri == uri } }

    package func account(_ actor: String) -> Account? {
        accounts.first { $0.did == actor || $0.handle == actor }
    }

    /// Makes every address that begins with `prefix` fail.
    package mutating func fail(_ prefix: String, _ failure: FetchFailure = .timedOut) {
        broken.append((prefix, .failure(failure)))
    }

    package mutating func fail(
        _ prefix: String, status: Int, _ body: String = "", headers: [String: String] = [:]
    ) {
        let response = Response(
            status: status, headers: headers, body: Array(body.utf8), url: prefix, received: Timestamp(milliseconds: 0))
        broken.append((prefix, .success(response)))
    }
}
