import Unroll

extension Post {
    /// The post as it is kept, without its author, whose versions have rows of their own, and without what became of it, which has columns;
    /// what it quotes has both.
    var form: [UInt8] {
        var writer = ModelWriter(capacity: likelyBytes)
        writer.put(self)
        return writer.bytes
    }

    init(form: [UInt8], author: Author) throws(StoreFailure) {
        var reader = try ModelReader(form)
        self = try reader.post(by: author)
    }

    /// The bytes whose hash tells contents apart. Fields that came later do not count, so that a post that was kept before is still the
    /// same.
    var hashedForm: [UInt8] {
        var writer = ModelWriter(version: 2, capacity: likelyBytes)
        writer.put(self)
        return writer.bytes
    }

    /// How long the form of most posts is at most.
    private var likelyBytes: Int { text.utf8.count + (raw?.utf8.count ?? 0) + 256 }

    /// What a post answers, without reading the rest of it.
    static func parent(form: [UInt8]) throws(StoreFailure) -> Parent? {
        var reader = try ModelReader(form)
        return try reader.beginning().parent
    }

    /// The post without what changes while nobody edits it: counts, votes, and how the authors of quotes call themselves. Two
    /// retrievals with the same content are the same revision.
    var content: Post {
        var post = self
        (post.counts, post.vanished) = (Counts(), nil)
        if var poll = post.poll {
            for index in poll.options.indices { poll.options[index].votes = nil }
            poll.isClosed = nil
            post.poll = poll
        }
        if case .post(let quoted) = post.quote {
            var quoted = quoted.content
            quoted.author = Author(id: quoted.author.id, handle: "")
            post.quote = .post(quoted)
        }
        return post
    }

    /// What only an edit changes.
    var written: Post {
        var post = content
        post.quote = nil
        return post
    }
}

extension ModelWriter {
    /// Everything but the author, and what became of it.
    mutating func put(_ post: Post) {
        put(post.id)
        put(post.url)
        put(post.published)
        put(post.order)
        put(post.parent) { $0.put($1) }
        put(post.text)
        put(post.raw)
        put(all: post.facets) { $0.put($1) }
        put(all: post.attachments) { $0.put($1) }
        put(post.quote) { $0.put($1) }
        put(post.poll) { $0.put($1) }
        put(post.card) { $0.put($1) }
        put(post.article) { $0.put($1) }
        put(post.warning)
        put(post.isSensitive)
        put(all: post.labels) { $0.put($1) }
        put(post.edited)
        put(all: post.edits) { $0.put($1) }
        put(post.language)
        put(post.visibility)
        put(post.counts)
        if version >= 3 { put(all: post.spareEmoji) { $0.put($1) } }
    }

    mutating func put(_ vanished: Post.Vanished?) {
        put(vanished) { writer, vanished in
            writer.put(vanished.seen)
            writer.put(vanished.gone)
            writer.put(vanished.because) { $0.put($1) }
        }
    }

    mutating func put(_ parent: Post.Parent) {
        put(parent.id)
        put(parent.author)
    }

    private mutating func put(_ edit: Post.Edit) {
        put(edit.id)
        put(edit.published)
        put(edit.text)
    }

    private mutating func put(_ counts: Post.Counts) {
        for count in [counts.replies, counts.reposts, counts.likes, counts.quotes] { put(count) }
    }

    private mutating func put(_ quote: Quote) {
        switch quote {
        case .post(let post):
            put(true)
            put(post.author)
            put(post)
            if version >= 4 { put(post.vanished) }
        case .placeholder(let placeholder):
            put(false)
            put(placeholder.state)
            put(placeholder.id)
            put(placeholder.url)
        }
    }
}

extension ModelReader {
    fileprivate mutating func beginning() throws(StoreFailure) -> (
        id: PostID, url: Link?, published: Timestamp, order: Int64, parent: Post.Parent?
    ) {
        (
            try postID(), try linkOrNil(), try instant(), try int64(),
            try optional { (r) throws(StoreFailure) in try r.parent() }
        )
    }

    mutating func post(by author: Author) throws(StoreFailure) -> Post {
        let first = try beginning()
        var post = Post(
            id: first.id, url: first.url, author: author, published: first.published, order: first.order,
            parent: first.parent, text: try text())
        post.raw = try textOrNil()
        post.facets = try list { (r) throws(StoreFailure) in try r.facet() }
        post.attachments = try list { (r) throws(StoreFailure) in try r.attachment() }
        post.quote = try optional { (r) throws(StoreFailure) in try r.quote() }
        post.poll = try optional { (r) throws(StoreFailure) in try r.poll() }
        post.card = try optional { (r) throws(StoreFailure) in try r.card() }
        post.article = try optional { (r) throws(StoreFailure) in try r.article() }
        post.warning = try textOrNil()
        post.isSensitive = try flag()
        post.labels = try list { (r) throws(StoreFailure) in try r.text() }
        post.edited = try instantOrNil()
        post.edits = try list { (r) throws(StoreFailure) in try r.edit() }
        post.language = try textOrNil()
        post.visibility = try name()
        post.counts = try counts()
        if version >= 3 { post.spareEmoji = try list { (r) throws(StoreFailure) in try r.emoji() } }
        return post
    }

    mutating func vanished() throws(StoreFailure) -> Post.Vanished? {
        try optional { (r) throws(StoreFailure) in
            Post.Vanished(
                seen: try r.instant(), gone: try r.instantOrNil(),
                because: try r.optional { (r) throws(StoreFailure) in try r.name() })
        }
    }

    mutating func parent() throws(StoreFailure) -> Post.Parent {
        Post.Parent(id: try postIDOrNil(), author: try authorIDOrNil())
    }

    private mutating func edit() throws(StoreFailure) -> Post.Edit {
        Post.Edit(id: try postIDOrNil(), published: try instantOrNil(), text: try textOrNil())
    }

    private mutating func counts() throws(StoreFailure) -> Post.Counts {
        Post.Counts(replies: try intOrNil(), reposts: try intOrNil(), likes: try intOrNil(), quotes: try intOrNil())
    }

    private mutating func quote() throws(StoreFailure) -> Quote {
        guard try flag() else {
            return .placeholder(QuotePlaceholder(try name(), id: try postIDOrNil(), url: try linkOrNil()))
        }
        let author = try author()
        var post = try deeper { (r) throws(StoreFailure) in try r.post(by: author) }
        if version >= 4 { post.vanished = try vanished() }
        return .post(post)
    }
}
