/// Escapes a text for the place between other inline Markdown, as sparingly as GitHub, Obsidian and pandoc together allow:
/// a backslash goes before what would begin markup in any of them. All markup is ASCII, so it looks at bytes.
struct MarkdownEscape {
    var escaped: String { String(decoding: bytes, as: UTF8.self) }

    private var bytes: [UInt8] = []
    private let utf8: [UInt8]
    private var position = 0
    private var isAtLineStart: Bool
    private let isInStyle: Bool

    /// `inStyle`: between marks, which a quotation that begins inside and ends outside would break for pandoc.
    init(_ text: String, atLineStart: Bool, inStyle: Bool = false) {
        utf8 = Array(legible(text).utf8)
        isInStyle = inStyle
        isAtLineStart = atLineStart
        bytes.reserveCapacity(utf8.count + 16)
        while position < utf8.count {
            if isAtLineStart { beginLine() }
            if position < utf8.count { take() }
        }
    }

    private func at(_ offset: Int) -> UInt8? {
        let index = position + offset
        return utf8.indices.contains(index) ? utf8[index] : nil
    }

    /// Whether white space stands there; nil where nothing does.
    private func isSpace(at offset: Int) -> Bool? {
        guard let byte = at(offset) else { return nil }
        if byte < 0x80 { return Unicode.Scalar(byte).isSpace }
        return utf8.withUnsafeBufferPointer { $0.scalar(at: position + offset).0.isSpace }
    }

    private mutating func take() {
        let byte = utf8[position]
        switch byte {
        case 0x0a: isAtLineStart = true
        case UInt8(ascii: "%") where at(1) == byte || at(-1) == byte:
            bytes += "&#37;".utf8
            position += 1
            return
        default: if isMarkup(byte) { bytes.append(UInt8(ascii: "\\")) }
        }
        bytes.append(byte)
        position += 1
    }

    private func isMarkup(_ byte: UInt8) -> Bool {
        switch Unicode.Scalar(byte) {
        case "\\", "`", "*", "[", "]", "<", "~", "^", "$", "|", "{", "}": true
        case "_": !(isWord(at(-1)) && isWord(at(1)))
        case "#": isSpace(at: 1) == false
        case "@": isInStyle || isSpace(at: 1) != true
        case "\"": isInStyle
        case "'": isInStyle && !(isWord(at(-1)) && isWord(at(1)))
        case "&": isLetter(at(1)) || at(1) == UInt8(ascii: "#")
        case "!": at(1) == nil
        case "=", "-": at(1) == byte
        case ".": isAfterWWW
        case ":": isMarkupColon
        default: false
        }
    }

    /// `www.` would become a link by itself.
    private var isAfterWWW: Bool { (1...3).allSatisfy { at(-$0).map { $0 | 0x20 } == UInt8(ascii: "w") } }

    /// Addresses that would become links, `:shortcodes:`, `:::` and `key::`.
    private var isMarkupColon: Bool {
        switch isSpace(at: 1) {
        case nil: false
        case true?: false
        case false?:
            at(1) == UInt8(ascii: ":") || at(1) == UInt8(ascii: "/") || isLetter(at(-1)) && isWord(at(1)) || isShortcode
        }
    }

    /// `:name:`, but not the minutes of `10:30:00`.
    private var isShortcode: Bool {
        var hasLetter = false
        for offset in 1...40 {
            guard let byte = at(offset) else { return false }
            if byte == UInt8(ascii: ":") { return hasLetter || offset > 3 }
            if !isWord(byte) && !"+-_".utf8.contains(byte) { return false }
            hasLetter = hasLetter || !isDigit(byte)
        }
        return false
    }

    /// Drops indentation, and takes the sense from what would begin a heading, list, quote, rule, table or definition.
    private mutating func beginLine() {
        isAtLineStart = false
        while true {
            if at(0) == 0x20 {
                position += 1
            } else if at(0) == 0xc2 && at(1) == 0xa0 {
                position += 2
            } else {
                break
            }
        }
        switch at(0).map({ Unicode.Scalar($0) }) {
        case "-", "+", "=", ">", ":", "%", "#", "|", "~", "@": escapeNext()
        default:
            if let length = listMark {
                for _ in 0..<length { take() }
                escapeNext()
            }
        }
    }

    private mutating func escapeNext() {
        if at(0) == UInt8(ascii: "%") {
            bytes += "&#37;".utf8
        } else if let byte = at(0) {
            bytes += [UInt8(ascii: "\\"), byte]
        }
        position += 1
    }

    /// How many characters stand before the `.` or `)` of what would begin a numbered list: digits, a letter, a Roman
    /// numeral, `#`, or a label of pandoc's, with or without a bracket before it.
    private var listMark: Int? {
        let start = at(0) == UInt8(ascii: "(") ? 1 : 0
        var length = start
        while length < start + 20, let byte = at(length), isWord(byte) || "#@".utf8.contains(byte) { length += 1 }
        guard length > start, let end = at(length), ".)".utf8.contains(end), isSpace(at: length + 1) ?? true else {
            return nil
        }
        let mark = utf8[position + start..<position + length]
        let isNumber = mark.allSatisfy(isDigit) && mark.count <= 10
        let isRoman = mark.allSatisfy { "ivxlcdmIVXLCDM".utf8.contains($0) }
        return isNumber || isRoman || mark.count == 1 || mark.first.map { "#@".utf8.contains($0) } == true
            ? length : nil
    }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isLetter(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return (0x61...0x7a).contains(byte | 0x20)
}

private func isWord(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return isLetter(byte) || isDigit(byte)
}
