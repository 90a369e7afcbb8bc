import Render
import Unroll

/// A thread that holds given texts in every field of the model that takes text, and given addresses in every field that takes one.
package struct FilledThread {
    package var thread: Thread
    /// The picture that stands for every address, in documents that embed them.
    package let options: RenderOptions
    private var addresses: [String]

    package static let postsOfEachText = 17

    /// Every text in every field of posts; those of the thread itself hold `title`.
    package init(_ texts: [String], title: String, addresses: [String]) {
        var filler = Filler(addresses: addresses)
        let posts = texts.flatMap { filler.posts($0) }
        precondition(posts.count == texts.count * FilledThread.postsOfEachText)
        let author = filler.author(title)
        var thread = Thread(
            network: .mastodon, id: PostID(title), aliases: [PostID(title)], url: filler.link(), anchor: PostID(title),
            author: author, title: title, language: "en", posts: posts, branches: [], answers: [], context: [],
            missing: [], completeness: Completeness(state: .incomplete, found: posts.count),
            retrieved: Timestamp(seconds: 1_795_500_000), source: Source(kind: .export, host: title), remarks: [])
        thread.branches = [Thread.Branch(attachedTo: posts[0].id, posts: [filler.post(texts[0])])]
        thread.answers = texts.map { text in
            Thread.Answer(to: .post(filler.post(text)), posts: [filler.post(text)])
        }
        thread.answers.append(
            Thread.Answer(
                to: .tombstone(Tombstone(id: PostID(title), reason: .blocked)), posts: [filler.post(texts[0])]))
        thread.context = [
            .post(filler.post(texts[0])), .tombstone(Tombstone(id: PostID(title), reason: .loginOnly)),
        ]
        thread.missing = [
            Thread.Hole(after: posts[0].id, count: 1, id: PostID(title), reason: .gone(.deleted)),
            Thread.Hole(after: nil, count: nil, reason: .numbering),
        ]
        thread.completeness.shortfalls = [.anonymousLimit]
        (self.thread, self.addresses) = (thread, filler.used)
        var options = RenderOptions()
        options.media = .embed
        for address in addresses where address.hasSuffix(".png") {
            if let link = Link(address) { options.pictures[link.text] = Samples.picture }
        }
        self.options = options
    }

    /// Every address as a document may write it.
    package var written: Set<String> { Set(addresses + ["mailto:evil@evil.example"]) }
}

/// Makes posts with a text everywhere, and hands out the addresses in turn.
private struct Filler {
    var addresses: [String]
    private(set) var used: [String] = []
    private var (number, turn) = (0, 0)

    init(addresses: [String]) { self.addresses = addresses }

    mutating func link() -> Link? {
        turn += 1
        let link = Link(addresses[turn % addresses.count])
        if let link { used.append(link.address) }
        return link
    }

    /// A picture's address: one of those whose bytes are given, where there are any.
    mutating func address() -> Link {
        var link: Link?
        while link == nil { link = self.link() }
        return link ?? Samples.address("https://none.example")
    }

    mutating func author(_ text: String) -> Author {
        let code = "c" + text.filter { $0 != ":" && !$0.isWhitespace }
        let picture = address()
        return Author(
            id: Author.ID(text), handle: text, name: "\(text) :\(code): \(text)", url: link(), avatar: link(),
            emoji: [CustomEmoji(shortcode: code, url: picture)])
    }

    mutating func post(_ text: String) -> Post {
        number += 1
        return Post(
            id: PostID("\(number) \(text)"), url: link(), author: author(text),
            published: Timestamp(seconds: 1_746_173_730 + Int64(number) * 60), text: text, raw: text)
    }

    /// One post for every kind of facet, and one for each of the other things a post can hold.
    mutating func posts(_ text: String) -> [Post] {
        [post(text)]
            + facets(text).map { facet in
                var post = post(text)
                post.facets = [facet]
                return post
            } + [described(text), asked(text), quoting(text), withArticle(text)]
    }

    private mutating func facets(_ text: String) -> [Facet] {
        let whole = 0..<text.unicodeScalars.count
        let kinds: [Facet.Kind] = [
            .link(LinkForms(short: link(), expanded: address(), display: text)),
            .mention(handle: text, id: Author.ID(text), url: link()), .mention(handle: text, id: nil, url: nil),
            .hashtag(tag: text, url: link()), .emoji(CustomEmoji(shortcode: text, url: address())),
            .bold, .italic, .strikethrough, .code, .quotation, .preformatted,
        ]
        return kinds.map { Facet(whole, $0) } + [Facet(0..<max(1, whole.upperBound / 2), .bold)]
    }

    private mutating func described(_ text: String) -> Post {
        var post = post("Seen: \(text)")
        for kind in [Attachment.Kind.image, .video, .gif, .audio, .unknown] {
            post.attachments.append(
                Attachment(
                    kind: kind, url: link(), preview: link(), alt: text, width: 480, height: 270,
                    durationMilliseconds: 1000, file: text))
        }
        (post.warning, post.labels, post.isSensitive) = (text, [text], true)
        post.spareEmoji = [CustomEmoji(shortcode: text, url: address())]
        post.edits = [Post.Edit(id: PostID(text), published: nil, text: text)]
        post.edited = post.published
        return post
    }

    private mutating func asked(_ text: String) -> Post {
        var post = post("\(text)\n\n\(text)")
        post.poll = Poll(options: [Poll.Option(label: text, votes: 1), Poll.Option(label: text)])
        post.card = Card(url: address(), title: text, summary: text, image: link(), imageAlt: text)
        return post
    }

    private mutating func quoting(_ text: String) -> Post {
        var (post, quoted, inner) = (post(text), post(text), described(text))
        inner.quote = .placeholder(QuotePlaceholder(.deleted, id: PostID(text), url: link()))
        quoted.quote = .post(inner)
        post.quote = .post(quoted)
        return post
    }

    private mutating func withArticle(_ text: String) -> Post {
        var post = post("")
        post.article = Article(title: text, text: text, cover: Attachment(kind: .image, url: link(), alt: text))
        return post
    }
}
