import Unroll

/// What was spent on a day, as it stands in the file: one line of a fixed length, so that writing it never changes the file's size.
struct SpendingRecord: Equatable, Sendable {
    /// `2026-08-31 000000000012500` and a line end.
    static let length = 27
    /// What fits into 15 digits.
    static let maximum = 999_999_999_999_999

    /// `YYYY-MM-DD`, UTC.
    var day: String
    /// In millionths of a US dollar.
    var spent: Int

    init(day: String, spent: Int = 0) {
        self.day = day
        self.spent = min(max(spent, 0), SpendingRecord.maximum)
    }

    /// Nil for anything else than such a line.
    init?(_ line: [UInt8]) {
        guard line.count == SpendingRecord.length, line[10] == 0x20, line[26] == 0x0a,
            line[11..<26].allSatisfy({ (0x30...0x39).contains($0) }),
            let spent = Int(String(decoding: line[11..<26], as: UTF8.self)),
            Timestamp(rfc3339: String(decoding: line[..<10], as: UTF8.self) + "T00:00:00Z") != nil
        else { return nil }
        self.init(day: String(decoding: line[..<10], as: UTF8.self), spent: spent)
    }

    var line: [UInt8] {
        let digits = String(spent)
        return Array((day + " " + String(repeating: "0", count: 15 - digits.utf8.count) + digits + "\n").utf8)
    }

    static func day(of instant: Timestamp) -> String { String(instant.rfc3339.prefix(10)) }
}
