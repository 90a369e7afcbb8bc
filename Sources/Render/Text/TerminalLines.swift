/// Cuts text into lines of at most so many columns: at spaces, between ideographs, and inside a word only where it is longer
/// than a line.
struct TerminalLines {
    struct Cell {
        var character: Character
        var columns: Int
        var style: TerminalStyle
    }

    private(set) var lines: [[Cell]] = []
    private var line: [Cell] = []
    private var columns = 0
    /// Where the line may be cut: the index of what would begin the next one.
    private var cut: Int?
    private let limit: Int
    private let keepsSpaces: Bool

    /// `keepsSpaces`: indentation stays, as in code.
    init(_ text: TerminalText, columns limit: Int, keepsSpaces: Bool = false) {
        (self.limit, self.keepsSpaces) = (max(2, limit), keepsSpaces)
        for run in text.runs { take(run.text, run.style) }
        endLine()
    }

    private mutating func take(_ text: String, _ style: TerminalStyle) {
        let utf8 = text.utf8
        var index = text.startIndex
        while index < text.endIndex {
            let next = utf8.index(after: index)
            // A letter of ASCII before another one stands by itself; only others have to be looked up.
            let isAlone = utf8[index] < 0x80 && (next == text.endIndex || utf8[next] < 0x80)
            if isAlone { take(utf8[index], style) } else { take(text[index], style) }
            index = isAlone ? next : text.index(after: index)
        }
    }

    private mutating func take(_ byte: UInt8, _ style: TerminalStyle) {
        switch byte {
        case 0x0a: endLine()
        case 0x20: if keepsSpaces || !line.isEmpty { addSpace(style) }
        default: add(Cell(character: Character(Unicode.Scalar(byte)), columns: 1, style: style))
        }
    }

    private mutating func take(_ character: Character, _ style: TerminalStyle) {
        if character.utf8.count == 1, let byte = character.utf8.first { return take(byte, style) }
        switch character {
        case "\u{200b}": cut = line.count
        case "\u{ad}": break
        default: add(Cell(character: character, columns: character.columns, style: style))
        }
    }

    private mutating func addSpace(_ style: TerminalStyle) {
        line.append(Cell(character: " ", columns: 1, style: style))
        columns += 1
        cut = line.count
    }

    private mutating func add(_ cell: Cell) {
        if columns + cell.columns > limit && !line.isEmpty { breakLine() }
        if let last = line.last, mayPart(last, cell) { cut = line.count }
        line.append(cell)
        columns += cell.columns
    }

    /// Ends the line at the last place where it may be cut, else here.
    private mutating func breakLine() {
        let end = cut ?? line.count
        let rest = Array(line[end...])
        line.removeSubrange(end...)
        endLine()
        line = rest
        columns = rest.reduce(0) { $0 + $1.columns }
    }

    private mutating func endLine() {
        while line.last?.character == " " { line.removeLast() }
        lines.append(line)
        (line, columns, cut) = ([], 0, nil)
    }

    private func mayPart(_ left: Cell, _ right: Cell) -> Bool {
        if !isIdeographic(left) && !isIdeographic(right) { return false }
        return !TerminalLines.neverFirst.contains(right.character) && !TerminalLines.neverLast.contains(left.character)
    }

    /// Korean parts its words with spaces.
    private func isIdeographic(_ cell: Cell) -> Bool {
        guard cell.columns == 2, let first = cell.character.unicodeScalars.first else { return false }
        return !(0xac00...0xd7a3).contains(first.value) && !(0x1100...0x11ff).contains(first.value)
    }

    private static let neverFirst = Set("、。，．・：；？！）」』】〕〉》”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}")
    private static let neverLast = Set("（「『【〔〈《“‘([{")
}
