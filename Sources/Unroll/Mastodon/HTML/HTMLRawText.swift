extension HTMLTokenizer {
    /// The content of an element whose text is no markup (`<style>`, `<xmp>`), and passes its end tag.
    mutating func rawText(of name: String) -> [UInt8] {
        let start = position
        while position < bytes.count && !seesEndTag(of: name) { position += 1 }
        let content = shown(bytes[start..<position])
        skipEndTag()
        return content
    }

    /// Text without markup as it is shown: NUL becomes U+FFFD.
    func shown(_ text: ArraySlice<UInt8>) -> [UInt8] {
        text.contains(0) ? text.flatMap { $0 == 0 ? [0xef, 0xbf, 0xbd] : [$0] } : Array(text)
    }

    /// Passes a script and its end tag. Inside `<!-- … -->` a script may hold a script, end tag and all ("script data
    /// double escaped state").
    mutating func skipScript() {
        var isEscaped = false, isDoublyEscaped = false
        while position < bytes.count {
            if isEscaped && sees("-->") {
                (isEscaped, isDoublyEscaped) = (false, false)
            } else if !isEscaped && sees("<!--") {
                isEscaped = true
                position += 1
            } else if isDoublyEscaped && seesEndTag(of: "script") {
                isDoublyEscaped = false
            } else if seesEndTag(of: "script") {
                return skipEndTag()
            } else if isEscaped && sees("<script") && isTagNameEnd(byte(7)) {
                isDoublyEscaped = true
            }
            position += 1
        }
    }

    private mutating func skipEndTag() {
        position = min(position + 2, bytes.count)
        _ = tag()
    }

    private func seesEndTag(of name: String) -> Bool {
        guard byte() == UInt8(ascii: "<"), byte(1) == UInt8(ascii: "/") else { return false }
        let start = position + 2
        return bytes[start...].prefix(name.utf8.count).lazy.map(lowercased).elementsEqual(name.utf8)
            && isTagNameEnd(byte(2 + name.utf8.count))
    }

    private func isTagNameEnd(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return isHTMLSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }
}
