extension HTMLEvents {
    /// The innermost open element.
    var current: Entry? { open.last }

    /// Whether the innermost open element belongs to SVG or MathML.
    var isForeign: Bool { open.last.map { $0.element.namespace != .html } ?? false }

    /// Opens an element and returns its entry; nil where it lies too deep.
    @discardableResult
    mutating func push(_ element: HTMLElement) -> Entry? {
        let entry = Entry(id: newID(), element: element)
        return push(entry) ? entry : nil
    }

    mutating func push(_ tag: HTMLTag) { push(HTMLElement(tag)) }

    /// Opens an element that an end or start tag implies.
    mutating func push(implied name: String) { push(HTMLTag(name: name)) }

    /// Parts of a table always fit in: there are three at most inside a table.
    mutating func push(_ entry: Entry) -> Bool {
        guard open.count < Self.maximumDepth || entry.element.traits.contains(.tablePart) else { return false }
        open.append(entry)
        emit(.open(id: entry.id, entry.element))
        return true
    }

    mutating func pop() {
        guard let entry = open.popLast() else { return }
        countStep()
        emit(.close(id: entry.id))
    }

    mutating func popAll() {
        while !open.isEmpty { pop() }
    }

    /// Closes elements up to and including the innermost one for which `isLast` holds.
    mutating func pop(through isLast: (HTMLElement) -> Bool) {
        while let entry = current {
            pop()
            if isLast(entry.element) { return }
        }
    }

    mutating func pop(through name: String) { pop { $0.isHTML(name) } }

    /// Closes one element and leaves those inside it open.
    mutating func remove(at index: Int) {
        emit(.close(id: open.remove(at: index).id))
    }

    /// Where the entry with this id is open.
    mutating func indexOfOpen(_ id: Int) -> Int? {
        for index in open.indices.reversed() {
            countStep()
            if open[index].id == id { return index }
        }
        return nil
    }

    enum Scope { case standard, listItem, button, table }

    /// The innermost open element for which `matches` holds, unless the scope ends before ("has an element in scope").
    mutating func indexInScope(_ scope: Scope = .standard, where matches: (HTMLElement) -> Bool) -> Int? {
        for index in open.indices.reversed() {
            countStep()
            let element = open[index].element
            if element.namespace == .html && matches(element) { return index }
            if ends(scope, element) { return nil }
        }
        return nil
    }

    mutating func isInScope(_ name: String, _ scope: Scope = .standard) -> Bool {
        indexInScope(scope) { $0.name == name } != nil
    }

    private func ends(_ scope: Scope, _ element: HTMLElement) -> Bool {
        switch scope {
        case .table: ["table", "template"].contains { element.isHTML($0) }
        case .standard: element.traits.contains(.scope)
        case .listItem: element.traits.contains(.scope) || element.isHTML("ol") || element.isHTML("ul")
        case .button: element.traits.contains(.scope) || element.isHTML("button")
        }
    }

    /// Closes elements whose end tag may be left out ("generate implied end tags").
    mutating func popImplied(except name: String? = nil) {
        while let element = current?.element, element.namespace == .html, element.traits.contains(.implied),
            element.name != name
        {
            pop()
        }
    }

    mutating func closeParagraph() {
        guard isInScope("p", .button) else { return }
        popImplied(except: "p")
        pop(through: "p")
    }
}
