/// What the open elements mean for the text inside them.
struct PostTextContext {
    struct Opened {
        var id: Int
        var element: HTMLElement
        /// How long the text was when the element was opened.
        var start: Int
        var isHidden: Bool
        var isEllipsis: Bool
        /// The number of the next item, in an ordered list.
        var ordinal: Int?
    }

    private var opened: [Opened] = []
    private(set) var owners: [PostTextWriter.Span.Owner] = []
    private(set) var isHidden = false
    private(set) var isPreformatted = false
    private(set) var isInCell = false
    private(set) var isInList = false

    mutating func open(_ id: Int, _ element: HTMLElement, at start: Int, dropsInlineQuote: Bool) {
        let classes = element.words(of: "class")
        let isHidden =
            element.traits.contains(.hidden) || classes.contains("invisible")
            || dropsInlineQuote && classes.contains("quote-inline")
        let ordinal = element.isHTML("ol") ? number(element["start"]) ?? 1 : nil
        let isEllipsis = classes.contains("ellipsis")
        opened.append(
            Opened(id: id, element: element, start: start, isHidden: isHidden, isEllipsis: isEllipsis, ordinal: ordinal)
        )
        update()
    }

    func opened(_ id: Int) -> Opened? { opened.last { $0.id == id } }

    mutating func close(_ id: Int) {
        guard let index = opened.lastIndex(where: { $0.id == id }) else { return }
        opened.remove(at: index)
        update()
    }

    /// What stands before the list item just opened, e.g. `• ` or `3. `; two blanks for each list around its own.
    mutating func nextMarker(value: String?) -> String {
        let lists = opened.indices.filter { isList(opened[$0].element) }
        let indentation = String(repeating: "  ", count: max(lists.count, 1) - 1)
        guard let list = lists.last, let ordinal = opened[list].ordinal else { return indentation + "• " }
        let number = number(value) ?? ordinal
        opened[list].ordinal = number &+ 1
        return indentation + "\(number). "
    }

    private mutating func update() {
        (isHidden, isPreformatted, isInCell, isInList) = (false, false, false, false)
        var link: PostTextWriter.Span.Owner?
        var block: [PostTextWriter.Span.Owner] = []
        var styles: [PostTextWriter.Span.Owner] = []
        for entry in opened where entry.element.namespace == .html || entry.isHidden {
            let name = entry.element.name
            if entry.isHidden { isHidden = true }
            if name == "td" || name == "th" { isInCell = true }
            if isList(entry.element) { isInList = true }
            if name == "a" { link = .link(id: entry.id) }
            if let kind = blockKind(of: name) {
                if !block.contains(where: { $0.kind == kind }) { block.append(.block(id: entry.id, kind)) }
                if kind == .preformatted { isPreformatted = true }
            }
            if let kind = styleKind(of: name), !styles.contains(.style(kind)) { styles.append(.style(kind)) }
        }
        if isPreformatted { styles.removeAll { $0 == .style(.code) } }
        owners = block + (link.map { [$0] } ?? []) + styles
    }
}

extension PostTextWriter.Span.Owner {
    /// The kind of facet; nil for links, whose kind depends on their text.
    var kind: Facet.Kind? {
        switch self {
        case .link: nil
        case .block(_, let kind), .style(let kind): kind
        }
    }
}

private func isList(_ element: HTMLElement) -> Bool {
    element.namespace == .html && ["ol", "ul", "menu", "dir"].contains(element.name)
}

private func blockKind(of name: String) -> Facet.Kind? {
    switch name {
    case "blockquote": .quotation
    case "pre", "listing", "xmp", "plaintext": .preformatted
    default: nil
    }
}

private func styleKind(of name: String) -> Facet.Kind? {
    switch name {
    case "b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th": .bold
    case "i", "em", "cite", "dfn", "var": .italic
    case "s", "strike", "del": .strikethrough
    case "code", "tt", "kbd", "samp": .code
    default: nil
    }
}

/// A whole number as HTML reads it, if it is short enough to be meant.
private func number(_ text: String?) -> Int? {
    guard let text, text.utf8.count <= 9 else { return nil }
    return Int(text.drop { $0 == " " })
}
