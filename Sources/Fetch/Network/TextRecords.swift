/// The TXT records in the answer section of a DNS message (RFC 1035 §4.1). Names are stepped over, never followed, so reading is
/// linear in the message.
struct TextRecords {
    /// Each record's strings joined (RFC 7208 §3.3), in order.
    let records: [[UInt8]]

    /// Nil when the message is cut off or contradicts itself.
    init?(_ message: [UInt8]) {
        var reader = MessageReader(message)
        guard reader.skip(4), let questions = reader.number(), let answers = reader.number(), reader.skip(4) else {
            return nil
        }
        for _ in 0..<questions {
            guard reader.skipName(), reader.skip(4) else { return nil }
        }
        var records: [[UInt8]] = []
        for _ in 0..<answers {
            guard reader.skipName(), let type = reader.number(), let kind = reader.number(), reader.skip(4),
                let length = reader.number(), let data = reader.bytes(length)
            else { return nil }
            guard type == TextRecords.txt, kind == TextRecords.internet else { continue }
            guard let text = TextRecords.joined(data) else { return nil }
            records.append(text)
        }
        self.records = records
    }

    /// One record a line. Line ends and other control characters inside a record become spaces.
    var lines: [UInt8] {
        records.flatMap { record in record.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 } + [0x0a] }
    }

    private static let txt = 16
    private static let internet = 1

    private static func joined(_ data: ArraySlice<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        var reader = MessageReader(Array(data))
        while let length = reader.byte() {
            guard let piece = reader.bytes(Int(length)) else { return nil }
            text += piece
        }
        return text
    }
}

private struct MessageReader {
    private let message: [UInt8]
    private var place = 0

    init(_ message: [UInt8]) { self.message = message }

    mutating func byte() -> UInt8? {
        guard place < message.count else { return nil }
        defer { place += 1 }
        return message[place]
    }

    /// 16 bits, the higher first.
    mutating func number() -> Int? {
        guard let high = byte(), let low = byte() else { return nil }
        return Int(high) << 8 | Int(low)
    }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard message.count - place >= count else { return nil }
        defer { place += count }
        return message[place..<place + count]
    }

    mutating func skip(_ count: Int) -> Bool { bytes(count) != nil }

    /// A name ends with an empty label or with a pointer.
    mutating func skipName() -> Bool {
        while let length = byte() {
            switch length {
            case 0: return true
            case 1...63: if !skip(Int(length)) { return false }
            case 0xc0...0xff: return skip(1)
            default: return false
            }
        }
        return false
    }
}
