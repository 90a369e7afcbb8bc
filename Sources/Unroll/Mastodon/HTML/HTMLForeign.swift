/// SVG and MathML ("The rules for parsing tokens in foreign content").
extension HTMLEvents {
    func startsInForeignContent(_ tag: HTMLTag) -> Bool {
        guard isForeign, let element = current?.element else { return false }
        guard element.traits.contains(.integration) else {
            return !(element.name == "annotation-xml" && tag.name == "svg")
        }
        let isMathText = element.namespace == .mathML && element.name != "annotation-xml"
        return isMathText && ["mglyph", "malignmark"].contains(tag.name)
    }

    mutating func foreignStart(_ tag: HTMLTag) {
        if breaksOut(tag) {
            while let element = current?.element, element.namespace != .html, !element.traits.contains(.integration) {
                pop()
            }
            return start(tag)
        }
        pushForeign(tag, namespace: current?.element.namespace ?? .svg)
    }

    mutating func pushForeign(_ tag: HTMLTag, namespace: HTMLElement.Namespace) {
        if push(HTMLElement(tag, namespace: namespace)) != nil && tag.isSelfClosing { pop() }
    }

    private func breaksOut(_ tag: HTMLTag) -> Bool {
        HTMLTraits.of(tag.name).contains(.breakout)
            || tag.name == "font" && tag.attributes.contains { ["color", "face", "size"].contains($0.name) }
    }

    mutating func foreignEnd(_ name: String) {
        if name == "p" || name == "br" {
            while let element = current?.element, element.namespace != .html, !element.traits.contains(.integration) {
                pop()
            }
            return endInHTML(name)
        }
        for index in open.indices.reversed() {
            countStep()
            let element = open[index].element
            if element.namespace == .html { return endInHTML(name) }
            if element.name == name {
                while open.count > index { pop() }
                return
            }
        }
    }
}
