extension ActivityPubObject {
    /// The object as the model has it; nil without an id or an author, or when not everybody may see it.
    func post(by actor: ActivityPubActor?, parentAuthor: String?) -> Post? {
        guard let id, let attributedTo = attributedTo?.first, let visibility else { return nil }
        let html = content ?? contentMap?.min { $0.key < $1.key }?.value ?? ""
        let quoted = (quote ?? quoteURI ?? quoteURL)?.first
        let read = PostHTML.read(
            html, mentions: tag.compactMap(\.mention), emoji: tag.compactMap(\.emoji),
            droppingInlineQuote: quoted != nil)
        var post = Post(
            id: PostID(id), url: url?.addresses.lazy.compactMap { Link($0) }.first ?? Link(id),
            author: Self.author(attributedTo, actor: actor),
            published: published.flatMap { Timestamp(rfc3339: $0) } ?? Timestamp(milliseconds: 0),
            parent: inReplyTo?.first.map { Post.Parent(id: PostID($0), author: parentAuthor.map { Author.ID($0) }) },
            text: read.text, raw: html == read.text ? nil : html, facets: read.facets)
        post.visibility = visibility
        post.attachments = attachment.map(\.attachment)
        post.quote = quoted.map { .placeholder(QuotePlaceholder(.notLoaded, id: PostID($0), url: Link($0))) }
        post.poll = poll
        post.warning = summary.flatMap { $0.isEmpty ? nil : $0 }
        post.noteSpareEmoji(of: tag.compactMap(\.emoji))
        post.isSensitive = sensitive ?? false
        post.language = contentMap?.count == 1 ? LanguageTag.normalized(contentMap?.keys.first) : nil
        post.edited = updated == published ? nil : updated.flatMap { Timestamp(rfc3339: $0) }
        return post
    }

    private var poll: Poll? {
        let options = oneOf + anyOf
        if options.isEmpty { return nil }
        let ends = (endTime ?? closed).flatMap { Timestamp(rfc3339: $0) }
        return Poll(
            options: options.map {
                Poll.Option(label: $0.name ?? "", votes: $0.replies?.totalItems.map { max(0, $0) })
            },
            ends: ends, isClosed: closed != nil, allowsSeveral: !anyOf.isEmpty)
    }

    /// Without the actor's document, the handle is what its address tells.
    private static func author(_ id: String, actor: ActivityPubActor?) -> Author {
        let parts = URLParts(id)
        let name = actor?.preferredUsername ?? parts?.segments.last ?? ""
        let emoji = actor?.tag.compactMap(\.emoji) ?? []
        return Author(
            id: Author.ID(id),
            handle: (name.hasPrefix("@") ? String(name.dropFirst()) : name) + "@" + (parts?.hostAndPort ?? ""),
            name: actor?.name ?? "", url: Link(actor?.url?.first) ?? Link(id), avatar: Link(actor?.icon?.url?.first),
            bio: PostHTML.plain(actor?.summary, emoji: emoji), signals: actor?.signals ?? [], emoji: emoji)
    }
}
