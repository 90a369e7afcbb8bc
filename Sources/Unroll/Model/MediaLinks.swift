extension Post {
    /// Where everything is that is shown with the post and is no text: pictures, posters, videos and sounds, of itself and of what it
    /// quotes, with the people quoted. Its own author is not in it.
    package var mediaLinks: [Link] {
        var links = attachments.flatMap(\.mediaLinks) + (article?.cover?.mediaLinks ?? [])
        if let image = card?.image { links.append(image) }
        links += (emoji + spareEmoji).map(\.url)
        // Quotes inside quotes are few (`Quote.maximumDepth`).
        if case .post(let quoted)? = quote { links += quoted.author.mediaLinks + quoted.mediaLinks }
        return links
    }
}

extension Post {
    /// The posts inside, at every depth.
    package var quoted: [Post] {
        guard case .post(let post)? = quote else { return [] }
        return [post] + post.quoted
    }

    /// It, and what it quotes.
    fileprivate var withQuotes: [Post] {
        [self] + quoted
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
    /// Every post of which its page shows something, each followed by what it quotes.
    package var shownPosts: [Post] {
        var shown = posts + branches.flatMap(\.posts) + answers.flatMap(\.posts)
        for case .post(let post) in context + answers.compactMap(\.to) { shown.append(post) }
        return shown.flatMap(\.withQuotes)
    }

    /// What its page quotes, at every depth. Most threads quote nothing, so no post is copied for this.
    package var quotedIDs: [PostID] {
        var ids: [PostID] = []
        func add(_ posts: [Post]) {
            for index in posts.indices where posts[index].quote != nil { ids += posts[index].quoted.map(\.id) }
        }
        add(posts)
        for branch in branches { add(branch.posts) }
        for answer in answers { add(answer.posts) }
        for case .post(let post) in context + answers.compactMap(\.to) { add([post]) }
        return ids
    }

    /// Where everything is that its page shows and is no text.
    package var mediaLinks: [Link] {
        var links = author.mediaLinks
        func add(_ post: Post) {
            // The thread's own author is in nearly all of its posts, and what nobody added again need not be left out.
            if post.author != author { links += post.author.mediaLinks }
            links += post.mediaLinks
        }
        posts.forEach(add)
        for branch in branches { branch.posts.forEach(add) }
        for answer in answers { answer.posts.forEach(add) }
        for case .post(let post) in context + answers.compactMap(\.to) { add(post) }
        return links
    }
}

extension Link {
    /// Whether it names a list of pieces (HLS) instead of a file.
    fileprivate var isPlaylist: Bool {
        let path = text.prefix { $0 != "?" && $0 != "#" }
        return path.lowercased().hasSuffix(".m3u8")
    }
}
