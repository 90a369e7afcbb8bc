import Unroll

/// A font as pages use it: glyphs by codes that stand for a glyph and the text behind it.
protocol PageFont: AnyObject {
    var bytesPerCode: Int { get }
    /// Whether any of its glyphs is shown. A font may be asked for and then not be needed.
    var isShown: Bool { get }
    /// The width of the glyph behind a code, in thousandths of the size.
    func width(of code: UInt16) -> Int
    /// Writes the font to the file, when everything that is shown is known.
    func write(to file: inout PDFFile) throws(PrintFailure) -> PDFReference
}

/// Gives every pair of a glyph and the text behind it a code.
struct CodeTable {
    struct Entry {
        var glyph: UInt32
        var text: [UInt8]
    }

    private struct Key: Hashable {
        var glyph: UInt32
        var text: [UInt8]
    }

    let first: UInt16
    let limit: Int
    private(set) var entries: [Entry] = []
    private var short: [UInt64: UInt16] = [:]
    private var long: [Key: UInt16] = [:]

    init(first: UInt16, limit: Int) { (self.first, self.limit) = (first, limit) }

    var isEmpty: Bool { entries.isEmpty }
    var isFull: Bool { entries.count >= limit }

    /// The code of a pair, and whether it is new; nil where there is no room for another one.
    mutating func code(_ glyph: UInt32, _ text: some Collection<UInt8>) -> (code: UInt16, isNew: Bool)? {
        // Up to four bytes of text and the glyph's number make a key of one word.
        if text.count <= 4 {
            let key = text.reduce(UInt64(glyph) << 32) {
                ($0 & 0xffff_ffff_0000_0000) | ($0 & 0xff_ffff) << 8 | UInt64($1)
            }
            if let known = short[key] { return (known, false) }
            return add(glyph, Array(text)).map { code in
                short[key] = code
                return (code, true)
            }
        }
        let key = Key(glyph: glyph, text: Array(text))
        if let known = long[key] { return (known, false) }
        return add(glyph, key.text).map { code in
            long[key] = code
            return (code, true)
        }
    }

    private mutating func add(_ glyph: UInt32, _ text: [UInt8]) -> UInt16? {
        if isFull { return nil }
        entries.append(Entry(glyph: glyph, text: text))
        return first + UInt16(entries.count - 1)
    }

    func entry(_ code: UInt16) -> Entry { entries[Int(code - first)] }
}
