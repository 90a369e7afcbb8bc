import Unroll

/// Sets posts for reading in a terminal. Addresses that the text does not show whole are numbered, and stand under the post.
struct TextPost {
    var options: RenderOptions
    private(set) var page: TextPage
    private var addresses = 0

    private var words: Words { options.words }

    /// Quotes inside quotes are shown to this depth; what lies deeper is an address.
    static let maximumDepth = 3

    init(_ options: RenderOptions) {
        self.options = options
        page = TextPage(width: options.width, hasStyles: options.color)
    }

    mutating func write(_ text: TerminalText, _ margin: TerminalText = "") { page.write(text, margin) }

    mutating func write(address: Link, _ margin: TerminalText = "") {
        page.write(address: TerminalText(address.address, .underlined), margin)
    }

    mutating func blank() { page.blank() }

    /// What stands beside the next line.
    mutating func mark(_ mark: TerminalText) { page.mark(mark) }

    /// One post and everything that belongs to it.
    mutating func write(_ post: Post, _ margin: TerminalText, depth: Int = 0) {
        if let warning = post.warning { write("\(words.post.warning, .bold): \(oneLine(warning))", margin) }
        var notes: [TerminalText] = []
        for (number, block) in RichText(post.text, post.facets).blocks.enumerated() {
            if number > 0 { page.write("", margin) }
            write(block, margin, &notes)
        }
        if post.isBlank(options) { write(TerminalText(words.post.empty, .faint), margin) }
        if let article = post.article { write(article, margin) }
        if options.media != .none { for attachment in post.attachments { write(attachment, margin, &notes) } }
        if let poll = post.poll { write(poll, margin) }
        if let card = post.card { write(card, margin, &notes) }
        for note in notes { page.write(address: note, margin) }
        if let quote = post.quote { write(quote, margin, depth: depth) }
        if let edited = post.edited {
            write(TerminalText(words.post.edited(words.date.day(edited), post.edits.count), .faint), margin)
        }
        if let vanished = post.vanished {
            write(TerminalText(words.post.vanished(vanished, words.date.day(vanished.seen)), .faint), margin)
        }
    }

    /// Somebody's post with their name over it.
    mutating func writeQuoted(_ post: Post, _ margin: TerminalText, depth: Int = 1) {
        let margin = "\(margin)\("│ ", .faint)" as TerminalText
        let facts = "\(oneLine("@" + post.author.handle)) · \(words.date.day(post.published))"
        write("\(post.author.shownName, .bold) \(facts, .faint)", margin)
        write(post, margin, depth: depth)
        if let url = post.url { write(address: url, margin) }
    }

    mutating func writeQuoted(_ sentence: String, _ url: Link? = nil, _ margin: TerminalText) {
        let margin = "\(margin)\("│ ", .faint)" as TerminalText
        write(TerminalText(sentence, .faint), margin)
        if let url { write(address: url, margin) }
    }

    private mutating func write(_ quote: Quote, _ margin: TerminalText, depth: Int) {
        switch quote {
        case .post(let post) where depth < TextPost.maximumDepth: writeQuoted(post, margin, depth: depth + 1)
        case .post(let post): writeQuoted(words.post.placeholder(.notLoaded), post.url, margin)
        case .placeholder(let placeholder):
            writeQuoted(words.post.placeholder(placeholder.state), placeholder.url, margin)
        }
    }

    private mutating func write(_ block: RichText.Block, _ margin: TerminalText, _ notes: inout [TerminalText]) {
        let margin: TerminalText = block.kind == .quotation ? "\(margin)> " : margin
        for line in block.lines {
            var text: TerminalText = ""
            for piece in line { text += self.text(piece, &notes) }
            page.write(text, margin, keepsSpaces: block.kind == .preformatted)
        }
    }

    private mutating func text(_ piece: RichText.Piece, _ notes: inout [TerminalText]) -> TerminalText {
        if case .link(let forms) = piece.object { return link(piece.text, forms.expanded, &notes) }
        if piece.style.contains(.bold) { return TerminalText(piece.text, .bold) }
        if piece.style.contains(.italic) { return TerminalText(piece.text, .italic) }
        if piece.style.contains(.strikethrough) { return TerminalText(piece.text, .struck) }
        return TerminalText(piece.text, .plain)
    }

    /// `text` with a number, under which the address stands, unless it says the whole address.
    private mutating func link(_ text: String, _ link: Link, _ notes: inout [TerminalText]) -> TerminalText {
        let text = isBlank(text) ? link.shownAddress : text
        let shown = TerminalText(text, .underlined)
        if [link.address, link.display(limit: .max)].contains(text) { return shown }
        addresses += 1
        notes.append("\("[\(addresses)] ", .faint)\(link.address, .underlined)")
        return "\(shown) \("[\(addresses)]", .faint)"
    }

    private mutating func write(_ article: Article, _ margin: TerminalText) {
        write(TerminalText(oneLine(article.title), .bold), margin)
        var notes: [TerminalText] = []
        for block in RichText(article.text).blocks {
            page.write("", margin)
            write(block, margin, &notes)
        }
    }

    private mutating func write(
        _ attachment: Attachment, _ margin: TerminalText, _ notes: inout [TerminalText]
    ) {
        let alt = oneLine(attachment.alt)
        let label = alt.isEmpty ? attachment.undescribedName(words) : "\(attachment.name(words)): \(alt)"
        let text = attachment.url.map { link(label, $0, &notes) } ?? TerminalText(label, .plain)
        write("[\(text.all(.plain))]", margin)
    }

    private mutating func write(_ card: Card, _ margin: TerminalText, _ notes: inout [TerminalText]) {
        let (title, summary) = (oneLine(card.title), oneLine(card.summary))
        let heading = link(title.isEmpty ? card.url.shownAddress : title, card.url, &notes)
        write("\(words.post.card): \(heading)", margin)
        if !summary.isEmpty { write(TerminalText(summary, .faint), "\(margin)  ") }
    }

    private mutating func write(_ poll: Poll, _ margin: TerminalText) {
        let tally = PollTally(poll)
        for row in tally.rows {
            let result = row.votes.map { ": \(words.post.percent(row.percent)) (\(words.post.votes($0)))" } ?? ""
            write("- \(row.label)\(result)", margin)
        }
        write(TerminalText(tally.summary(words), .faint), margin)
    }
}
