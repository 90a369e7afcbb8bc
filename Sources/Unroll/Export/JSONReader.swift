/// Reads one JSON value from beginning to end, and of it only what is asked for: of the gigabytes of an export Skein wants a tenth. A
/// member that is damaged or of the wrong type counts as missing; what is not asked for is passed over without being looked at closely, so
/// that an object can be read as long as its members can be told apart. How deep values lie in each other is limited by whoever cuts
/// them out (`ExportSplitter.Limits.depth`).
struct JSONReader {
    /// There is no JSON where some should be.
    struct Malformed: Error {}

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// An object whose members fill a value; nil for what is no object.
    mutating func object<Value: JSONObject>(_: Value.Type = Value.self) throws(Malformed) -> Value? {
        guard begins(with: "{") else { return try missing() }
        var (value, isFirst) = (Value(), true)
        while try goesOn(to: "}", &isFirst) {
            guard next == JSONReader.quote else { throw Malformed() }
            let key = JSONKey(bytes: try string())
            guard begins(with: ":") else { throw Malformed() }
            let start = position
            do throws(Malformed) {
                try value.read(key, from: &self)
                guard next == UInt8(ascii: ",") || next == UInt8(ascii: "}") else { throw Malformed() }
            } catch {
                position = start
                try skip()
            }
        }
        return value
    }

    /// A list of objects, without those of its elements that are none; of what is no list, nothing.
    mutating func objects<Value: JSONObject>(_: Value.Type = Value.self) throws(Malformed) -> [Value] {
        guard begins(with: "[") else { return try missing() ?? [] }
        var (values, isFirst) = ([Value](), true)
        while try goesOn(to: "]", &isFirst) {
            if let value = try object(Value.self) { values.append(value) }
        }
        return values
    }

    /// A list of whole numbers, without those of its elements that are none.
    mutating func numbers() throws(Malformed) -> [Int64] {
        guard begins(with: "[") else { return try missing() ?? [] }
        var (numbers, isFirst) = ([Int64](), true)
        while try goesOn(to: "]", &isFirst) {
            if let number = try number() { numbers.append(number) }
        }
        return numbers
    }

    mutating func text() throws(Malformed) -> String? {
        guard next == JSONReader.quote else { return try missing() }
        return String(decoding: try string(), as: UTF8.self)
    }

    /// A whole number, which exports write as a string (`"12"`) as a rule, or as a number.
    mutating func number() throws(Malformed) -> Int64? { JSONReader.number(try scalar()) }

    /// An id: a number above zero.
    mutating func id() throws(Malformed) -> Int64? { try number().flatMap { $0 > 0 ? $0 : nil } }

    /// A count or an index: a number that is not below zero.
    mutating func count() throws(Malformed) -> Int? { try number().flatMap { $0 >= 0 ? Int(exactly: $0) : nil } }

    /// `true` or `false`, also as a string.
    mutating func flag() throws(Malformed) -> Bool? {
        let word = try scalar()
        if word.elementsEqual("true".utf8) { return true }
        return word.elementsEqual("false".utf8) ? false : nil
    }

    /// Passes over a value.
    mutating func skip() throws(Malformed) {
        skipSpace()
        var extent = JSONExtent()
        let start = position
        position = bytes.withUnsafeBufferPointer { extent.end(in: $0, from: start) } ?? bytes.count
        if position == start { throw Malformed() }
    }
}

/// What is filled with the members of an object.
protocol JSONObject {
    init()

    /// Reads the value of a member, or passes over it.
    mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed)
}

/// The name of a member.
struct JSONKey {
    fileprivate let bytes: ArraySlice<UInt8>

    static func ~= (name: StaticString, key: JSONKey) -> Bool {
        key.bytes.count == name.utf8CodeUnitCount
            && key.bytes.elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }
}

extension JSONReader {
    private static let quote = UInt8(ascii: "\"")

    /// The first byte of what comes next.
    private var next: UInt8? {
        mutating get {
            skipSpace()
            return position < bytes.count ? bytes[position] : nil
        }
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    }

    private mutating func begins(with byte: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    /// Whether another member or element follows, or the bracket that ends them all; takes the comma or the bracket.
    private mutating func goesOn(to end: Unicode.Scalar, _ isFirst: inout Bool) throws(Malformed) -> Bool {
        if begins(with: end) { return false }
        guard isFirst || begins(with: ",") else { throw Malformed() }
        // A comma too much does no harm.
        if !isFirst, begins(with: end) { return false }
        isFirst = false
        return true
    }

    private mutating func missing<Value>() throws(Malformed) -> Value? {
        try skip()
        return nil
    }

    /// What a string, a number or another word says; of lists and objects, nothing.
    private mutating func scalar() throws(Malformed) -> ArraySlice<UInt8> {
        if next == JSONReader.quote { return try string() }
        let start = position
        try skip()
        let value = bytes[start..<position]
        if value.first == UInt8(ascii: "[") || value.first == UInt8(ascii: "{") { return [] }
        return value.prefix(1 + (value.lastIndex { $0 > 0x20 } ?? start) - start)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        let isNegative = digits.first == UInt8(ascii: "-")
        let digits = isNegative ? digits.dropFirst() : digits
        guard (1...19).contains(digits.count) else { return nil }
        var number: Int64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, isStillTooLarge) = product.addingReportingOverflow(Int64(digit & 0xf))
            if isTooLarge || isStillTooLarge { return nil }
            number = sum
        }
        return isNegative ? -number : number
    }

    /// The bytes between the quotes of the string that comes next, as they are meant.
    private mutating func string() throws(Malformed) -> ArraySlice<UInt8> {
        position += 1
        let start = position
        position = endOfRun()
        guard position < bytes.count else { throw Malformed() }
        if bytes[position] == JSONReader.quote {
            position += 1
            return bytes[start..<position - 1]
        }
        var unescaped = Array(bytes[start..<position])
        while bytes[position] != JSONReader.quote {
            try appendEscaped(to: &unescaped)
            let start = position
            position = endOfRun()
            guard position < bytes.count else { throw Malformed() }
            unescaped += bytes[start..<position]
        }
        position += 1
        return unescaped[...]
    }

    /// The position of the next quote or backslash.
    private func endOfRun() -> Int {
        var end = position
        while end < bytes.count, bytes[end] != JSONReader.quote, bytes[end] != UInt8(ascii: "\\") { end += 1 }
        return end
    }

    private mutating func appendEscaped(to text: inout [UInt8]) throws(Malformed) {
        guard position + 1 < bytes.count else { throw Malformed() }
        let letter = bytes[position + 1]
        position += 2
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += try escapedScalar().utf8
        default: throw Malformed()
        }
    }

    /// What the four digits of a `\u` stand for, with those of the other half of a pair; U+FFFD for half a pair alone.
    private mutating func escapedScalar() throws(Malformed) -> String {
        let first = try codeUnit()
        guard UTF16.isLeadSurrogate(first) else { return String(decoding: [first], as: UTF16.self) }
        let before = position
        if position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u") {
            position += 2
            let second = try codeUnit()
            if UTF16.isTrailSurrogate(second) { return String(decoding: [first, second], as: UTF16.self) }
            position = before
        }
        return "\u{fffd}"
    }

    private mutating func codeUnit() throws(Malformed) -> UInt16 {
        guard position + 4 <= bytes.count else { throw Malformed() }
        var unit: UInt16 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw Malformed() }
            unit = unit << 4 | UInt16(digit)
        }
        position += 4
        return unit
    }
}
