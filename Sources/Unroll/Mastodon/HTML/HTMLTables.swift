/// The insertion modes that begin with "in table". Which one holds follows from the innermost open part of a table.
extension HTMLEvents {
    private static let sections: Set<String> = ["tbody", "tfoot", "thead"]
    private static let cells: Set<String> = ["td", "th"]
    private static let contexts: Set<String> =
        sections.union(cells).union(["tr", "caption", "table", "template"])

    /// The innermost open table, part of one, or template.
    private mutating func tableContext() -> String? {
        for entry in open.reversed() {
            countStep()
            if entry.element.namespace == .html && Self.contexts.contains(entry.element.name) {
                return entry.element.name
            }
        }
        return nil
    }

    /// Whether the start tag was one for a table, and is dealt with.
    mutating func tableStart(_ tag: HTMLTag) -> Bool {
        guard let context = tableContext(), context != "template" else { return false }
        let isPart = HTMLTraits.of(tag.name).contains(.tablePart)
        switch context {
        case "td", "th", "caption":
            guard isPart else { return false }
            close(context)
        case "tr":
            if Self.cells.contains(tag.name) {
                pop(to: ["tr"])
                push(tag)
                pushMarker()
                return true
            }
            guard isPart else { return startInTable(tag) }
            close("tr")
        case "table": return startInTable(tag)
        default:
            if tag.name == "tr" || Self.cells.contains(tag.name) {
                pop(to: Self.sections)
                if tag.name == "tr" {
                    push(tag)
                    return true
                }
                push(implied: "tr")
            } else {
                guard isPart else { return startInTable(tag) }
                close(context)
            }
        }
        start(tag)
        return true
    }

    private mutating func startInTable(_ tag: HTMLTag) -> Bool {
        switch tag.name {
        case "caption":
            pop(to: ["table"])
            push(tag)
            pushMarker()
        case "col", "colgroup": pop(to: ["table"])
        case "tbody", "tfoot", "thead":
            pop(to: ["table"])
            push(tag)
        case "td", "th", "tr":
            pop(to: ["table"])
            push(implied: "tbody")
            start(tag)
        case "table":
            pop(through: "table")
            start(tag)
        case "form": break
        default: return false
        }
        return true
    }

    /// Whether the end tag was one for a table, and is dealt with.
    mutating func tableEnd(_ name: String) -> Bool {
        guard let context = tableContext(), context != "template" else { return false }
        let isPart = HTMLTraits.of(name).contains(.tablePart)
        guard isPart || name == "table" else { return false }
        if name == context {
            close(name)
        } else if endsOuterPart(name, of: context) {
            close(context)
            end(name)
        }
        return true
    }

    /// Whether an end tag also ends the part `context` that is open inside what it names.
    private mutating func endsOuterPart(_ name: String, of context: String) -> Bool {
        switch context {
        case "caption": name == "table"
        case "table": false
        default: !Self.cells.contains(name) && isInScope(name, .table)
        }
    }

    private mutating func close(_ context: String) {
        switch context {
        case "td", "th", "caption":
            popImplied()
            pop(through: context)
            clearFormattingToMarker()
        case "table": pop(through: context)
        default:
            pop(to: [context])
            pop()
        }
    }

    private mutating func pop(to names: Set<String>) {
        while let element = current?.element, element.namespace != .html || !names.contains(element.name) { pop() }
    }
}
