extension XEntities {
    /// The marks of a post's text. `quoted` is the post it quotes; `hasArticle` whether an X Article stands behind it: X does not
    /// show links to these, or to the post's own media, where they end the text.
    func marks(quoted: String?, hasArticle: Bool) -> [XText.Mark] {
        let links = urls.compactMap { address -> XText.Mark? in
            guard let short = address.url, !short.isEmpty else { return nil }
            let kind = XText.Mark.Kind.link(
                short: short, expanded: address.unwoundURL ?? address.expandedURL, display: address.displayURL,
                isHidden: address.leadsToMedia || address.leads(to: quoted) || (hasArticle && address.leadsToArticle))
            return XText.Mark(kind, start: address.start, end: address.end)
        }
        let mentions = mentions.compactMap { mention -> XText.Mark? in
            guard let handle = mention.username, !handle.isEmpty else { return nil }
            let kind = XText.Mark.Kind.mention(handle: handle, id: mention.id.map { Author.ID($0) })
            return XText.Mark(kind, start: mention.start, end: mention.end)
        }
        return links + mentions + hashtags.compactMap { $0.mark { .hashtag($0) } }
            + cashtags.compactMap { $0.mark { .cashtag($0) } }
    }
}

extension XEntities.Tag {
    fileprivate func mark(_ kind: (String) -> XText.Mark.Kind) -> XText.Mark? {
        guard let tag, !tag.isEmpty else { return nil }
        return XText.Mark(kind(tag), start: start, end: end)
    }
}

extension XEntities.Address {
    /// Whether this is the link X adds for a post's own pictures and videos.
    fileprivate var leadsToMedia: Bool {
        if mediaKey != nil { return true }
        if let displayURL, displayURL.hasPrefix("pic.x.com/") || displayURL.hasPrefix("pic.twitter.com/") {
            return true
        }
        guard let expandedURL, XURL.postID(in: expandedURL) != nil, let path = URLParts(expandedURL)?.segments else {
            return false
        }
        return path.dropLast().last.map { $0 == "photo" || $0 == "video" } ?? false
    }

    fileprivate func leads(to post: String?) -> Bool {
        guard let post, let expandedURL else { return false }
        return XURL.postID(in: expandedURL) == post
    }

    /// `https://x.com/i/article/<id>`.
    fileprivate var leadsToArticle: Bool {
        guard let parts = expandedURL.flatMap({ URLParts($0) }) else { return false }
        return ["x.com", "twitter.com"].contains(parts.host) && parts.path.hasPrefix("/i/article/")
    }
}
