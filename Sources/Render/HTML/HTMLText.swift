import Unroll

/// Sets text: paragraphs, lines, styles, links.
struct HTMLText {
    var pictures: HTMLPictures
    /// Whether links go through the network's own redirect where it has one.
    var usesShortLinks = false

    /// The paragraphs of a text.
    func blocks(_ text: RichText) -> HTML {
        var html: HTML = ""
        for block in text.blocks {
            switch block.kind {
            case .paragraph: add(block, to: &html, within: "<p>", "</p>\n")
            case .quotation: add(block, to: &html, within: "<blockquote class=\"passage\"><p>", "</p></blockquote>\n")
            case .preformatted: add(block, to: &html, within: "<pre>", "</pre>\n")
            }
        }
        return html
    }

    /// A name, in which a network may show small pictures for shortcodes.
    func name(_ author: Author) -> HTML { isolated(author.namePieces) }

    /// A line of its own, such as a content warning, in which the post's emoji may stand.
    func line(_ text: String, in post: Post) -> HTML { isolated(pieces(of: oneLine(text), post.knownEmoji)) }

    private func isolated(_ pieces: [RichText.Piece]) -> HTML {
        var html: HTML = "<bdi>"
        add(pieces, to: &html)
        html.append("</bdi>")
        return html
    }

    private func add(
        _ block: RichText.Block, to html: inout HTML, within opening: StaticString, _ closing: StaticString
    ) {
        html.append(opening)
        for number in block.lines.indices {
            if number > 0 { html.append(block.kind == .preformatted ? "\n" : "<br>\n") }
            add(block.lines[number], to: &html)
        }
        html.append(closing)
    }

    private func add(_ pieces: [RichText.Piece], to html: inout HTML) {
        for piece in pieces {
            if piece.object == nil && piece.style.isEmpty {
                html.append(text: piece.text)
            } else {
                html += styled(piece)
            }
        }
    }

    private func styled(_ piece: RichText.Piece) -> HTML {
        var html: HTML =
            switch piece.object {
            case .link(let forms):
                link(
                    usesShortLinks ? forms.short ?? forms.expanded : forms.expanded, piece.text,
                    printing: forms.expanded)
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

    /// A link nobody could see shows its address. What `printed` is stands beside it on paper, unless it can be read there already.
    private func link(_ link: Link, _ text: String, printing printed: Link? = nil) -> HTML {
        let shown = isBlank(text) ? link.shownAddress : text
        return HTML.link(link, address: printed?.address(besides: shown), "<bdi>\(shown)</bdi>")
    }
}

extension HTML {
    /// A link that leads out of the document; `address` is what stands beside it on paper.
    static func link(_ link: Link, address: String? = nil, _ content: HTML) -> HTML {
        "<a href=\"\(link)\"\(attribute: "data-address", address) rel=\"nofollow noreferrer\">\(content)</a>"
    }

    /// `content`, linked where there is somewhere to go.
    static func link(_ link: Link?, _ content: HTML) -> HTML { link.map { HTML.link($0, content) } ?? content }
}
