import Render
import Unroll

extension DocumentComposer {
    /// Quotes inside quotes are shown to this depth; what lies deeper is an address.
    private static let maximumDepth = 3

    /// A post and everything that belongs to it, `space` below what is above.
    mutating func set(_ post: Post, _ setting: Setting, depth: Int = 0, space: Double) {
        var space = space
        if let warning = post.warning {
            var style = TextStyle.body
            style.isBold = true
            let label = Passage(words.post.warning + ": ", style, language: words.language)
            set([label, Passage(oneLine(warning), style)], style, setting, space: space, keepsNext: true)
            space = 6
        }
        if post.isBlank(rendering) {
            say(words.post.empty, setting, space: space)
            space = 6
        }
        for block in RichText(post.text, post.facets).blocks {
            set(block, setting, space: space)
            space = 6
        }
        if let article = post.article { set(article, post, setting) }
        for attachment in post.attachments where options.showsMedia { set(attachment, post, setting) }
        if let poll = post.poll { set(poll, setting) }
        if let card = post.card { set(card, setting) }
        if let quote = post.quote { set(quote, setting, depth: depth) }
        if let edited = post.edited {
            say(words.post.edited(words.date.day(edited), post.edits.count), setting, space: 6)
        }
        if let vanished = post.vanished {
            say(words.post.vanished(vanished, words.date.day(vanished.seen)), setting, space: 6)
        }
    }

    /// The choices of other renderers that decide whether there is anything to be seen of a post.
    private var rendering: RenderOptions { RenderOptions() }

    /// Something Skein says, in its own language.
    mutating func say(_ sentence: String, _ setting: Setting, space: Double, keepsNext: Bool = false) {
        set([Passage(sentence, .label)], .label, own(setting), space: space, keepsNext: keepsNext)
    }

    // MARK: Text

    private mutating func set(_ block: RichText.Block, _ setting: Setting, space: Double) {
        var setting = setting
        var style = TextStyle.body
        switch block.kind {
        case .paragraph: break
        case .quotation:
            setting = indented(setting, .rule)
            setting.parent = made.structure.add(.quote, to: setting.parent)
        case .preformatted: style = TextStyle(family: .mono, size: TextStyle.label.size)
        }
        var passages: [Passage] = []
        for (number, line) in block.lines.enumerated() {
            if number > 0 { passages.append(.lineBreak(style)) }
            for piece in line { passages += self.passages(piece, style) }
        }
        set(passages, style, setting, space: space)
    }

    private mutating func passages(_ piece: RichText.Piece, _ style: TextStyle) -> [Passage] {
        var style = style
        if piece.style.contains(.bold) { style.isBold = true }
        if piece.style.contains(.italic) { style.isItalic = true }
        if piece.style.contains(.code) { style.family = .mono }
        var passages: [Passage]
        switch piece.object {
        case .link(let forms): passages = link(piece.text, forms.expanded, style)
        case .mention(_, _, let url?), .hashtag(_, let url?):
            passages = [
                Passage(isBlank(piece.text) ? url.shownAddress : piece.text, style, .link(url), isIsolated: true)
            ]
        case .mention(_, _, nil): passages = [Passage(piece.text, style, isIsolated: true)]
        default: passages = [Passage(piece.text, style)]
        }
        if piece.style.contains(.strikethrough) { passages[0].isStruck = true }
        return passages
    }

    /// Further in, along a rule, or inside a box.
    mutating func indented(_ setting: Setting, _ kind: Slab.Frame.Kind) -> Setting {
        var inner = setting
        let (left, right) = (setting.indent.left, setter.sheet.measure - setting.indent.right)
        // Deep inside there has to be room for a word.
        guard right - left > 150 else { return setting }
        switch kind {
        case .rule:
            inner.frames.append(frame(.rule, x: setting.isRightToLeft ? right - 1 : left + 1))
            if setting.isRightToLeft { inner.indent.right += 16 } else { inner.indent.left += 16 }
        case .box, .dashes:
            inner.frames.append(frame(kind, x: left, width: right - left))
            inner.indent = (left + 12, setting.indent.right + 12)
        }
        return inner
    }

    // MARK: Quotes

    private mutating func set(_ quote: Quote, _ setting: Setting, depth: Int) {
        switch quote {
        case .post(let post) where depth < DocumentComposer.maximumDepth:
            setQuoted(post, setting, depth: depth + 1, space: 10)
        case .post(let post): setQuoted(words.post.placeholder(.notLoaded), post.url, setting, space: 10)
        case .placeholder(let placeholder):
            setQuoted(words.post.placeholder(placeholder.state), placeholder.url, setting, space: 10)
        }
    }

    /// Somebody's post with their name over it.
    mutating func setQuoted(_ post: Post, _ setting: Setting, depth: Int, space: Double) {
        let quote = made.structure.add(.quote, to: setting.parent)
        var quoted = self.setting(of: post, in: quote)
        (quoted.indent, quoted.frames) = (setting.indent, setting.frames)
        quoted = indented(quoted, .rule)
        var name = TextStyle.label
        (name.isBold, name.gray) = (true, TextStyle.body.gray)
        var passages = [
            Passage(post.author.shownName, name, isIsolated: true), Passage("  ", .label),
            Passage(oneLine("@" + post.author.handle), .label, isIsolated: true), Passage(" · ", .label),
        ]
        let date = words.date.day(post.published)
        passages += post.url.map { link(date, $0, .label) } ?? [Passage(date, .label)]
        var line = own(quoted)
        line.isRightToLeft = quoted.isRightToLeft
        set(passages, .label, line, space: space, keepsNext: true)
        set(post, quoted, depth: depth, space: 3)
    }

    /// What is said in the place of somebody's post.
    mutating func setQuoted(_ sentence: String, _ url: Link?, _ setting: Setting, space: Double) {
        var quoted = setting
        quoted.parent = made.structure.add(.quote, to: setting.parent)
        quoted = own(indented(quoted, .rule))
        var passages = [Passage(sentence + (url == nil ? "" : " "), .label)]
        if let url { passages += link(words.post.openQuoted, url, .label) }
        set(passages, .label, quoted, space: space)
    }

    // MARK: Articles, polls, cards

    private mutating func set(_ article: Article, _ post: Post, _ setting: Setting) {
        set([Passage(oneLine(article.title), .heading)], .heading, setting, .paragraph, space: 10, keepsNext: true)
        if let cover = article.cover, options.showsMedia { set(cover, post, setting) }
        for block in RichText(article.text).blocks { set(block, setting, space: 6) }
    }

    private mutating func set(_ poll: Poll, _ setting: Setting) {
        let tally = PollTally(poll)
        let list = made.structure.add(.list, to: setting.parent)
        for row in tally.rows {
            var item = setting
            item.parent = made.structure.add(.item, to: list)
            item.parent = made.structure.add(.body, to: item.parent)
            var passages = [Passage(row.label, isIsolated: true)]
            if let votes = row.votes {
                let share = "  " + words.post.percent(row.percent) + " · " + words.post.votes(votes)
                passages.append(Passage(share, .label, language: words.language))
            }
            set(passages, .body, item, space: row.votes == nil ? 3 : 8, keepsNext: row.votes != nil)
            if row.votes != nil {
                let share = Double(max(0, min(100, row.percent))) / 100
                var bar = Slab(content: .bar(share: share, width: setter.width(setting)), height: 3)
                (bar.x, bar.frames) = (setting.indent.left, setting.frames)
                put([bar])
            }
        }
        say(tally.summary(words), setting, space: 6)
    }

    private mutating func set(_ card: Card, _ setting: Setting) {
        var boxed = indented(setting, .box)
        boxed.parent = made.structure.add(.section, to: setting.parent)
        boxed.isRightToLeft = TextDirection.isRightToLeft(card.title)
        padding(boxed, space: 10, keepsNext: true)
        if let image = card.image { setThumbnail(image, alt: card.imageAlt, boxed) }
        var bold = TextStyle.body
        bold.isBold = true
        let (title, summary) = (oneLine(card.title), oneLine(card.summary))
        set(link(title.isEmpty ? card.url.shownAddress : title, card.url, bold), bold, boxed, space: 0, keepsNext: true)
        if !summary.isEmpty { set([Passage(summary)], .body, boxed, space: 2, keepsNext: true) }
        set([Passage(card.url.shownAddress, .label)], .label, own(boxed), space: 2, keepsNext: true)
        padding(boxed, space: 0, keepsNext: false)
    }

    /// Room between a box and what is in it.
    private mutating func padding(_ setting: Setting, space: Double, keepsNext: Bool) {
        var slab = Slab(content: .nothing, height: 8)
        (slab.space, slab.frames) = (space, setting.frames)
        put([slab], keepsNext: keepsNext)
    }
}
