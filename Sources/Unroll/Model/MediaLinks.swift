extension Post {
    /// Where everything is that is shown with the post and is no text: pictures, posters, videos and sounds, of itself and of what it
    /// quotes, with the people quoted. Its own author is not in it.
    package var mediaLinks: [Link] {
        var links = attachments.flatMap(\.mediaLinks) + (article?.cover?.mediaLinks ?? [])
        if let image = card?.image { links.append(image) }
        for case .emoji(let emoji) in facets.map(\.kind) { links.append(emoji.url) }
        // Quotes inside quotes are few (`Quote.maximumDepth`).
        if case .post(let quoted)? = quote { links += quoted.author.mediaLinks + quoted.mediaLinks }
        return links
    }
}

extension Author {
    /// The picture, and the emoji of the name.
    package var mediaLinks: [Link] { (avatar.map { [$0] } ?? []) + emoji.map(\.url) }
}

extension Attachment {
    /// The thing itself, where it is one file, and what stands for it until it plays.
    package var mediaLinks: [Link] {
        switch kind {
        case .image: [url ?? preview].compactMap(\.self)
        case .video, .gif, .audio: [preview, url.flatMap { $0.isPlaylist ? nil : $0 }].compactMap(\.self)
        case .unknown: [preview].compactMap(\.self)
        }
    }
}

extension Thread {
    /// Where everything is that its page shows and is no text.
    package var mediaLinks: [Link] {
        let around = context + answers.compactMap(\.to)
        var posts = posts + branches.flatMap(\.posts) + answers.flatMap(\.posts)
        for case .post(let post) in around { posts.append(post) }
        return author.mediaLinks + posts.flatMap { $0.author.mediaLinks + $0.mediaLinks }
    }
}

extension Link {
    /// Whether it names a list of pieces (HLS) instead of a file.
    fileprivate var isPlaylist: Bool {
        let path = text.prefix { $0 != "?" && $0 != "#" }
        return path.lowercased().hasSuffix(".m3u8")
    }
}
