/// Lines as they are written to a terminal or a file.
struct TextPage {
    private(set) var bytes: [UInt8] = []
    private var mark: TerminalText?
    let width: Int
    let hasStyles: Bool

    init(width: Int, hasStyles: Bool) { (self.width, self.hasStyles) = (max(20, width), hasStyles) }

    mutating func blank() { bytes.append(0x0a) }

    /// What stands in the margin of the next line only, in place of as many columns of it.
    mutating func mark(_ mark: TerminalText) { self.mark = mark }

    /// A paragraph, wrapped between the margin and the page's width.
    mutating func write(_ text: TerminalText, _ margin: TerminalText = "", keepsSpaces: Bool = false) {
        let columns = max(10, width - margin.columns)
        let lines = TerminalLines(text, columns: columns, keepsSpaces: keepsSpaces).lines
        for line in lines { write(line, margin) }
    }

    /// An address on a line of its own, which is left whole so that it can be followed.
    mutating func write(address: TerminalText, _ margin: TerminalText) { write(address.cells, margin) }

    private mutating func write(_ line: [TerminalLines.Cell], _ margin: TerminalText) {
        var style = TerminalStyle.plain
        let mark = mark?.cells ?? []
        self.mark = nil
        for cell in mark + margin.cells.dropFirst(mark.count) + line {
            if hasStyles && cell.style != style {
                bytes += "\u{1b}[0m".utf8
                if cell.style != .plain { bytes += "\u{1b}[\(cell.style.rawValue)m".utf8 }
                style = cell.style
            }
            bytes += cell.character.utf8
        }
        if style != .plain { bytes += "\u{1b}[0m".utf8 }
        if !hasStyles { while bytes.last == 0x20 { bytes.removeLast() } }
        bytes.append(0x0a)
    }
}

extension TerminalText {
    fileprivate var cells: [TerminalLines.Cell] {
        runs.flatMap { run in
            run.text.map { TerminalLines.Cell(character: $0, columns: $0.columns, style: run.style) }
        }
    }

    var columns: Int { runs.reduce(0) { $1.text.reduce($0) { $0 + $1.columns } } }
}
