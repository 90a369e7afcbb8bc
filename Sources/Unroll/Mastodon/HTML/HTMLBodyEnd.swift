/// End tags ("in body" insertion mode).
extension HTMLEvents {
    mutating func bodyEnd(_ name: String) {
        let traits = HTMLTraits.of(name)
        if traits.contains(.document) { return }
        if traits.contains(.formatting) { return closeFormatting(name) }
        if traits.contains(.block) { return closeBlock(name) }
        switch name {
        case "p":
            if !isInScope("p", .button) { push(implied: "p") }
            closeParagraph()
        case "br": bodyStart(HTMLTag(name: "br"))
        case "li":
            guard isInScope("li", .listItem) else { return }
            popImplied(except: "li")
            pop(through: "li")
        case "dd", "dt":
            guard isInScope(name) else { return }
            popImplied(except: name)
            pop(through: name)
        case "h1", "h2", "h3", "h4", "h5", "h6":
            guard indexInScope(where: isHeading) != nil else { return }
            popImplied()
            pop(through: isHeading)
        case "applet", "marquee", "object":
            guard isInScope(name) else { return }
            closeBlock(name)
            clearFormattingToMarker()
        case "form": closeForm()
        case "template": closeTemplate()
        default: endOrdinary(name)
        }
    }

    mutating func closeBlock(_ name: String) {
        guard isInScope(name) else { return }
        popImplied()
        pop(through: name)
    }

    /// Ends an element that has no rules of its own, unless a block stands between ("any other end tag").
    mutating func endOrdinary(_ name: String) {
        for entry in open.reversed() {
            countStep()
            if entry.element.isHTML(name) {
                popImplied(except: name)
                while let current, current.id != entry.id { pop() }
                return pop()
            }
            if entry.element.traits.contains(.special) { return }
        }
    }

    /// Inside a template a form is an element like any other.
    private mutating func closeForm() {
        if isInTemplate { return closeBlock("form") }
        guard let id = form else { return }
        form = nil
        guard let index = indexOfOpen(id), !open[(index + 1)...].contains(where: { $0.element.traits.contains(.scope) })
        else { return }
        popImplied()
        if let index = indexOfOpen(id) { remove(at: index) }
    }

    var isInTemplate: Bool { open.contains { $0.element.isHTML("template") } }

    private mutating func closeTemplate() {
        guard isInTemplate else { return }
        pop(through: "template")
        clearFormattingToMarker()
    }
}
