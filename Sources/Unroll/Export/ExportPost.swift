/// Makes posts of the model from an export's elements.
struct ExportPostMaker {
    let index: ExportIndex
    let notes: ExportNotes
    /// The author's posts at hand, by id.
    let tweets: [Int64: ExportTweet]
    /// Whether the export holds a file.
    let hasFile: (String) -> Bool

    /// - Parameter depth: how many quotes lie around this post.
    func post(_ id: Int64, depth: Int = 0) -> Post? {
        guard let tweet = tweets[id], let position = index.position(of: id) else { return nil }
        let entry = index.entries[position]
        let quoted = tweet.body.quotedLink
        let note = notes.note(for: tweet, id: id)
        let text = text(tweet, note, quoting: quoted?.id)
        let raw = note?.text ?? tweet.head.raw
        var post = Post(
            id: PostID(String(id)), url: XURL.post(String(id), by: index.author.handle), author: index.author,
            published: entry.published, order: entry.first, parent: parent(of: entry), text: text.text,
            raw: raw.utf8.elementsEqual(text.text.utf8) ? nil : raw, facets: text.facets)
        post.attachments = tweet.body.media.map { $0.attachment(of: id, find: file) }
        post.quote = quoted.map { quote($0, depth: depth) }
        post.isSensitive = tweet.body.isSensitive
        post.language = LanguageTag.normalized(tweet.body.language)
        post.counts = Post.Counts(reposts: tweet.body.reposts, likes: tweet.body.likes)
        addEdits(to: &post, entry)
        return post
    }

    private func text(_ tweet: ExportTweet, _ note: ExportNote.Core?, quoting quoted: String?) -> XText {
        guard let note, let whole = note.text else {
            return XText(raw: tweet.head.raw, marks: tweet.body.marks(quoting: quoted), from: tweet.body.start)
        }
        return XText(raw: whole, marks: note.marks(quoting: quoted), from: tweet.body.start)
    }

    private func parent(of entry: ExportEntry) -> Post.Parent? {
        if entry.parent == 0 { return nil }
        let id = index.versions.last(of: entry.parent)
        let isOwn = index.position(of: id) != nil
        let author = isOwn ? index.author.id : entry.parentAuthor == 0 ? nil : Author.ID(String(entry.parentAuthor))
        return Post.Parent(id: PostID(String(id)), author: author)
    }

    private func quote(_ link: (id: String, url: String), depth: Int) -> Quote {
        let last = Int64(link.id).map(index.versions.last)
        if depth < Quote.maximumDepth, let last, let post = post(last, depth: depth + 1) { return .post(post) }
        return .placeholder(QuotePlaceholder(.notLoaded, id: PostID(link.id), url: Link(link.url)))
    }

    /// Where a file of this name lies among the media of public posts.
    private func file(_ name: String) -> String? {
        ExportCatalog.mediaFolders.lazy.map { "\(index.catalog.prefix)\($0)/\(name)" }
            .first { index.catalog.isMedia($0) && hasFile($0) }
    }

    private func addEdits(to post: inout Post, _ entry: ExportEntry) {
        let earlier = index.versions.earlier[entry.id] ?? []
        guard entry.first != entry.id || !earlier.isEmpty else { return }
        post.edited = entry.published
        post.published = earlier.first?.published ?? Snowflake.timestamp(entry.first) ?? entry.published
        post.edits = earlier.map { version in
            let text = tweets[version.id].map { tweet in self.text(tweet, nil, quoting: nil).text }
            return Post.Edit(id: PostID(String(version.id)), published: version.published, text: text)
        }
    }
}

extension ExportTweet.Body {
    /// The post that this one quotes: the last link of the text, when it leads to a post. X says so nowhere in an export.
    var quotedLink: (id: String, url: String)? {
        let shorts = Set(media.compactMap(\.short))
        guard let url = entities?.urls.last(where: { $0.url.map { !shorts.contains($0) } ?? false })?.expanded else {
            return nil
        }
        return XURL.postID(in: url).map { ($0, url) }
    }
}
