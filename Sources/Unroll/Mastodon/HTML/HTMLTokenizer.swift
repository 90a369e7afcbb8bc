/// Cuts HTML source into tokens ("Tokenization" in the HTML standard), each byte once.
struct HTMLTokenizer {
    /// UTF-8 with `\n` as the only line end.
    let bytes: [UInt8]
    var position = 0

    init(_ source: some Sequence<UInt8>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.underestimatedCount)
        var previous: UInt8 = 0
        for byte in source {
            if byte == 0x0d || byte != 0x0a || previous != 0x0d { bytes.append(byte == 0x0d ? 0x0a : byte) }
            previous = byte
        }
        self.bytes = bytes
    }

    /// The next token. `inForeignContent` says that the innermost element belongs to SVG or MathML, where CDATA sections are text.
    mutating func next(inForeignContent: Bool) -> HTMLToken? {
        while position < bytes.count {
            if byte() != UInt8(ascii: "<") { return .text(text()) }
            if let token = markup(inForeignContent: inForeignContent) { return token }
        }
        return nil
    }

    /// Everything up to the end, as it stands (`<plaintext>`).
    mutating func rest() -> [UInt8] {
        defer { position = bytes.count }
        return shown(bytes[position...])
    }

    /// The byte `offset` places on; nil after the end.
    func byte(_ offset: Int = 0) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    /// Whether `word`, in lower case, stands `offset` places on, in whatever case.
    func sees(_ word: StaticString, at offset: Int = 0) -> Bool {
        let start = position + offset
        guard start + word.utf8CodeUnitCount <= bytes.count else { return false }
        return (0..<word.utf8CodeUnitCount).allSatisfy { lowercased(bytes[start + $0]) == word.utf8Start[$0] }
    }

    private mutating func text() -> [UInt8] {
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        defer { position = end }
        return CharacterReferences.decode(bytes[position..<end])
    }

    /// What a `<` begins; nil when it leaves no token.
    private mutating func markup(inForeignContent: Bool) -> HTMLToken? {
        switch byte(1) {
        case let letter? where isLetter(letter):
            position += 1
            return tag().map(HTMLToken.start)
        case UInt8(ascii: "/"): return endTag()
        case UInt8(ascii: "!"): return declaration(inForeignContent: inForeignContent)
        case UInt8(ascii: "?"): skip(past: ">")
        default:
            position += 1
            return .text([UInt8(ascii: "<")])
        }
        return nil
    }

    private mutating func endTag() -> HTMLToken? {
        guard let first = byte(2) else {
            position = bytes.count
            return .text(Array("</".utf8))
        }
        position += 2
        if isLetter(first) { return tag().map { .end(name: $0.name) } }
        skip(past: ">")
        return nil
    }

    private mutating func declaration(inForeignContent: Bool) -> HTMLToken? {
        if sees("<!--") {
            skipComment()
        } else if inForeignContent && sees("<![cdata[")
            && bytes[position + 3..<position + 8].elementsEqual("CDATA".utf8)
        {
            return .text(section())
        } else {
            skip(past: ">")
        }
        return nil
    }

    private mutating func skipComment() {
        position += 4
        if byte() == UInt8(ascii: ">") {
            position += 1
        } else if sees("->") {
            position += 2
        } else {
            while position < bytes.count && !sees("-->") && !sees("--!>") { position += 1 }
            skip(past: ">")
        }
    }

    private mutating func section() -> [UInt8] {
        position += 9
        let start = position
        while position < bytes.count && !sees("]]>") { position += 1 }
        defer { position = min(position + 3, bytes.count) }
        return Array(bytes[start..<position])
    }

    private mutating func skip(past character: Unicode.Scalar) {
        let found = bytes[position...].firstIndex(of: UInt8(ascii: character)) ?? bytes.count
        position = min(found + 1, bytes.count)
    }
}

/// HTML's white space: tab, line feed, form feed, carriage return, space.
func isHTMLSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0a || byte == 0x09 || byte == 0x0c || byte == 0x0d }

func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }

func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5a).contains(byte) ? byte | 0x20 : byte }
