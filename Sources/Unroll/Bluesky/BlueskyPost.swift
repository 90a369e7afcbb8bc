/// Reads views and records of posts into the model.
struct BlueskyPost {
    /// The origin of the author's own server, for files of a post that only its record tells of.
    var home: String?
    /// How many quotes stand around the post.
    var depth = 0
    var now: Timestamp

    /// The post, or the tombstone that stands for it where labels or its author's wish speak against showing it; nil when its
    /// address is none. `embeds` replaces what the view embeds.
    func entry(_ view: PostViewWire, embeds: [EmbedWire]? = nil) -> Conversation.Entry? {
        guard let address = RecordAddress(view.uri), address.author.text == view.author.did else { return nil }
        let labels = BlueskyLabels(
            view.labels + (view.record.labels?.values ?? []), ofAuthor: view.author, now: now)
        let parent = parent(view.record)
        if view.author.isLoginOnly(now: now) { return tombstone(address, .loginOnly, parent) }
        if labels.isHidden { return tombstone(address, .notVisible, parent) }
        var post = Post(
            id: address.id, url: address.page(handle: handle(view.author)), author: author(view.author),
            published: published(view, address), order: order(view, address), parent: parent,
            text: view.record.text ?? "",
            facets: BlueskyFacets.read(view.record.facets, in: view.record.text ?? ""))
        if let html = bridgedText(view) {
            (post.text, post.facets) = PostHTML.read(html)
            post.raw = html == post.text ? nil : html
        }
        (post.labels, post.warning, post.isSensitive) = (labels.names, labels.warning, labels.isSensitive)
        post.language = view.record.langs.lazy.compactMap { LanguageTag.normalized($0) }.first
        post.counts = counts(view)
        let reader = BlueskyEmbeds(author: address.author, home: home, depth: depth, now: now)
        for embed in embeds ?? [view.embed ?? view.record.embed].compactMap(\.self) { reader.put(embed, into: &post) }
        return .post(post)
    }

    private func tombstone(
        _ address: RecordAddress, _ reason: Tombstone.Reason, _ parent: Post.Parent?
    ) -> Conversation.Entry {
        var tombstone = Tombstone(address, reason)
        tombstone.parent = parent
        return .tombstone(tombstone)
    }

    /// The whole text of a post that Bridgy Fed brought over; its accounts have handles of its own. Others may write what they
    /// like into that field, which Bluesky does not show.
    private func bridgedText(_ view: PostViewWire) -> String? {
        guard let html = view.record.bridgyOriginalText, !html.isEmpty,
            handle(view.author)?.hasSuffix(".brid.gy") == true
        else { return nil }
        return html
    }

    private func parent(_ record: PostRecordWire) -> Post.Parent? {
        guard record.reply != nil else { return nil }
        return Post.Parent(id: record.parent?.id, author: record.parent.map { Author.ID($0.author.text) })
    }

    /// The handle that leads back to the account; nil when the network knows none.
    private func handle(_ profile: ProfileWire) -> String? {
        guard let handle = profile.handle.flatMap({ Handle($0) }), handle.text != Handle.invalid else { return nil }
        return handle.text
    }

    func author(_ profile: ProfileWire) -> Author {
        let actor = handle(profile) ?? profile.did
        return Author(
            id: Author.ID(profile.did), handle: actor, name: profile.displayName ?? "",
            url: Link("https://bsky.app/profile/\(actor)"), avatar: Link(profile.avatar),
            bio: profile.description ?? "",
            signals: signals(profile))
    }

    private func signals(_ profile: ProfileWire) -> ConsentSignals {
        var signals: ConsentSignals = []
        if profile.isLoginOnly(now: now) { signals.insert(.noUnauthenticated) }
        if profile.carries("bot", now: now) { signals.insert(.bot) }
        return signals
    }

    /// `createdAt` is the author's to choose: it counts, as in every app, also where it lies years back (imported posts), but not
    /// before 1970 nor after the network first saw the post; then that instant counts, and without it the record key's.
    private func published(_ view: PostViewWire, _ address: RecordAddress) -> Timestamp {
        let indexed = view.indexedAt.flatMap { Timestamp(rfc3339: $0) }
        let latest = indexed ?? now
        if let created = view.record.createdAt.flatMap({ Timestamp(rfc3339: $0) }),
            created >= Timestamp(milliseconds: 0), created <= latest
        {
            return created
        }
        return indexed ?? TID(address.rkey).map { min($0.instant, now) } ?? now
    }

    /// The record key's time; for other keys than TIDs `published` on the same scale.
    private func order(_ view: PostViewWire, _ address: RecordAddress) -> Int64 {
        address.order ?? TID(published(view, address)).value
    }

    private func counts(_ view: PostViewWire) -> Post.Counts {
        func count(_ number: Int?) -> Int? { number.flatMap { $0 >= 0 ? $0 : nil } }
        return Post.Counts(
            replies: count(view.replyCount), reposts: count(view.repostCount), likes: count(view.likeCount),
            quotes: count(view.quoteCount))
    }
}

extension Tombstone {
    init(_ address: RecordAddress, _ reason: Reason) {
        self.init(id: address.id, reason: reason, author: Author.ID(address.author.text), order: address.order)
    }
}
