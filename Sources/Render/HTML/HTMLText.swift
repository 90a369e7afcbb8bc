import Unroll

/// Sets text: paragraphs, lines, styles, links.
struct HTMLText {
    var pictures: HTMLPictures
    /// Whether links go through the network's own redirect where it has one.
    var usesShortLinks = false

    /// The paragraphs of a text.
    func blocks(_ text: RichText) -> [HTML] {
        text.blocks.map { block in
            let lines = lines(block)
            return switch block.kind {
            case .paragraph: "<p>\(lines)</p>\n"
            case .quotation: "<blockquote class=\"passage\"><p>\(lines)</p></blockquote>\n"
            case .preformatted: "<pre>\(lines)</pre>\n"
            }
        }
    }

    /// A name, in which a network may show small pictures for shortcodes.
    func name(_ author: Author) -> HTML { "<bdi>\(line(author.namePieces))</bdi>" }

    private func lines(_ block: RichText.Block) -> HTML {
        var html: HTML = ""
        for (number, pieces) in block.lines.enumerated() {
            if number > 0 { html += block.kind == .preformatted ? "\n" : "<br>\n" }
            html += line(pieces)
        }
        return html
    }

    private func line(_ pieces: [RichText.Piece]) -> HTML { "\(pieces.map(piece))" }

    private func piece(_ piece: RichText.Piece) -> HTML {
        var html: HTML =
            switch piece.object {
            case .link(let forms): link(usesShortLinks ? forms.short ?? forms.expanded : forms.expanded, piece.text)
            case .mention(_, _, let url?), .hashtag(_, let url?): link(url, piece.text)
            case .mention(_, _, nil): "<bdi>\(piece.text)</bdi>"
            case .emoji(let emoji): pictures.emoji(emoji, text: piece.text)
            default: "\(piece.text)"
            }
        if piece.style.contains(.code) { html = "<code>\(html)</code>" }
        if piece.style.contains(.strikethrough) { html = "<s>\(html)</s>" }
        if piece.style.contains(.italic) { html = "<em>\(html)</em>" }
        if piece.style.contains(.bold) { html = "<strong>\(html)</strong>" }
        return html
    }

    /// A link nobody could see shows its address.
    private func link(_ link: Link, _ text: String) -> HTML {
        HTML.link(link, "<bdi>\(isBlank(text) ? link.shownAddress : text)</bdi>")
    }
}

extension HTML {
    /// A link that leads out of the document.
    static func link(_ link: Link, _ content: HTML) -> HTML {
        "<a href=\"\(link)\" rel=\"nofollow noreferrer\">\(content)</a>"
    }

    /// `content`, linked where there is somewhere to go.
    static func link(_ link: Link?, _ content: HTML) -> HTML { link.map { HTML.link($0, content) } ?? content }
}
