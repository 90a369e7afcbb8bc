import Unroll

extension ModelWriter {
    mutating func put(_ facet: Facet) {
        put(facet.range.lowerBound)
        put(facet.range.count)
        switch facet.kind {
        case .link(let forms):
            put(0)
            put(forms.short)
            put(forms.expanded)
            put(forms.display)
        case .mention(let handle, let id, let url):
            put(1)
            put(handle)
            put(id)
            put(url)
        case .hashtag(let tag, let url):
            put(2)
            put(tag)
            put(url)
        case .emoji(let emoji):
            put(3)
            put(emoji)
        case .bold: put(4)
        case .italic: put(5)
        case .strikethrough: put(6)
        case .code: put(7)
        case .quotation: put(8)
        case .preformatted: put(9)
        }
    }

    mutating func put(_ attachment: Attachment) {
        put(attachment.kind)
        put(attachment.url)
        put(attachment.preview)
        put(attachment.alt)
        put(attachment.width)
        put(attachment.height)
        put(attachment.durationMilliseconds)
        put(attachment.file)
    }

    mutating func put(_ poll: Poll) {
        put(all: poll.options) { writer, option in
            writer.put(option.label)
            writer.put(option.votes)
        }
        put(poll.ends)
        put(poll.isClosed) { $0.put($1) }
        put(poll.allowsSeveral)
    }

    mutating func put(_ card: Card) {
        put(card.url)
        put(card.title)
        put(card.summary)
        put(card.image)
        put(card.imageAlt)
    }

    mutating func put(_ article: Article) {
        put(article.title)
        put(article.text)
        put(article.cover) { $0.put($1) }
    }
}

extension ModelReader {
    mutating func facet() throws(StoreFailure) -> Facet {
        let (start, count) = (try int(), try int())
        guard count >= 0, !start.addingReportingOverflow(count).overflow else { throw ModelReader.failure }
        return Facet(start..<start + count, try facetKind())
    }

    private mutating func facetKind() throws(StoreFailure) -> Facet.Kind {
        switch try int() {
        case 0: .link(LinkForms(short: try linkOrNil(), expanded: try link(), display: try text()))
        case 1: .mention(handle: try text(), id: try authorIDOrNil(), url: try linkOrNil())
        case 2: .hashtag(tag: try text(), url: try linkOrNil())
        case 3: .emoji(try emoji())
        case 4: .bold
        case 5: .italic
        case 6: .strikethrough
        case 7: .code
        case 8: .quotation
        case 9: .preformatted
        default: throw ModelReader.failure
        }
    }

    mutating func attachment() throws(StoreFailure) -> Attachment {
        Attachment(
            kind: try name(), url: try linkOrNil(), preview: try linkOrNil(), alt: try text(), width: try intOrNil(),
            height: try intOrNil(), durationMilliseconds: try intOrNil(), file: try textOrNil())
    }

    mutating func poll() throws(StoreFailure) -> Poll {
        Poll(
            options: try list { (r) throws(StoreFailure) in Poll.Option(label: try r.text(), votes: try r.intOrNil()) },
            ends: try instantOrNil(), isClosed: try optional { (r) throws(StoreFailure) in try r.flag() },
            allowsSeveral: try flag())
    }

    mutating func card() throws(StoreFailure) -> Card {
        Card(
            url: try link(), title: try text(), summary: try text(), image: try linkOrNil(), imageAlt: try text())
    }

    mutating func article() throws(StoreFailure) -> Article {
        Article(
            title: try text(), text: try text(), cover: try optional { (r) throws(StoreFailure) in try r.attachment() })
    }
}
