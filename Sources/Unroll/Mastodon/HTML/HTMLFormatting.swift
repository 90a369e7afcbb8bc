extension HTMLEvents {
    /// Opens a formatting element and remembers it; of more than three alike the oldest is forgotten ("Noah's Ark clause").
    mutating func pushFormatting(_ tag: HTMLTag) {
        guard let entry = push(HTMLElement(tag)) else { return }
        let start = (formatting.lastIndex { $0 == nil } ?? -1) + 1
        let alike = formatting[start...].indices.filter { isAlike(formatting[$0]?.element, entry.element) }
        if alike.count >= 3 { formatting.remove(at: alike[0]) }
        formatting.append(entry)
        if formatting.count > Self.maximumFormatting { formatting.removeFirst() }
    }

    private func isAlike(_ left: HTMLElement?, _ right: HTMLElement) -> Bool {
        guard let left, left.name == right.name, left.attributes.count == right.attributes.count else { return false }
        return Set(left.attributes) == Set(right.attributes)
    }

    mutating func pushMarker() { formatting.append(nil) }

    mutating func clearFormattingToMarker() {
        while let last = formatting.popLast() {
            if last == nil { return }
        }
    }

    /// Opens formatting elements again that a block cut off ("reconstruct the active formatting elements").
    mutating func reopenFormatting() {
        var first = formatting.endIndex
        while first > 0, let entry = formatting[first - 1], indexOfOpen(entry.id) == nil { first -= 1 }
        for case let entry? in formatting[first...] where !push(entry) { return }
    }

    /// Closes a formatting element, also where its tags and others' cross ("adoption agency algorithm").
    mutating func closeFormatting(_ name: String) {
        if let current, current.element.isHTML(name), !isRemembered(current.id) { return pop() }
        for _ in 0..<8 {
            let start = (formatting.lastIndex { $0 == nil } ?? -1) + 1
            guard let listed = formatting[start...].lastIndex(where: { $0?.element.name == name }),
                let entry = formatting[listed]
            else { return endOrdinary(name) }
            guard let index = indexOfOpen(entry.id) else {
                formatting.remove(at: listed)
                return
            }
            if open[(index + 1)...].contains(where: { $0.element.traits.contains(.scope) }) { return }
            guard let block = open[(index + 1)...].firstIndex(where: { $0.element.traits.contains(.special) }) else {
                while open.count > index { pop() }
                formatting.remove(at: listed)
                return
            }
            move(entry, at: index, into: block)
        }
    }

    private func isRemembered(_ id: Int) -> Bool { formatting.contains { $0?.id == id } }

    /// Moves an open formatting element from around a block to inside it, and lets go of what stood between and is no formatting
    /// element.
    private mutating func move(_ entry: Entry, at index: Int, into block: Int) {
        var block = block
        var neighbour: Int?
        for (passed, node) in (index + 1..<block).reversed().enumerated() {
            let id = open[node].id
            if passed >= 3 { formatting.removeAll { $0?.id == id } }
            if isRemembered(id) {
                neighbour = neighbour ?? id
            } else {
                remove(at: node)
                block -= 1
            }
        }
        let listed = formatting.firstIndex { $0?.id == entry.id } ?? formatting.startIndex
        formatting.remove(at: listed)
        let bookmark = formatting.firstIndex { $0 != nil && $0?.id == neighbour }.map { $0 + 1 }
        formatting.insert(entry, at: bookmark ?? listed)
        remove(at: index)
        open.insert(entry, at: block)
        emit(.open(id: entry.id, entry.element))
    }
}
