extension MastodonTable {
    /// A status as the model has it.
    func post(_ status: MastodonStatus) -> Post {
        let html = status.content ?? ""
        let quote = status.quote.map(self.quote)
        let read = PostHTML.read(
            html, mentions: status.mentions.compactMap { $0.mention(on: server) },
            emoji: status.emojis.compactMap(\.emoji),
            droppingInlineQuote: quote != nil)
        var post = Post(
            id: postID(of: status), url: Link(status.url) ?? Link(status.uri), author: author(of: status),
            published: status.published ?? Timestamp(milliseconds: 0), parent: parent(of: status), text: read.text,
            raw: html == read.text ? nil : html, facets: read.facets)
        post.attachments = status.mediaAttachments.map(\.attachment)
        post.quote = quote
        post.poll = status.poll?.poll
        post.card = status.card?.card
        post.warning = status.spoilerText.flatMap { $0.isEmpty ? nil : $0 }
        post.noteSpareEmoji(of: status.emojis.compactMap(\.emoji))
        post.isSensitive = status.sensitive ?? false
        post.edited = status.editedAt.flatMap { Timestamp(rfc3339: $0) }
        post.language = LanguageTag.normalized(status.language)
        post.visibility = status.visibility == "unlisted" ? .unlisted : .public
        post.counts = Post.Counts(
            replies: status.repliesCount, reposts: status.reblogsCount, likes: status.favouritesCount,
            quotes: status.quotesCount)
        return post
    }

    func author(of status: MastodonStatus) -> Author {
        let account = status.account
        let id = authorID(of: status)
        return Author(
            id: id, handle: handle(of: account), name: account.displayName ?? "",
            url: Link(account.url) ?? Link(id.value), avatar: Link(account.avatar),
            bio: PostHTML.plain(account.note, emoji: account.emojis.compactMap(\.emoji)), signals: account.signals,
            emoji: account.emojis.compactMap(\.emoji))
    }

    private func handle(of account: MastodonAccount) -> String {
        server.handle(account.acct ?? account.username ?? "")
    }

    /// A quote by what its state allows (Mastodon docs: Quote). An unknown state counts as not visible.
    private func quote(_ quote: MastodonQuote) -> Quote {
        guard let state = Self.placeholders[quote.state ?? ""] else {
            return quote.state == "accepted" ? accepted(quote) : .placeholder(QuotePlaceholder(.notVisible))
        }
        return .placeholder(QuotePlaceholder(state))
    }

    private func accepted(_ quote: MastodonQuote) -> Quote {
        if let status = quote.quotedStatus.first {
            return status.isOpen ? .post(post(status)) : .placeholder(QuotePlaceholder(.notVisible))
        }
        let known = self[quote.quotedStatusID]
        let url = known.flatMap { Link($0.url) }
        return .placeholder(QuotePlaceholder(.notLoaded, id: known.map(postID), url: url))
    }

    private static let placeholders: [String: QuotePlaceholder.State] = [
        "pending": .pending, "rejected": .withdrawn, "revoked": .withdrawn, "deleted": .deleted,
    ]
}
