import Unroll

/// Sets one post with everything that belongs to it.
struct HTMLPost {
    let options: RenderOptions
    /// The language of posts that do not say theirs.
    let language: String?
    /// What a page of the site adds; nil in a document.
    let page: PageMarks?
    /// Whether pictures that are to be folded are described instead, for those who read it elsewhere may not fold.
    let describesSensitive: Bool
    private let words: Words
    private let pictures: HTMLPictures
    private let text: HTMLText

    init(options: RenderOptions, language: String?, page: PageMarks? = nil, describesSensitive: Bool = false) {
        self.describesSensitive = describesSensitive
        (self.options, self.language, self.page, words) = (options, language, page, options.words)
        pictures = HTMLPictures(options: options)
        text = HTMLText(pictures: pictures, usesShortLinks: page?.keepsToDisplayRules ?? false)
    }

    /// Quotes inside quotes are shown to this depth; what lies deeper is a link.
    static let maximumDepth = 3

    /// A post of the main line, its number in the margin.
    func numbered(_ post: Post, _ number: Int) -> HTML {
        let anchor = page?.anchor(post.id) ?? "p-\(number)"
        return """
            <div class="post" id="\(anchor)"\(attribute: "lang", post.language ?? language) dir="auto">
            \(page?.isNumbered ?? true ? permalink(post, number, to: anchor) : "")\(content(post))\(marks(post))</div>

            """
    }

    private func permalink(_ post: Post, _ number: Int, to anchor: String) -> HTML {
        let moment = words.date.minute(post.published)
        return """
            <a class="number" href="#\(anchor)" aria-label="\(words.thread.permalink(number)), \(moment)">\
            <time datetime="\(post.published.rfc3339)" title="\(moment)">\(number)</time></a>

            """
    }

    /// A post of a side chain.
    func plain(_ post: Post) -> HTML {
        """
        <div class="post"\(attribute: "id", page?.anchor(post.id))\(attribute: "lang", post.language ?? language) dir="auto">
        \(content(post))\(marks(post))</div>

        """
    }

    /// What is said under a post.
    private func marks(_ post: Post) -> HTML {
        "\(vanished(post))\(page?.keepsToDisplayRules == true ? stamp(post) : nil)"
    }

    private func vanished(_ post: Post) -> HTML? {
        post.vanished.map { note(words.post.vanished($0, words.date.day($0.seen))) }
    }

    private func stamp(_ post: Post) -> HTML {
        let moment: HTML =
            "<time datetime=\"\(post.published.rfc3339)\">\(words.date.minute(post.published))</time>"
        return "<p class=\"stamp\" lang=\"\(words.language)\">\(HTML.link(post.url, moment))</p>\n"
    }

    /// That a post was changed, with the way to what it said before.
    private func edited(_ post: Post) -> HTML? {
        let isKept = page?.revised.contains(post.id) ?? false
        guard post.edited != nil || isKept else { return nil }
        let sentence = words.post.edited(post.edited.map(words.date.day), post.edits.count)
        guard let page, let history = page.history, isKept || post.edits.contains(where: { $0.text != nil }) else {
            return note(markup: page?.keepsToDisplayRules == true ? HTML.link(post.url, "\(sentence)") : "\(sentence)")
        }
        return note(markup: "<a href=\"\(history)#\(page.anchor(post.id))\">\(sentence)</a>")
    }

    /// Somebody's post with their name over it.
    func quoted(_ post: Post, depth: Int = 1) -> HTML {
        """
        <blockquote class="quote"\(attribute: "lang", post.language) dir="auto">
        <p class="by"><b>\(text.name(post.author))</b> <bdi>@\(post.author.handle)</bdi> · \
        \(HTML.link(post.url, time(post.published)))</p>
        \(content(post, depth: depth))\(vanished(post))</blockquote>

        """
    }

    func time(_ moment: Timestamp) -> HTML {
        """
        <time lang="\(words.language)" datetime="\(moment.rfc3339)" title="\(words.date.minute(moment))">\
        \(words.date.day(moment))</time>
        """
    }

    /// Something Skein says, in its own language whatever the post's is.
    func note(_ sentence: String) -> HTML { note(markup: "\(sentence)") }

    private func note(markup sentence: HTML) -> HTML {
        "<p class=\"note\" lang=\"\(words.language)\" dir=\"auto\">\(sentence)</p>\n"
    }

    private func content(_ post: Post, depth: Int = 0) -> HTML {
        let content: HTML = """
            \(text.blocks(RichText(post.text, post.facets)))\(post.article.map(article))\(media(post))\
            \(post.poll.map { poll($0, of: post) })\(post.card.map(card))\(post.quote.map { quote($0, depth: depth) })
            """
        let body = post.isBlank(options) ? note(words.post.empty) : content
        let edited = edited(post)
        guard let warning = post.warning else { return "\(body)\(edited)" }
        return """
            <details class="warning"><summary>\(own(words.post.warning)): \(text.line(warning, in: post))</summary>
            \(body)\(edited)</details>

            """
    }

    private func media(_ post: Post) -> HTML? {
        if describesSensitive, post.isSensitive || post.warning != nil { return pictures.described(post.attachments) }
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
        let open: HTML? = placeholder.url.map { url in
            " \(HTML.link(url, address: url.address(besides: ""), "\(words.post.openQuoted)"))"
        }
        return """
            <blockquote class="quote"><p class="note" lang="\(words.language)">\
            \(words.post.placeholder(placeholder.state))\(open)</p></blockquote>

            """
    }

    private func poll(_ poll: Poll, of post: Post) -> HTML {
        let tally = PollTally(poll)
        let options: [HTML] = tally.rows.map { row in
            let label = text.line(row.label, in: post)
            guard let votes = row.votes else { return "<li>\(label)</li>\n" }
            return """
                <li>\(label) <span class="share" lang="\(words.language)">\(words.post.percent(row.percent)) \
                · \(words.post.votes(votes))</span><meter min="0" max="100" value="\(row.percent)" \
                aria-label="\(row.label)">\(words.post.percent(row.percent))</meter></li>

                """
        }
        return "<div class=\"poll\"><ul>\n\(options)</ul>\n\(note(tally.summary(words)))</div>\n"
    }
}
