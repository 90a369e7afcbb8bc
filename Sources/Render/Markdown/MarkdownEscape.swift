/// Escapes a text for the place between other inline Markdown, as sparingly as GitHub, Obsidian and pandoc together allow:
/// a backslash goes before what would begin markup in any of them.
struct MarkdownEscape {
    private(set) var escaped = ""
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var isAtLineStart: Bool
    private let isInStyle: Bool

    /// `inStyle`: between marks, which a quotation that begins inside and ends outside would break for pandoc.
    init(_ text: String, atLineStart: Bool, inStyle: Bool = false) {
        scalars = Array(legible(text).unicodeScalars)
        isInStyle = inStyle
        isAtLineStart = atLineStart
        while position < scalars.count {
            if isAtLineStart { beginLine() }
            if position < scalars.count { take() }
        }
    }

    private func at(_ offset: Int) -> Unicode.Scalar? {
        let index = position + offset
        return scalars.indices.contains(index) ? scalars[index] : nil
    }

    private mutating func take() {
        let scalar = scalars[position]
        switch scalar {
        case "\n": isAtLineStart = true
        case "%" where at(1) == "%" || at(-1) == "%":
            escaped += "&#37;"
            position += 1
            return
        default: if isMarkup(scalar) { escaped += "\\" }
        }
        escaped.unicodeScalars.append(scalar)
        position += 1
    }

    private func isMarkup(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\\", "`", "*", "[", "]", "<", "~", "^", "$", "|", "{", "}": true
        case "_": !(isWord(at(-1)) && isWord(at(1)))
        case "#": at(1).map { !$0.properties.isWhitespace } ?? false
        case "@": isInStyle || (at(1).map { !$0.properties.isWhitespace } ?? true)
        case "\"": isInStyle
        case "'": isInStyle && !(isWord(at(-1)) && isWord(at(1)))
        case "&": at(1).map { isLetter($0) || $0 == "#" } ?? false
        case "!": at(1) == nil
        case "=", "-": at(1) == scalar
        case ".": isAfterWWW
        case ":": isMarkupColon
        default: false
        }
    }

    /// `www.` would become a link by itself.
    private var isAfterWWW: Bool { (1...3).allSatisfy { at(-$0) == "w" || at(-$0) == "W" } }

    /// Addresses that would become links, `:shortcodes:`, `:::` and `key::`.
    private var isMarkupColon: Bool {
        switch at(1) {
        case nil: return false
        case ":", "/": return true
        case let next? where next.properties.isWhitespace: return false
        default: return isLetter(at(-1)) && isWord(at(1)) || isShortcode
        }
    }

    /// `:name:`, but not the minutes of `10:30:00`.
    private var isShortcode: Bool {
        var hasLetter = false
        for offset in 1...40 {
            guard let scalar = at(offset) else { return false }
            if scalar == ":" { return hasLetter || offset > 3 }
            if !isWord(scalar) && !"+-_".unicodeScalars.contains(scalar) { return false }
            hasLetter = hasLetter || !isDigit(scalar)
        }
        return false
    }

    /// Drops indentation, and takes the sense from what would begin a heading, list, quote, rule, table or definition.
    private mutating func beginLine() {
        isAtLineStart = false
        while at(0) == " " || at(0) == "\u{a0}" { position += 1 }
        switch at(0) {
        case "-", "+", "=", ">", ":", "%", "#", "|", "~", "@": escapeNext()
        default:
            if let length = listMark {
                for _ in 0..<length { take() }
                escapeNext()
            }
        }
    }

    private mutating func escapeNext() {
        if at(0) == "%" {
            escaped += "&#37;"
        } else if let scalar = at(0) {
            escaped += "\\"
            escaped.unicodeScalars.append(scalar)
        }
        position += 1
    }

    /// How many code points stand before the `.` or `)` of what would begin a numbered list: digits, a letter, a Roman
    /// numeral, `#`, or a label of pandoc's, with or without a bracket before it.
    private var listMark: Int? {
        let start = at(0) == "(" ? 1 : 0
        var length = start
        while length < start + 20, let scalar = at(length), isWord(scalar) || scalar == "#" || scalar == "@" {
            length += 1
        }
        guard length > start, at(length) == "." || at(length) == ")",
            at(length + 1).map(\.properties.isWhitespace) ?? true
        else { return nil }
        let mark = scalars[position + start..<position + length]
        let isNumber = mark.allSatisfy(isDigit) && mark.count <= 10
        let isRoman = mark.allSatisfy { "ivxlcdmIVXLCDM".unicodeScalars.contains($0) }
        return isNumber || isRoman || mark.count == 1 || mark.first == "#" || mark.first == "@" ? length : nil
    }
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

private func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
}

private func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    return isLetter(scalar) || isDigit(scalar)
}
