/// Start tags ("in body" insertion mode).
extension HTMLEvents {
    mutating func bodyStart(_ tag: HTMLTag) {
        let traits = HTMLTraits.of(tag.name)
        if !traits.isDisjoint(with: [.document, .tablePart]) { return }
        if tag.name == "form" && form != nil && !isInTemplate { return }
        if traits.contains(.closesParagraph) { closeParagraph() }
        if traits.contains(.rawText) {
            rawText(tag)
        } else if traits.contains(.void) {
            void(tag)
        } else if traits.contains(.formatting) {
            formattingStart(tag)
        } else if traits.contains(.closesParagraph) {
            blockStart(tag)
        } else {
            otherStart(tag)
        }
    }

    private mutating func rawText(_ tag: HTMLTag) {
        switch tag.name {
        case "script": tokenizer.skipScript()
        case "xmp":
            reopenFormatting()
            let text = tokenizer.rawText(of: tag.name)
            let isOpen = push(HTMLElement(tag)) != nil
            emit(.text(text))
            if isOpen { pop() }
        default: _ = tokenizer.rawText(of: tag.name)
        }
    }

    private mutating func void(_ tag: HTMLTag) {
        if tag.name != "hr" { reopenFormatting() }
        emit(.void(HTMLElement(tag)))
    }

    private mutating func formattingStart(_ tag: HTMLTag) {
        switch tag.name {
        case "a": closeLink()
        case "nobr":
            reopenFormatting()
            if isInScope("nobr") { closeFormatting("nobr") }
        default: break
        }
        reopenFormatting()
        pushFormatting(tag)
    }

    /// A link inside a link ends the outer one, wherever that began.
    private mutating func closeLink() {
        let start = (formatting.lastIndex { $0 == nil } ?? -1) + 1
        guard let entry = formatting[start...].last(where: { $0?.element.name == "a" }) ?? nil else { return }
        closeFormatting("a")
        formatting.removeAll { $0?.id == entry.id }
        if let index = indexOfOpen(entry.id) { remove(at: index) }
    }

    private mutating func blockStart(_ tag: HTMLTag) {
        switch tag.name {
        case "h1", "h2", "h3", "h4", "h5", "h6":
            if current.map({ isHeading($0.element) }) == true { pop() }
            push(tag)
        case "pre", "listing":
            push(tag)
            if tokenizer.byte() == 0x0a { tokenizer.position += 1 }
        case "form":
            let entry = push(HTMLElement(tag))
            if !isInTemplate { form = entry?.id }
        case "plaintext":
            push(tag)
            emit(.text(tokenizer.rest()))
        default: push(tag)
        }
    }

    private mutating func otherStart(_ tag: HTMLTag) {
        switch tag.name {
        case "li": itemStart(tag, closing: ["li"])
        case "dd", "dt": itemStart(tag, closing: ["dd", "dt"])
        case "template":
            push(tag)
            pushMarker()
        case "applet", "marquee", "object":
            reopenFormatting()
            push(tag)
            pushMarker()
        case "rb", "rtc", "rp", "rt":
            if isInScope("ruby") { popImplied(except: ["rp", "rt"].contains(tag.name) ? "rtc" : nil) }
            push(tag)
        case "svg", "math":
            reopenFormatting()
            pushForeign(tag, namespace: tag.name == "svg" ? .svg : .mathML)
        case "image":
            void(HTMLTag(name: "img", attributes: tag.attributes))
        default:
            if tag.name == "button" && isInScope("button") { closeBlock("button") }
            if ["optgroup", "option"].contains(tag.name) && current?.element.isHTML("option") == true { pop() }
            reopenFormatting()
            push(tag)
        }
    }

    /// A list item ends the one before, unless another block stands between.
    private mutating func itemStart(_ tag: HTMLTag, closing names: Set<String>) {
        for entry in open.reversed() {
            countStep()
            let element = entry.element
            if element.namespace == .html && names.contains(element.name) {
                popImplied(except: element.name)
                pop(through: element.name)
                break
            }
            let isTransparent = ["address", "div", "p"].contains { element.isHTML($0) }
            if element.traits.contains(.special) && !isTransparent { break }
        }
        closeParagraph()
        push(tag)
    }
}

func isHeading(_ element: HTMLElement) -> Bool {
    element.namespace == .html && ["h1", "h2", "h3", "h4", "h5", "h6"].contains(element.name)
}
