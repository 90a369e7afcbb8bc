import Unroll

/// Markdown that is safe to write: literals are taken as they are, a text in an interpolation is escaped so that it stays
/// text in GitHub, Obsidian and pandoc alike. Only a literal of the program can become markup.
struct MarkdownText: ExpressibleByStringInterpolation {
    private(set) var text: String

    init(stringLiteral: StaticString) { text = stringLiteral.description }

    init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// The lines between two fences that are longer than any inside.
    init(fenced lines: [String]) {
        let fence = String(repeating: "`", count: max(3, longestFence(lines.joined(separator: "\n")) + 1))
        text = ([fence] + lines.map(legible) + [fence]).joined(separator: "\n")
    }

    /// A code span.
    init(code: String) {
        let code = oneLine(code)
        let fence = String(repeating: "`", count: longestFence(code) + 1)
        let pad = code.hasPrefix("`") || code.hasSuffix("`") ? " " : ""
        text = code.isEmpty ? "" : fence + pad + code + pad + fence
    }

    fileprivate init(joining parts: [MarkdownText], _ separator: MarkdownText) {
        text = parts.map(\.text).joined(separator: separator.text)
    }

    static func += (left: inout MarkdownText, right: MarkdownText) { left.text += right.text }

    /// The same without white space at the ends.
    var trimmed: MarkdownText {
        var result = self
        result.text = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        return result
    }

    /// The same as a block quote.
    var quoted: MarkdownText {
        var result: MarkdownText = ""
        result.text = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? ">" : "> " + $0 }.joined(separator: "\n")
        return result
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
        mutating func appendInterpolation(_ number: Int) { text += String(number) }
        mutating func appendInterpolation(_ markdown: MarkdownText) { text += markdown.text }
        mutating func appendInterpolation(_ markdown: MarkdownText?) { text += markdown?.text ?? "" }

        /// A text, escaped.
        mutating func appendInterpolation(_ text: String) {
            let isAtLineStart = self.text.isEmpty || self.text.hasSuffix("\n") || self.text.hasSuffix("- ")
            appendInterpolation(text, atLineStart: isAtLineStart)
        }

        mutating func appendInterpolation(_ text: String, atLineStart: Bool, inStyle: Bool = false) {
            self.text += MarkdownEscape(text, atLineStart: atLineStart, inStyle: inStyle).escaped
        }

        /// A text that stands between the marks of a style.
        mutating func appendInterpolation(inStyle text: String) {
            appendInterpolation(text, atLineStart: false, inStyle: true)
        }

        /// The target of a link, between round brackets of its own.
        mutating func appendInterpolation(_ link: Link) { text += markdownTarget(link) }
    }
}

extension [MarkdownText] {
    func joined(_ separator: MarkdownText) -> MarkdownText { MarkdownText(joining: self, separator) }
}

private func longestFence(_ text: String) -> Int {
    text.utf8.reduce(into: (run: 0, longest: 0)) { state, byte in
        state.run = byte == 0x60 ? state.run + 1 : 0
        state.longest = max(state.longest, state.run)
    }.longest
}

/// What Markdown would read inside an address is percent-encoded; a `&` that would begin an entity is written as one.
private func markdownTarget(_ link: Link) -> String {
    let text = link.address
    if !text.utf8.contains(where: isMarkupInTarget) { return text }
    let address = Array(text.unicodeScalars)
    var target = ""
    for (position, scalar) in address.enumerated() {
        switch scalar {
        case "(": target += "%28"
        case ")": target += "%29"
        case "*": target += "%2A"
        case "[": target += "%5B"
        case "]": target += "%5D"
        // Obsidian would take the rest for a comment.
        case "%" where address.dropFirst(position + 1).first == "%": target += "%25"
        case "&" where beginsEntity(address[(position + 1)...]): target += "&amp;"
        default: target.unicodeScalars.append(scalar)
        }
    }
    return target
}

private func isMarkupInTarget(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "(", ")", "*", "[", "]", "%", "&": true
    default: false
    }
}

/// HTML's longest name of a character has 31 letters.
private func beginsEntity(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    let name = rest.prefix(33).prefix { $0 == "#" || $0.properties.isAlphabetic || ("0"..."9").contains($0) }
    return !name.isEmpty && rest.dropFirst(name.count).first == ";"
}
