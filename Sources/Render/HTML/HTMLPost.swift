import Unroll

/// Sets one post with everything that belongs to it.
struct HTMLPost {
    var options: RenderOptions
    /// The language of posts that do not say theirs.
    var language: String?

    private var words: Words { options.words }
    private var pictures: HTMLPictures { HTMLPictures(options: options) }
    private var text: HTMLText { HTMLText(pictures: pictures) }

    /// Quotes inside quotes are shown to this depth; what lies deeper is a link.
    static let maximumDepth = 3

    /// A post of the main line, its number in the margin.
    func numbered(_ post: Post, _ number: Int) -> HTML {
        let moment = words.date.minute(post.published)
        return """
            <div class="post" id="p-\(number)"\(attribute: "lang", post.language ?? language) dir="auto">
            <a class="number" href="#p-\(number)" aria-label="\(words.thread.permalink(number)), \(moment)">\
            <time datetime="\(post.published.rfc3339)" title="\(moment)">\(number)</time></a>
            \(content(post))</div>

            """
    }

    /// A post of a side chain.
    func plain(_ post: Post) -> HTML {
        "<div class=\"post\"\(attribute: "lang", post.language ?? language) dir=\"auto\">\n\(content(post))</div>\n"
    }

    /// Somebody's post with their name over it.
    func quoted(_ post: Post, depth: Int = 1) -> HTML {
        """
        <blockquote class="quote"\(attribute: "lang", post.language) dir="auto">
        <p class="by"><b>\(text.name(post.author))</b> <bdi>@\(post.author.handle)</bdi> · \
        \(HTML.link(post.url, time(post.published)))</p>
        \(content(post, depth: depth))</blockquote>

        """
    }

    func time(_ moment: Timestamp) -> HTML {
        """
        <time lang="\(words.language)" datetime="\(moment.rfc3339)" title="\(words.date.minute(moment))">\
        \(words.date.day(moment))</time>
        """
    }

    /// Something Skein says, in its own language whatever the post's is.
    func note(_ sentence: String) -> HTML {
        "<p class=\"note\" lang=\"\(words.language)\" dir=\"auto\">\(sentence)</p>\n"
    }

    private func content(_ post: Post, depth: Int = 0) -> HTML {
        let content: HTML = """
            \(text.blocks(RichText(post.text, post.facets)))\(post.article.map(article))\(media(post))\
            \(post.poll.map(poll))\(post.card.map(card))\(post.quote.map { quote($0, depth: depth) })
            """
        let body = post.isBlank(options) ? note(words.post.empty) : content
        let edited = post.edited.map { note(words.post.edited(words.date.day($0), post.edits.count)) }
        guard let warning = post.warning else { return "\(body)\(edited)" }
        return """
            <details class="warning"><summary>\(own(words.post.warning)): <bdi>\(oneLine(warning))</bdi></summary>
            \(body)\(edited)</details>

            """
    }

    private func media(_ post: Post) -> HTML? {
        guard let figures = pictures.figures(post.attachments) else { return nil }
        if !post.isSensitive || post.warning != nil { return figures }
        return "<details class=\"warning\"><summary>\(own(words.post.sensitive))</summary>\n\(figures)</details>\n"
    }

    private func own(_ words: String) -> HTML { "<bdi lang=\"\(self.words.language)\">\(words)</bdi>" }

    private func article(_ article: Article) -> HTML {
        let cover = article.cover.flatMap { pictures.figures([$0]) }
        return """
            <div class="article"><h2 dir="auto">\(oneLine(article.title))</h2>
            \(cover)\(text.blocks(RichText(article.text)))</div>

            """
    }

    private func card(_ card: Card) -> HTML {
        let picture = card.image.flatMap { pictures.thumbnail($0, alt: card.imageAlt) }
        let summary: HTML = card.summary.isEmpty ? "" : "<br><span>\(oneLine(card.summary))</span>"
        let title = oneLine(card.title).isEmpty ? card.url.shownAddress : oneLine(card.title)
        let content: HTML =
            "\(picture)<b>\(title)</b>\(summary)<br><bdi class=\"host\">\(card.url.shownAddress)</bdi>"
        return "<p class=\"card\" dir=\"auto\">\(HTML.link(card.url, content))</p>\n"
    }

    private func quote(_ quote: Quote, depth: Int) -> HTML {
        switch quote {
        case .post(let post) where depth < HTMLPost.maximumDepth: return quoted(post, depth: depth + 1)
        case .post(let post): return placeholder(QuotePlaceholder(.notLoaded, url: post.url))
        case .placeholder(let placeholder): return self.placeholder(placeholder)
        }
    }

    private func placeholder(_ placeholder: QuotePlaceholder) -> HTML {
        let open: HTML? = placeholder.url.map { " \(HTML.link($0, "\(words.post.openQuoted)"))" }
        return """
            <blockquote class="quote"><p class="note" lang="\(words.language)">\
            \(words.post.placeholder(placeholder.state))\(open)</p></blockquote>

            """
    }

    private func poll(_ poll: Poll) -> HTML {
        let tally = PollTally(poll)
        let options: [HTML] = tally.rows.map { row in
            guard let votes = row.votes else { return "<li><bdi>\(row.label)</bdi></li>\n" }
            return """
                <li><bdi>\(row.label)</bdi> <span class="share" lang="\(words.language)">\(words.post.percent(row.percent)) \
                · \(words.post.votes(votes))</span><meter min="0" max="100" value="\(row.percent)" \
                aria-label="\(row.label)">\(words.post.percent(row.percent))</meter></li>

                """
        }
        return "<div class=\"poll\"><ul>\n\(options)</ul>\n\(note(tally.summary(words)))</div>\n"
    }
}
