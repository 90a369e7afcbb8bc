import Unroll

/// Sets posts in Markdown, each as a list of blocks that an empty line parts.
struct MarkdownPost {
    var options: RenderOptions

    private var words: Words { options.words }

    /// Quotes inside quotes are shown to this depth; what lies deeper is a link.
    static let maximumDepth = 3

    /// The blocks of one post; `mark`, where given, ends its text.
    func blocks(_ post: Post, mark: MarkdownText? = nil, depth: Int = 0) -> [MarkdownText] {
        var blocks: [MarkdownText] = []
        if let warning = post.warning { blocks.append("**\(words.post.warning):** \(oneLine(warning))") }
        let text = RichText(post.text, post.facets)
        blocks += text.blocks.map(block)
        if post.isBlank(options) { blocks.append("*\(words.post.empty)*") }
        if let mark {
            if text.blocks.last?.kind == .paragraph || post.isBlank(options), let last = blocks.popLast() {
                blocks.append("\(last) \(mark)")
            } else {
                blocks.append(mark)
            }
        }
        if let article = post.article { blocks += self.article(article) }
        if options.media != .none { blocks += post.attachments.map { attachment($0, isHidden: post.isSensitive) } }
        if let poll = post.poll { blocks.append(self.poll(poll)) }
        if let card = post.card { blocks.append(self.card(card)) }
        if let quote = post.quote { blocks.append(self.quote(quote, depth: depth)) }
        if let edited = post.edited {
            blocks.append("*\(words.post.edited(words.date.day(edited), post.edits.count))*")
        }
        if let vanished = post.vanished {
            blocks.append("*\(words.post.vanished(vanished, words.date.day(vanished.seen)))*")
        }
        return blocks
    }

    /// Somebody's post with their name over it.
    func quoted(_ post: Post, depth: Int = 1) -> MarkdownText {
        let day: MarkdownText = .link(post.url, "\(words.date.day(post.published))")
        let by: MarkdownText = "**\(inStyle: post.author.shownName)** (\(oneLine("@" + post.author.handle))) · \(day)"
        return ([by] + blocks(post, depth: depth)).joined("\n\n").quoted
    }

    private func quote(_ quote: Quote, depth: Int) -> MarkdownText {
        switch quote {
        case .post(let post) where depth < MarkdownPost.maximumDepth: return quoted(post, depth: depth + 1)
        case .post(let post): return placeholder(QuotePlaceholder(.notLoaded, url: post.url))
        case .placeholder(let placeholder): return self.placeholder(placeholder)
        }
    }

    private func placeholder(_ placeholder: QuotePlaceholder) -> MarkdownText {
        let open: MarkdownText? = placeholder.url.map { " \(MarkdownText.link($0, "\(words.post.openQuoted)"))" }
        return ("*\(words.post.placeholder(placeholder.state))*\(open)" as MarkdownText).quoted
    }

    private func block(_ block: RichText.Block) -> MarkdownText {
        switch block.kind {
        case .paragraph: lines(block)
        case .quotation: lines(block).quoted
        case .preformatted: MarkdownText(fenced: block.lines.map { $0.map(\.text).joined() })
        }
    }

    /// Two spaces before a line end keep it everywhere.
    private func lines(_ block: RichText.Block) -> MarkdownText {
        block.lines.map(MarkdownText.init).joined("  \n")
    }

    private func article(_ article: Article) -> [MarkdownText] {
        let title = oneLine(article.title)
        let cover = options.media == .none ? nil : article.cover.map { attachment($0, isHidden: false) }
        return (title.isEmpty ? [] : ["**\(inStyle: title)**"]) + [cover].compactMap(\.self)
            + RichText(article.text).blocks.map(block)
    }

    private func attachment(_ attachment: Attachment, isHidden: Bool) -> MarkdownText {
        let name = attachment.name(words)
        let alt = oneLine(attachment.alt)
        let place = attachment.url.map { copied($0) ?? $0 }
        if attachment.kind == .image, !isHidden, let place {
            return "![\(alt.isEmpty ? name : alt)](\(place))"
        }
        return .link(place, alt.isEmpty ? "\(attachment.undescribedName(words))" : "\(name): \(alt)")
    }

    /// The site's copy, which stays when the network's goes.
    private func copied(_ link: Link) -> Link? { options.copies[link].flatMap { Link($0.address.text) } }

    private func card(_ card: Card) -> MarkdownText {
        let (title, summary) = (oneLine(card.title), oneLine(card.summary))
        let link: MarkdownText = .link(card.url, "\(title.isEmpty ? card.url.shownAddress : title)")
        return "\(words.post.card): \(link)\(summary.isEmpty ? nil : " — \(summary)" as MarkdownText)"
    }

    private func poll(_ poll: Poll) -> MarkdownText {
        let tally = PollTally(poll)
        let rows: [MarkdownText] = tally.rows.map { row in
            guard let votes = row.votes else { return "- \(row.label)" }
            return "- \(row.label): \(words.post.percent(row.percent)) (\(words.post.votes(votes)))"
        }
        return (rows + ["", "*\(tally.summary(words))*"]).joined("\n")
    }
}

extension MarkdownText {
    static func link(_ link: Link, _ content: MarkdownText) -> MarkdownText { "[\(content)](\(link))" }

    /// The text of a link, or its address where nobody would see anything.
    static func label(_ text: String, of link: Link) -> MarkdownText {
        "\(isBlank(text) ? link.shownAddress : text, atLineStart: false)"
    }

    /// `content`, linked where there is somewhere to go.
    static func link(_ link: Link?, _ content: MarkdownText) -> MarkdownText {
        link.map { MarkdownText.link($0, content) } ?? content
    }
}
