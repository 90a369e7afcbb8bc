extension PostTextWriter {
    /// What stands between two visible stretches of text; only written once the second one comes.
    struct Gap {
        /// Line ends that block elements ask for.
        private(set) var lines = 0
        /// Line ends from `<br>`.
        private var breaks = 0
        private var hasSpace = false
        /// White space that counts, inside `<pre>`.
        private var kept: [UInt8] = []
        /// What goes between two cells of a table.
        var separator = ""
        /// What goes before a list item.
        var marker = ""

        var endsBlock: Bool { lines > 0 }

        mutating func addSpace() { hasSpace = true }

        mutating func keep(_ space: some Sequence<UInt8>) { kept += space }

        mutating func breakLine() {
            breaks += 1
            (hasSpace, kept, separator) = (false, [], "")
        }

        /// A `<br>` that ends a block only ends its last line.
        mutating func breakBlock(lines count: Int) {
            if lines == 0 && breaks > 0 { breaks -= 1 }
            lines = max(lines, count)
            (hasSpace, kept, separator) = (false, [], "")
        }

        func lineBreaks(isFirst: Bool) -> [UInt8] {
            if isFirst { return [] }
            return Array(repeating: 0x0a, count: lines > 0 ? min(2, lines + breaks) : breaks)
        }

        /// What stands before the visible text on its line.
        func prefix(isLineStart: Bool) -> [UInt8] {
            if !marker.isEmpty { return Array(marker.utf8) }
            if !separator.isEmpty { return Array(separator.utf8) }
            if !kept.isEmpty {
                let end = isLineStart ? kept.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0 : 0
                return Array(kept[end...])
            }
            return hasSpace && !isLineStart ? [0x20] : []
        }
    }
}
