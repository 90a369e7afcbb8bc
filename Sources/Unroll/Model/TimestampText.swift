extension Timestamp {
    /// Reads RFC 3339 (`2025-05-02T08:15:30.250Z`, offsets included) and the ISO 8601 variants servers send: no fraction,
    /// any number of fraction digits, no zone (taken as UTC), or a date alone.
    package init?(rfc3339 text: String) {
        var scan = DigitScanner(text)
        guard let year = scan.number(4), scan.take("-"), let month = scan.number(2), scan.take("-"),
            let day = scan.number(2)
        else { return nil }
        var parts = Parts(year: year, month: month, day: day)
        var offset = 0
        if !scan.isAtEnd {
            guard scan.take("T") || scan.take("t") || scan.take(" "), let hour = scan.number(2), scan.take(":"),
                let minute = scan.number(2)
            else { return nil }
            (parts.hour, parts.minute) = (hour, minute)
            if scan.take(":") {
                guard let second = scan.number(2) else { return nil }
                parts.second = second
                if scan.take(".") { parts.millisecond = scan.fraction() }
            }
            guard let zone = scan.zone() else { return nil }
            offset = zone
        }
        guard scan.isAtEnd, parts.isValid else { return nil }
        self = Timestamp(parts).advanced(byMilliseconds: Int64(-offset) * 60_000)
    }

    /// Reads the date form of X's first API and data exports: `Wed Oct 10 20:19:24 +0000 2018`.
    package init?(x text: String) {
        var scan = DigitScanner(text)
        guard scan.letters(3) != nil, scan.take(" "), let month = scan.month(), scan.take(" "),
            let day = scan.day(), scan.take(" "), let clock = scan.clock(), scan.take(" "), let offset = scan.zone(),
            scan.take(" "), let year = scan.number(4), scan.isAtEnd
        else { return nil }
        self.init(year: year, month: month, day: day, clock: clock, offset: offset)
    }

    /// Reads the date form of HTTP headers (RFC 9110 §5.6.7, the preferred one): `Sun, 06 Nov 1994 08:49:37 GMT`.
    package init?(http text: String) {
        var scan = DigitScanner(text)
        guard scan.letters(3) != nil, scan.take(","), scan.take(" "), let day = scan.day(), scan.take(" "),
            let month = scan.month(), scan.take(" "), let year = scan.number(4), scan.take(" "),
            let clock = scan.clock(), scan.take(" "), scan.letters(3)?.elementsEqual("GMT".utf8) == true, scan.isAtEnd
        else { return nil }
        self.init(year: year, month: month, day: day, clock: clock)
    }

    /// - Parameter offset: minutes east of UTC.
    private init?(
        year: Int, month: Int, day: Int, clock: (hour: Int, minute: Int, second: Int), offset: Int = 0
    ) {
        let parts = Parts(
            year: year, month: month, day: day, hour: clock.hour, minute: clock.minute, second: clock.second)
        guard parts.isValid else { return nil }
        self = Timestamp(parts).advanced(byMilliseconds: Int64(-offset) * 60_000)
    }

    /// RFC 3339 in UTC; milliseconds only where there are any: `2025-05-02T08:15:30Z`.
    package var rfc3339: String {
        let p = parts
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        bytes.append(p.year, digits: 4)
        bytes.append(after: "-", p.month, digits: 2)
        bytes.append(after: "-", p.day, digits: 2)
        bytes.append(after: "T", p.hour, digits: 2)
        bytes.append(after: ":", p.minute, digits: 2)
        bytes.append(after: ":", p.second, digits: 2)
        if p.millisecond != 0 { bytes.append(after: ".", p.millisecond, digits: 3) }
        bytes.append(UInt8(ascii: "Z"))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The date form of HTTP headers, as `init(http:)` reads it; what is finer than a second is cut.
    package var http: String {
        let p = parts
        // 1970-01-01 was a Thursday.
        let weekday = (Int((Double(milliseconds) / 86_400_000).rounded(.down)) % 7 + 11) % 7
        return "\(Timestamp.weekdayNames[weekday]), \(padded(p.day, 2)) \(Timestamp.monthNames[p.month - 1]) "
            + "\(padded(p.year, 4)) \(padded(p.hour, 2)):\(padded(p.minute, 2)):\(padded(p.second, 2)) GMT"
    }

    private static let weekdayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    static let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension [UInt8] {
    /// A number in ASCII, with at least so many digits: two, three or four.
    fileprivate mutating func append(_ number: Int, digits: Int) {
        guard (0..<10_000).contains(number), number < 1000 || digits == 4, number < 100 || digits > 2 else {
            return self += padded(number, digits).utf8
        }
        if digits > 3 { append(UInt8(0x30 + number / 1000)) }
        if digits > 2 { append(UInt8(0x30 + number / 100 % 10)) }
        append(UInt8(0x30 + number / 10 % 10))
        append(UInt8(0x30 + number % 10))
    }

    fileprivate mutating func append(after mark: Unicode.Scalar, _ number: Int, digits: Int) {
        append(UInt8(ascii: mark))
        append(number, digits: digits)
    }
}

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return digits.utf8.count < width ? "0000".prefix(width - digits.utf8.count) + digits : digits
}

/// Reads fixed-width ASCII digits and punctuation from the front of a text.
private struct DigitScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8.prefix(64)) }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
        position += 1
        return true
    }

    mutating func number(_ width: Int) -> Int? {
        guard position + width <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + width] {
            guard case 48...57 = byte else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        position += width
        return value
    }

    mutating func letters(_ width: Int) -> ArraySlice<UInt8>? {
        guard position + width <= bytes.count else { return nil }
        let letters = bytes[position..<position + width]
        guard letters.allSatisfy({ (0x41...0x5a).contains($0 & 0xdf) }) else { return nil }
        position += width
        return letters
    }

    /// A day of the month, with one digit or two.
    mutating func day() -> Int? { number(2) ?? number(1) }

    /// A month by its English name of three letters, from 1 on.
    mutating func month() -> Int? {
        guard let name = letters(3) else { return nil }
        return Timestamp.monthNames.firstIndex { $0.utf8.elementsEqual(name) }.map { $0 + 1 }
    }

    /// `08:49:37`.
    mutating func clock() -> (hour: Int, minute: Int, second: Int)? {
        guard let hour = number(2), take(":"), let minute = number(2), take(":"), let second = number(2) else {
            return nil
        }
        return (hour, minute, second)
    }

    /// Milliseconds from any number of fraction digits; what is finer is cut.
    mutating func fraction() -> Int {
        var (value, scale) = (0, 100)
        while position < bytes.count, case 48...57 = bytes[position] {
            value += Int(bytes[position] - 48) * scale
            scale /= 10
            position += 1
        }
        return value
    }

    /// Minutes east of UTC; no zone at all reads as UTC.
    mutating func zone() -> Int? {
        if isAtEnd || take("Z") || take("z") { return 0 }
        let sign = take("+") ? 1 : -1
        guard sign == 1 || take("-"), let hours = number(2) else { return nil }
        _ = take(":")
        guard let minutes = number(2), hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes)
    }
}
