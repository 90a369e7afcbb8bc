/// Something that can stand in a PDF file (ISO 32000-1, 7.3). What a post holds reaches a file only through the types that conform: each writes
/// its own delimiters and escapes, so no value can end itself and go on as syntax.
protocol PDFObject {
    func write(to bytes: inout [UInt8])
}

extension Int: PDFObject {
    func write(to bytes: inout [UInt8]) {
        if self < 0 {
            bytes.append(0x2d)
            (0 - self).write(to: &bytes)
            return
        }
        var (digits, rest) = (1, self / 10)
        while rest > 0 { (digits, rest) = (digits + 1, rest / 10) }
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0x30, count: digits))
        var (index, value) = (start + digits - 1, self)
        while value > 0 {
            bytes[index] = 0x30 + UInt8(value % 10)
            (index, value) = (index - 1, value / 10)
        }
    }
}

/// A number with at most three decimals; what is no number is 0, and what is beyond a page's reach is cut.
extension Double: PDFObject {
    func write(to bytes: inout [UInt8]) {
        let limit = 1_000_000.0
        let thousandths = isNaN ? 0 : Int((Swift.min(limit, Swift.max(-limit, self)) * 1000).rounded())
        let (size, fraction) = (thousandths.magnitude / 1000, Int(thousandths.magnitude % 1000))
        if thousandths < 0 { bytes.append(0x2d) }
        Int(size).write(to: &bytes)
        if fraction == 0 { return }
        bytes.append(0x2e)
        bytes.append(0x30 + UInt8(fraction / 100))
        if fraction % 100 != 0 { bytes.append(0x30 + UInt8(fraction / 10 % 10)) }
        if fraction % 10 != 0 { bytes.append(0x30 + UInt8(fraction % 10)) }
    }
}

extension Bool: PDFObject {
    func write(to bytes: inout [UInt8]) { bytes += (self ? "true" : "false").utf8 }
}

/// The number of an object in the file. Every object is of generation 0.
struct PDFReference: PDFObject, Hashable {
    let number: Int

    func write(to bytes: inout [UInt8]) {
        number.write(to: &bytes)
        bytes += " 0 R".utf8
    }
}

struct PDFArray: PDFObject {
    private var bytes: [UInt8] = [0x5b]

    init() {}

    init(_ items: [any PDFObject]) { for item in items { append(item) } }

    mutating func append(_ item: some PDFObject) {
        if bytes.count > 1 { bytes.append(0x20) }
        item.write(to: &bytes)
    }

    func write(to bytes: inout [UInt8]) {
        bytes += self.bytes
        bytes.append(0x5d)
    }
}

struct PDFDictionary: PDFObject, ExpressibleByDictionaryLiteral {
    private var bytes: [UInt8] = [0x3c, 0x3c]

    init() {}

    /// In the order of the literal.
    init(dictionaryLiteral entries: (PDFName, any PDFObject)...) {
        for (key, value) in entries { self[key] = value }
    }

    /// Adds an entry; of nil, none. A key is written once by whoever makes the dictionary.
    subscript(key: PDFName) -> (any PDFObject)? {
        get { nil }
        set {
            guard let newValue else { return }
            key.write(to: &bytes)
            bytes.append(0x20)
            newValue.write(to: &bytes)
        }
    }

    func write(to bytes: inout [UInt8]) {
        bytes += self.bytes
        bytes += ">>".utf8
    }
}
