import Render
import Unroll

extension Samples {
    /// Every kind of attachment, quote, facet, poll, card and article.
    package static let everything: Thread = {
        var thread = Samples.thread(
            [formatted, pictured, played, quoting, voted, voting, carded, warned, sensitive, edited, article]
                + quotePlaceholders,
            title: "Everything a post can hold")
        thread.author.emoji = [blob]
        thread.author.signals = [.noIndex, .noBot]
        thread.aliases = [PostID("at://did:plc:ines/app.bsky.feed.post/0")]
        thread.completeness = Completeness(
            state: .unknown, found: thread.posts.count, shortfalls: [.anonymousLimit, .homeUnavailable])
        return thread
    }()

    private static let blob: CustomEmoji = CustomEmoji(
        shortcode: "blobcat", url: address("https://cdn.example/blobcat.png"))

    private static let formatted: Post = marked(
        post(
            1,
            "Bold, italic, struck and code; a link to example.org/a-long…, @reader.example.com, #optics and :blobcat: too.\n\nQuoted from a book,\nin two lines.\n\nlet x = 1\n  let y = [x]"
        ),
        [
            ("Bold", .bold), ("italic", .italic), ("struck", .strikethrough), ("code", .code),
            (
                "example.org/a-long…",
                .link(
                    LinkForms(
                        short: Link("https://sh.example/1"),
                        expanded: address("https://example.org/a-long/address(1)?a=1&b=2"),
                        display: "example.org/a-long…"))
            ),
            (
                "@reader.example.com",
                .mention(handle: "reader.example.com", id: reader.id, url: reader.url)
            ),
            ("#optics", .hashtag(tag: "optics", url: Link("https://bsky.example/hashtag/optics"))),
            (":blobcat:", .emoji(blob)), ("Quoted from a book,\nin two lines.", .quotation),
            ("let x = 1\n  let y = [x]", .preformatted),
        ])

    private static let pictured: Post = {
        var post = Samples.post(2, "Two pictures, the second one not described.")
        post.attachments = [
            Attachment(
                kind: .image, url: Link("https://cdn.example/prism.png"),
                alt: "A prism, held to the light\nby a hand in a glove.",
                width: 480, height: 270),
            Attachment(
                kind: .image, url: Link("https://cdn.example/workshop.jpg"), file: "tweets_media/2-workshop.jpg"),
        ]
        post.parent = Post.Parent(id: PostID("at://did:plc:ines/app.bsky.feed.post/1"), author: ines.id)
        post.raw = "Two pictures, the second one not described. https://sh.example/2"
        post.counts = Post.Counts(replies: 3, reposts: 5, likes: 8, quotes: 1)
        return post
    }()

    private static let played: Post = {
        var post = Samples.post(3, "")
        post.attachments = [
            Attachment(
                kind: .video, url: Link("https://cdn.example/turning.mp4"),
                preview: Link("https://cdn.example/turning.jpg"),
                alt: "The lens turning", durationMilliseconds: 65_000),
            Attachment(kind: .gif, url: Link("https://cdn.example/spark.mp4"), alt: "Sparks"),
            Attachment(kind: .audio, url: Link("https://cdn.example/hum.ogg"), durationMilliseconds: 3_725_000),
            Attachment(kind: .unknown),
        ]
        return post
    }()

    private static let quoting: Post = {
        var inner = Samples.post(51, "The original claim, made in passing.", by: reader)
        inner.quote = .post(post(50, "The claim before the claim.", by: ines))
        var outer = post(4, "No, and here is why:")
        outer.quote = .post(inner)
        return outer
    }()

    private static let voted: Post = {
        var post = Samples.post(5, "How many rings?")
        post.poll = Poll(
            options: [
                Poll.Option(label: "Nine", votes: 120), Poll.Option(label: "Twelve", votes: 79),
                Poll.Option(label: "As many as it takes", votes: 1),
            ], ends: Timestamp(seconds: 1_746_260_130), isClosed: true)
        return post
    }()

    private static let voting: Post = {
        var post = Samples.post(6, "And which colours?")
        post.poll = Poll(
            options: [Poll.Option(label: "Red"), Poll.Option(label: "Green")],
            ends: Timestamp(seconds: 1_746_260_130), allowsSeveral: true)
        return post
    }()

    private static let carded: Post = {
        var post = Samples.post(7, "More here:")
        post.card = Card(
            url: address("https://museum.example/lenses/first-order"), title: "Lenses of the first order",
            summary: "What the museum keeps, and what it has lost.", image: Link("https://museum.example/card.jpg"),
            imageAlt: "A hall full of lenses")
        return post
    }()

    private static let warned: Post = {
        var post = Samples.post(8, "The grinder lost two fingers that winter.")
        (post.warning, post.spareEmoji) = ("an injury :blobcat:", [blob])
        post.labels = ["graphic-media"]
        post.isSensitive = true
        post.attachments = [
            Attachment(kind: .image, url: Link("https://cdn.example/glove.jpg"), alt: "A glove with three fingers")
        ]
        return post
    }()

    private static let sensitive: Post = {
        var post = Samples.post(9, "The scar, many years later.")
        post.isSensitive = true
        post.attachments = [Attachment(kind: .image, url: Link("https://cdn.example/scar.jpg"), alt: "A hand")]
        return post
    }()

    private static let edited: Post = {
        var post = Samples.post(10, "It was 1931, not 1913.")
        post.edited = Timestamp(seconds: 1_746_260_130)
        post.edits = [
            Post.Edit(id: PostID("10-1"), published: Timestamp(seconds: 1_746_174_000), text: "It was 1913.")
        ]
        post.vanished = Post.Vanished(
            seen: Timestamp(seconds: 1_746_260_400), gone: Timestamp(seconds: 1_746_346_800), because: .deleted)
        return post
    }()

    private static let article: Post = {
        var post = Samples.post(11, "")
        post.article = Article(
            title: "The long version", text: "A first paragraph.\n\nA second one.",
            cover: Attachment(kind: .image, url: Link("https://cdn.example/cover.jpg"), alt: "The tower at dusk"))
        return post
    }()

    private static let quotePlaceholders: [Post] = QuotePlaceholder.State.allCases.enumerated().map { number, state in
        var post = Samples.post(12 + number, "A quote that is \(state.rawValue).")
        post.quote = .placeholder(
            QuotePlaceholder(
                state, id: PostID("at://did:plc:reader/app.bsky.feed.post/\(number)"),
                url: Link("https://bsky.example/quoted/\(number)")))
        return post
    }

    /// Scripts that run right to left, have no spaces, pile marks, or are pictures.
    package static let scripts: Thread = {
        let texts: [(String, String?)] = [
            ("كيف تُقطع عدسة المنارة؟ حكاية ورشة أُغلقت عام 1931، كما دوّنها رئيس العمال في دفتره.", "ar"),
            ("זו הפסקה השנייה, עם שם באנגלית (Fresnel) באמצע.", "he"),
            ("灯台のレンズはどのように削られるのか。一九三一年に閉じられた工房を、職長が残した手帳とともに短くめぐります。輪は一つずつ鋳られ、九日のあいだ冷まされます。", "ja"),
            ("灯塔的透镜是怎样磨成的？这是一间一九三一年关闭的作坊的短短一游，根据工头留下的笔记写成。", "zh"),
            ("등대의 렌즈는 어떻게 깎는가? 1931년에 문을 닫은 작업장을 짧게 둘러봅니다.", "ko"),
            ("ประภาคารแห่งนี้ปิดตัวลงเมื่อปี 1931", "th"),
            ("लाइटहाउस का लेंस कैसे तराशा जाता है? एक छोटी सैर।", "hi"),
            ("Families 👨‍👩‍👧‍👦, flags 🇵🇹🏴󠁧󠁢󠁷󠁬󠁳󠁿, tones 👍🏽, keycaps 1️⃣, hearts ❤️ and signs ☎.", nil),
        ]
        return thread(
            texts.enumerated().map { post($0 + 1, $1.0, language: $1.1) },
            title: "كيف تُقطع عدسة المنارة؟", language: "ar")
    }()
}
