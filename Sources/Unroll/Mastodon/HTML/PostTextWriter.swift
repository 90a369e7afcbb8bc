/// Writes what a post's HTML shows as plain text: paragraphs parted by an empty line, one blank between words, list items and
/// table rows on lines of their own. Along with it go the spans of elements that become facets.
struct PostTextWriter {
    /// A stretch of the text, in code points, that an element covers.
    struct Span {
        enum Owner: Hashable {
            case link(id: Int)
            case block(id: Int, Facet.Kind)
            case style(Facet.Kind)
        }

        var owner: Owner
        var range: Range<Int>
    }

    private(set) var bytes: [UInt8] = []
    /// Code points written.
    private(set) var length = 0
    private(set) var spans: [Span] = []
    /// The elements of the spans that are links, by id.
    private(set) var links: [Int: HTMLElement] = [:]
    private var running: [Span] = []
    private var gap = Gap()
    private var context = PostTextContext()

    let dropsInlineQuote: Bool

    init(droppingInlineQuote: Bool) { dropsInlineQuote = droppingInlineQuote }

    mutating func take(_ event: HTMLEvent) {
        switch event {
        case .open(let id, let element): open(id, element)
        case .close(let id): close(id)
        case .void(let element): void(element)
        case .text(let text): write(text)
        }
    }

    mutating func finish() {
        spans += running
        running = []
    }

    private mutating func open(_ id: Int, _ element: HTMLElement) {
        breakLines(around: element)
        context.open(id, element, at: length, dropsInlineQuote: dropsInlineQuote)
        if context.isHidden { return }
        switch element.name {
        case "li": gap.marker = context.nextMarker(value: element["value"])
        case "td", "th": if gap.lines == 0 && length > 0 { gap.separator = " | " }
        default: break
        }
    }

    private mutating func close(_ id: Int) {
        guard let closed = context.opened(id) else { return }
        if closed.isEllipsis && length > closed.start && !context.isHidden { append(Array("…".utf8)) }
        context.close(id)
        let owners = context.owners
        close { !owners.contains($0) }
        breakLines(around: closed.element)
    }

    private mutating func void(_ element: HTMLElement) {
        if context.isHidden { return }
        switch element.name {
        case "br": gap.breakLine()
        case "hr": gap.breakBlock(lines: 2)
        case "img": write(Array((element["alt"] ?? "").utf8))
        default: break
        }
    }

    private mutating func breakLines(around element: HTMLElement) {
        if context.isHidden { return }
        let isParagraph = element.traits.contains(.paragraph)
        guard isParagraph || element.traits.contains(.line) else { return }
        if context.isInCell {
            gap.addSpace()
        } else {
            gap.breakBlock(lines: isParagraph && !context.isInList ? 2 : 1)
        }
    }

    private mutating func write(_ text: [UInt8]) {
        if context.isHidden { return }
        var rest = text[...]
        while let first = rest.first {
            let isSpace = isHTMLSpace(first)
            let run = rest.prefix { isHTMLSpace($0) == isSpace }
            rest = rest[run.endIndex...]
            if !isSpace {
                append(run)
            } else if context.isPreformatted {
                gap.keep(run)
            } else {
                gap.addSpace()
            }
        }
    }

    /// Writes what is visible, after the gap before it.
    private mutating func append(_ visible: some Collection<UInt8>) {
        if gap.endsBlock { close { owner in if case .block = owner { false } else { true } } }
        add(gap.lineBreaks(isFirst: length == 0))
        open { owner in if case .block = owner { true } else { false } }
        add(gap.prefix(isLineStart: bytes.last == 0x0a || bytes.isEmpty))
        open { _ in true }
        gap = Gap()
        add(visible)
        for index in running.indices { running[index].range = running[index].range.lowerBound..<length }
    }

    private mutating func open(where isWanted: (Span.Owner) -> Bool) {
        for owner in context.owners where isWanted(owner) && !running.contains(where: { $0.owner == owner }) {
            if let last = spans.suffix(8).lastIndex(where: { $0.owner == owner && $0.range.upperBound == length }) {
                running.append(spans.remove(at: last))
            } else {
                running.append(Span(owner: owner, range: length..<length))
            }
            if case .link(let id) = owner { links[id] = context.opened(id)?.element }
        }
    }

    private mutating func close(where isWanted: (Span.Owner) -> Bool) {
        spans += running.filter { isWanted($0.owner) }
        running.removeAll { isWanted($0.owner) }
    }

    private mutating func add(_ text: some Collection<UInt8>) {
        bytes += text
        for byte in text where byte & 0xc0 != 0x80 { length += 1 }
    }
}
