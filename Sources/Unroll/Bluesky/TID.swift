/// A timestamp identifier: microseconds since 1970 and ten bits that tell clocks apart, as 13 sortable base-32 digits. The usual
/// record key of a post.
package struct TID: Hashable, Sendable, Comparable {
    /// Microseconds << 10 | clock; never negative, and at its greatest for all that lies after the year 2262.
    package let value: Int64

    package init(value: Int64) { self.value = max(0, value) }

    /// The first identifier of an instant.
    package init(_ instant: Timestamp) {
        let (value, overflow) = instant.milliseconds.multipliedReportingOverflow(by: 1000 << 10)
        self.init(value: overflow && instant.milliseconds > 0 ? .max : value)
    }

    /// Nil for anything else than 13 digits of `234567abc…z` that fit into 64 bits.
    package init?(_ text: String) {
        guard text.utf8.count == 13, let first = text.utf8.first, first <= 0x6a else { return nil }
        var value: UInt64 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x32...0x37: value = value << 5 | UInt64(byte - 0x32)
            case 0x61...0x7a: value = value << 5 | UInt64(byte - 0x61 + 6)
            default: return nil
            }
        }
        self.value = Int64(clamping: value)
    }

    package static func < (left: TID, right: TID) -> Bool { left.value < right.value }

    /// When the record was made, by its maker's clock.
    package var instant: Timestamp { Timestamp(milliseconds: (value >> 10) / 1000) }

    /// The 13 digits.
    package var text: String {
        let digits = Array("234567abcdefghijklmnopqrstuvwxyz".utf8)
        return String(decoding: (0..<13).map { digits[Int(value >> (60 - 5 * $0) & 31)] }, as: UTF8.self)
    }
}
