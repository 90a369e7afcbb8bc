extension XLibrary {
    /// A post of X as the model wants it. `depth` counts the quotes it stands in.
    func post(_ wire: XPost, depth: Int = 0) -> Post {
        let author = author(of: wire)
        let shown = text(of: wire)
        let raw = wire.note?.text ?? wire.text
        var post = Post(
            id: PostID(wire.id), url: XURL.post(wire.id, by: author.handle), author: author,
            published: published(wire), order: Int64(wire.id) ?? 0, parent: parent(of: wire),
            text: shown.text, raw: shown.text == raw ? nil : raw, facets: shown.facets)
        post.attachments = attachments(of: wire)
        post.quote = quote(of: wire, depth: depth)
        post.poll = wire.attachments?.pollIDs.lazy.compactMap { polls[$0] }.first.map { Poll($0) }
        if post.attachments.isEmpty && post.quote == nil { post.card = Self.card(wire) }
        post.article = wire.article.map(article)
        post.isSensitive = wire.isSensitive
        post.labels = wire.withheld?.countryCodes.map { "withheld:" + $0 } ?? []
        post.language = LanguageTag.normalized(wire.lang)
        post.counts = wire.counts
        (post.edits, post.edited) = edits(of: wire)
        return post
    }

    private func author(of wire: XPost) -> Author {
        let id = wire.authorID ?? ""
        return users[id].map { Author($0) } ?? Author(id: Author.ID(id), handle: "")
    }

    /// The text of `note_tweet` or `note_post` with its own entities where there is one; else `text`.
    private func text(of wire: XPost) -> XText {
        let entities = wire.note?.entities ?? wire.entities
        let marks = entities?.marks(quoted: wire.quoted, hasArticle: wire.article != nil) ?? []
        if let note = wire.note { return XText(raw: note.text, marks: marks) }
        return XText(raw: wire.text, marks: marks, from: wire.displayRange.first ?? 0)
    }

    /// The time of the first version.
    private func published(_ wire: XPost) -> Timestamp {
        guard let first = wire.history.first, first != wire.id else { return wire.written }
        return Snowflake.timestamp(of: first) ?? wire.written
    }

    /// What the post answers. A post that begins with a mention may have `in_reply_to_user_id` and answer nothing.
    private func parent(of wire: XPost) -> Post.Parent? {
        let author = wire.inReplyToUserID.map { Author.ID($0) }
        if let id = wire.repliedTo {
            let parent = current(id)
            let known = parent?.authorID.map { Author.ID($0) }
            return Post.Parent(id: PostID(parent?.id ?? id), author: known ?? author)
        }
        guard let author, let conversation = wire.conversationID, conversation != wire.id,
            !wire.history.contains(conversation)
        else { return nil }
        return Post.Parent(id: nil, author: author)
    }

    private func attachments(of wire: XPost) -> [Attachment] {
        let alts = wire.mediaMetadata.reduce(into: [String: String]()) { alts, metadata in
            if let key = metadata.mediaKey, let alt = metadata.altText { alts[key] = alt }
        }
        return (wire.attachments?.mediaKeys ?? []).compactMap { key in
            media[key].map { Attachment($0, alt: alts[key]) }
        }
    }

    private func article(_ wire: XArticle) -> Article {
        Article(
            title: wire.title, text: wire.text, cover: wire.cover.flatMap { media[$0] }.map { Attachment($0) })
    }

    /// Earlier versions, and when the post became what it is.
    private func edits(of wire: XPost) -> (edits: [Post.Edit], edited: Timestamp?) {
        let earlier = wire.history.prefix { $0 != wire.id }
        guard wire.history.count > 1, !earlier.isEmpty else { return ([], nil) }
        let edits = earlier.map { id in
            Post.Edit(
                id: PostID(id), published: Snowflake.timestamp(of: id), text: posts[id].map { text(of: $0).text })
        }
        return (edits, Snowflake.timestamp(of: wire.id) ?? wire.written)
    }
}

extension XLibrary {
    private func quote(of wire: XPost, depth: Int) -> Quote? {
        guard let id = wire.quoted else { return nil }
        if let quoted = current(id), depth < Quote.maximumDepth { return .post(post(quoted, depth: depth + 1)) }
        let handle = current(id).flatMap { $0.authorID }.flatMap { users[$0]?.username } ?? ""
        let url = XURL.post(id, by: handle)
        let state: QuotePlaceholder.State =
            switch gone[id] {
            case _ where posts[id] != nil: .notLoaded
            case .deleted: .deleted
            case .suspended: .suspended
            case .protected, .blocked, .loginOnly, .notVisible: .notVisible
            case .unknown, nil: .notLoaded
            }
        return .placeholder(QuotePlaceholder(state, id: PostID(id), url: url))
    }

    /// X shows a preview of the last link that has one.
    private static func card(_ wire: XPost) -> Card? {
        let addresses = (wire.note?.entities?.urls ?? []) + (wire.entities?.urls ?? [])
        guard let address = addresses.last(where: { $0.title?.isEmpty == false && $0.mediaKey == nil }),
            let url = Link(address.unwoundURL) ?? Link(address.expandedURL) ?? Link(address.url)
        else { return nil }
        let image = address.images.max { ($0.width ?? 0) < ($1.width ?? 0) }
        return Card(
            url: url, title: address.title ?? "", summary: address.description ?? "", image: Link(image?.url))
    }
}
