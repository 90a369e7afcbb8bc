@testable import Store
@testable import Unroll

/// Invented threads for the store's tests.
enum Sample {
    static let ines = author("did:plc:ines", "ines.example", "Ines Okafor")
    static let marit = author("did:plc:marit", "marit.example", "Marit")
    static let start = Timestamp(seconds: 1_760_000_000)

    static func author(_ id: String, _ handle: String, _ name: String = "") -> Author {
        Author(id: Author.ID(id), handle: handle, name: name)
    }

    static func link(_ text: String) -> Link {
        guard let link = Link(text) else { fatalError("no link: \(text)") }
        return link
    }

    /// The `number`th post of a thread that began at `start`, a minute after the one before.
    static func post(_ number: Int, _ text: String, by author: Author = ines, in thread: String = "t") -> Post {
        Post(
            id: PostID("at://\(author.id.value)/app.bsky.feed.post/\(thread)\(number)"), author: author,
            published: start.advanced(byMilliseconds: Int64(number) * 60_000), text: text)
    }

    static func thread(
        _ posts: [Post], network: Network = .bluesky,
        at retrieved: Timestamp = start.advanced(byMilliseconds: 86_400_000),
        state: Completeness.State = .complete
    ) -> Unroll.Thread {
        Unroll.Thread(
            network: network, id: posts[0].id, aliases: [], url: nil, anchor: posts[0].id, author: posts[0].author,
            title: String(posts[0].text.prefix(40)), language: nil, posts: posts, branches: [], answers: [],
            context: [],
            missing: [], completeness: Completeness(state: state, found: posts.count), retrieved: retrieved,
            source: Source(kind: .api, host: "public.api.example"), remarks: [])
    }

    /// A post with something in every field, and every kind of facet, attachment and quote.
    static func everything(_ number: Int, by author: Author = ines) -> Post {
        var post = post(number, "Bold, a link, @marit.example, #optics, :blob: and 翼龙 👩‍🚀", by: author, in: "every")
        post.url = link("https://bsky.example/profile/ines.example/post/\(number)")
        post.order = Int64.max - Int64(number)
        post.parent = Post.Parent(id: PostID("at://did:plc:marit/app.bsky.feed.post/0"), author: marit.id)
        post.raw = "raw \u{0} text\r\n"
        let emoji = CustomEmoji(shortcode: "blob", url: link("https://cdn.example/blob.png"))
        let kinds: [Facet.Kind] = [
            .bold, .italic, .strikethrough, .code, .quotation, .preformatted, .emoji(emoji),
            .link(
                LinkForms(short: link("https://sh.example/1"), expanded: link("https://example.org/a"), display: "a…")),
            .link(LinkForms(expanded: link("mailto:ines@mail.example"), display: "")),
            .mention(handle: "marit.example", id: marit.id, url: link("https://bsky.example/marit")),
            .mention(handle: "", id: nil, url: nil), .hashtag(tag: "optics", url: nil),
            .hashtag(tag: "光学", url: link("https://bsky.example/tag")),
        ]
        post.facets = kinds.enumerated().map { Facet($0.offset..<$0.offset + 3, $0.element) }
        post.attachments = [Attachment.Kind.image, .video, .gif, .audio, .unknown].map {
            Attachment(
                kind: $0, url: link("https://cdn.example/\($0.rawValue)"), preview: link("https://cdn.example/small"),
                alt: "alt \n text", width: 480, height: -1, durationMilliseconds: 65_000, file: "tweets_media/1.jpg")
        }
        post.attachments.append(Attachment(kind: .unknown))
        post.poll = Poll(
            options: [Poll.Option(label: "Nine", votes: 120), Poll.Option(label: "")], ends: start, isClosed: false,
            allowsSeveral: true)
        post.card = Card(
            url: link("https://museum.example/"), title: "Title", summary: "Summary",
            image: link("https://museum.example/i"),
            imageAlt: "A hall")
        post.article = Article(title: "Long", text: "A\n\nB", cover: Attachment(kind: .image, alt: "cover"))
        post.warning = ""
        (post.isSensitive, post.labels, post.language) = (true, ["graphic-media", ""], "pt-BR")
        post.edited = Timestamp(milliseconds: -5)
        post.edits = [Post.Edit(id: PostID("e"), published: start, text: "before"), Post.Edit()]
        post.visibility = .unlisted
        post.counts = Post.Counts(replies: 0, reposts: 1, likes: .max, quotes: nil)
        return post
    }
}
