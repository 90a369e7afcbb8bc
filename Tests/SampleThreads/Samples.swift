import Render
import Unroll

/// Threads that between them hold everything a post can hold. All people and texts are invented.
package enum Samples {
    package static let all: [(name: String, thread: Thread)] = [
        ("lens", lens), ("everything", everything), ("scripts", scripts), ("lone", lone), ("ruins", ruins),
        ("silent", silent),
    ]

    package static let ines: Author = Author(
        id: Author.ID("did:plc:ines"), handle: "ines.example.com", name: "Ines Okafor 🔭",
        url: Link("https://bsky.example/profile/ines.example.com"), avatar: Link("https://cdn.example/ines.png"),
        bio: "Cuts lenses.\nAlso <b>telescopes</b>, by night.")
    package static let reader: Author = Author(
        id: Author.ID("did:plc:reader"), handle: "reader.example.com", name: "A Reader",
        url: Link("https://bsky.example/profile/reader.example.com"))

    package static func post(
        _ number: Int, _ text: String, by author: Author = ines, language: String? = "en", after seconds: Int64 = 0
    ) -> Post {
        var post = Post(
            id: PostID("at://\(author.id.value)/app.bsky.feed.post/\(number)"),
            url: Link("https://bsky.example/profile/\(author.handle)/post/\(number)"), author: author,
            published: Timestamp(seconds: 1_746_173_730 + Int64(number) * 60 + seconds), text: text)
        post.language = language
        return post
    }

    package static func thread(_ posts: [Post], title: String, language: String? = "en") -> Thread {
        Thread(
            network: .bluesky, id: posts[0].id, aliases: [], url: posts[0].url, anchor: posts[0].id,
            author: posts[0].author, title: title, language: language, posts: posts, branches: [], answers: [],
            context: [], missing: [], completeness: Completeness(state: .complete, found: posts.count),
            retrieved: Timestamp(seconds: 1_795_500_000), source: Source(kind: .api, host: "public.api.bsky.example"),
            remarks: [])
    }

    /// A text with facets over the first places where the given words stand.
    package static func marked(_ post: Post, _ marks: [(String, Facet.Kind)]) -> Post {
        var post = post
        let scalars = Array(post.text.unicodeScalars)
        post.facets = marks.compactMap { words, kind in
            let wanted = Array(words.unicodeScalars)
            let start = scalars.indices.first { scalars[$0...].starts(with: wanted) }
            return start.map { Facet($0..<$0 + wanted.count, kind) }
        }
        return post
    }

    package static func address(_ text: String) -> Link {
        guard let link = Link(text) else { preconditionFailure("\(text) is no address") }
        return link
    }

    /// A plain numbered thread with a hole, a branch and an answer.
    package static let lens: Thread = {
        let texts = [
            "How a lighthouse lens is cut. A short tour of a workshop that closed in 1931, from the notebook its foreman left behind. 1/",
            "A lens this tall cannot be ground in one piece. The rings are cast one by one, each a little steeper than the one below, and the glass cools for nine days before anybody dares to touch it. 2/",
            "Grinding is done wet.\n\nSand first, then emery, then a red powder the notebook only calls “the rouge”. A ring took two men three weeks. 3/",
            "The prisms at the top do not bend light so much as turn it round a corner, which is why they look black from the front. 5/",
            "And that is why a lens may weigh four tons and still float on a bath of mercury, turned by a clock. 6/",
        ]
        let posts = zip([1, 2, 3, 5, 6], texts).map { post($0, $1) }
        var thread = Samples.thread(posts, title: "How a lighthouse lens is cut.")
        thread.missing = [
            Thread.Hole(
                after: posts[2].id, count: 1, id: PostID("at://did:plc:ines/app.bsky.feed.post/4"),
                reason: .gone(.deleted))
        ]
        thread.branches = [
            Thread.Branch(
                attachedTo: posts[1].id,
                posts: [
                    post(
                        20,
                        "A later thought: the nine days were probably twelve, the foreman rounded down when he was proud."
                    ),
                    post(21, "(He was often proud.)"),
                ],
                missing: [
                    Thread.Hole(
                        after: PostID("at://did:plc:ines/app.bsky.feed.post/20"), count: 1,
                        id: PostID("at://did:plc:ines/app.bsky.feed.post/22"), reason: .gone(.deleted))
                ])
        ]
        let question = post(30, "Did the mercury never make anyone ill?", by: reader)
        thread.answers = [
            Thread.Answer(
                to: .post(question),
                posts: [
                    post(31, "It did. The keepers called it the lamp’s temper; two of them had to leave the service.")
                ],
                missing: [Thread.Hole(after: nil, count: 2, reason: .gone(.unknown))])
        ]
        thread.completeness = Completeness(state: .incomplete, found: 5, expected: 6)
        return thread
    }()

    /// One post with nothing but words, all of it found.
    package static let lone: Thread = thread(
        [post(1, "Only this, and it is enough.")], title: "Only this, and it is enough.")

    /// Pictures without a word, and a post in which there is nothing at all.
    package static let silent: Thread = {
        var pictured = post(1, "", language: nil)
        pictured.attachments = [Attachment(kind: .image, url: Link("https://cdn.example/prism.png"))]
        return thread([pictured, post(2, " \u{200b}\n", language: nil)], title: "", language: nil)
    }()

    /// A thread that begins with a hole, of which nobody knows how much is missing.
    package static let ruins: Thread = {
        var thread = Samples.thread(
            [post(3, "… which is all that is left of it.")], title: "… which is all that is left of it.")
        thread.context = [
            .post(post(1, "What became of the mill?", by: reader)),
            .tombstone(Tombstone(id: PostID("at://did:plc:reader/app.bsky.feed.post/2"), reason: .loginOnly)),
        ]
        thread.missing = [
            Thread.Hole(after: nil, count: 2, reason: .gone(.unknown)),
            Thread.Hole(after: thread.posts[0].id, count: nil, reason: .networkCount),
        ]
        thread.completeness = Completeness(
            state: .incomplete, found: 1, expected: nil, shortfalls: [.unofficialSource, .stoppedEarly])
        thread.source = Source(kind: .syndication, host: "cdn.embed.example")
        thread.network = .x
        return thread
    }()
}
