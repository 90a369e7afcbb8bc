extension BlueskyEmbeds {
    /// Reads a `record` embed: a post becomes a quote or the placeholder of one, anything else a card.
    func put(_ quoted: QuotedWire, into post: inout Post) {
        let address = quoted.uri.flatMap { RecordAddress($0) }
        if let state = state(of: quoted) {
            post.quote = .placeholder(placeholder(state, address))
        } else if let author = quoted.author, let record = quoted.value, let address {
            post.quote = quote(quoted, record, by: author, at: address)
        } else if address?.isPost == false || quoted.creator != nil {
            post.card = card(quoted, at: address) ?? post.card
        } else {
            post.quote = .placeholder(placeholder(address == nil ? .notVisible : .notLoaded, address))
        }
    }

    /// Why a quoted post is not shown; nil when it may be there.
    private func state(of quoted: QuotedWire) -> QuotePlaceholder.State? {
        if quoted.detached == true { return .withdrawn }
        if quoted.notFound == true { return .deleted }
        return quoted.blocked == true ? .notVisible : nil
    }

    private func placeholder(_ state: QuotePlaceholder.State, _ address: RecordAddress?) -> QuotePlaceholder {
        QuotePlaceholder(state, id: address?.id, url: address?.page())
    }

    private func quote(
        _ quoted: QuotedWire, _ record: PostRecordWire, by author: ProfileWire, at address: RecordAddress
    ) -> Quote {
        guard depth < Quote.maximumDepth else { return .placeholder(placeholder(.notLoaded, address)) }
        let view = PostViewWire(
            uri: address.description, author: author, record: record, embed: nil, indexedAt: quoted.indexedAt,
            labels: quoted.labels, replyCount: quoted.replyCount, repostCount: quoted.repostCount,
            likeCount: quoted.likeCount, quoteCount: quoted.quoteCount)
        let embeds = quoted.embeds.isEmpty ? [record.embed].compactMap(\.self) : quoted.embeds
        switch BlueskyPost(home: nil, depth: depth + 1, now: now).entry(view, embeds: embeds) {
        case .post(let post): return .post(post)
        case .tombstone, nil: return .placeholder(placeholder(.notVisible, address))
        }
    }

    /// A feed, list, starter pack or labeler.
    private func card(_ quoted: QuotedWire, at address: RecordAddress?) -> Card? {
        let handle = quoted.creator?.handle.flatMap { Handle($0) }.map(\.text)
        guard let url = address?.page(handle: handle == Handle.invalid ? nil : handle) else { return nil }
        let title = quoted.displayName ?? quoted.name ?? quoted.record?.name ?? quoted.creator?.displayName
        return Card(
            url: url, title: title ?? url.display(), summary: quoted.description ?? quoted.record?.description ?? "",
            image: Link(quoted.avatar))
    }
}
