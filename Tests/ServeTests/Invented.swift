import Unroll

/// Invented threads for the site's tests.
enum Invented {
    static let ines = Author(id: Author.ID("did:plc:ines"), handle: "ines.example.com", name: "Ines Okafor")
    static let start = Timestamp(seconds: 1_746_173_730)

    /// The author's posts, a minute apart, whose keys are `rkey0`, `rkey1` and so on.
    static func posts(
        _ texts: [String], by author: Author = ines, on network: Network = .bluesky, key: String = "rkey"
    ) -> [Post] {
        texts.enumerated().map { number, text in
            let id =
                switch network {
                case .x: PostID("17300000000000000\(10 + number)")
                case .bluesky: PostID("at://\(author.id.value)/app.bsky.feed.post/\(key)\(number)")
                case .mastodon: PostID("https://social.example/users/ines/statuses/1100000\(10 + number)")
                }
            var post = Post(
                id: id, url: Link("https://network.example/\(author.handle)/\(number)"), author: author,
                published: start.advanced(byMilliseconds: Int64(number) * 60_000), text: text)
            post.language = "en"
            return post
        }
    }

    static func thread(_ posts: [Post], on network: Network = .bluesky, hours: Int64 = 24) -> Thread {
        Thread(
            network: network, id: posts[0].id, aliases: [], url: posts[0].url, anchor: posts[0].id,
            author: posts[0].author, title: String(posts[0].text.prefix(60)), language: posts[0].language,
            posts: posts, branches: [], answers: [], context: [], missing: [],
            completeness: Completeness(state: .complete, found: posts.count),
            retrieved: start.advanced(byMilliseconds: hours * 3_600_000),
            source: Source(kind: .api, host: "api.network.example"), remarks: [])
    }

    /// The thread without one of its posts, which was deleted since.
    static func without(_ index: Int, _ thread: Thread, hours: Int64) -> Thread {
        var later = Invented.thread(
            thread.posts.enumerated().filter { $0.offset != index }.map(\.element), on: thread.network, hours: hours)
        later.id = thread.id
        later.missing = [
            Thread.Hole(
                after: index == 0 ? nil : thread.posts[index - 1].id, count: 1, id: thread.posts[index].id,
                reason: .gone(.deleted))
        ]
        later.completeness = Completeness(state: .incomplete, found: later.posts.count)
        return later
    }
}
