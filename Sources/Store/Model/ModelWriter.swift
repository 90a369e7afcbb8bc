import Unroll

/// Writes values of the model in a compact binary form: a version, then each field in turn, numbers as varints, texts with their
/// length. Short, quick to read, and the same bytes for the same value.
struct ModelWriter {
    /// Of the form as a whole. A field that is added raises it, and readers of older ones leave the field out.
    static let version: UInt8 = 4

    let version: UInt8
    private(set) var bytes: [UInt8]

    /// - Parameter capacity: bytes that are likely to come.
    init(version: UInt8 = ModelWriter.version, capacity: Int = 0) {
        (self.version, bytes) = (version, [])
        bytes.reserveCapacity(capacity)
        bytes.append(version)
    }

    mutating func put(_ number: Int64) {
        // Zigzag: small numbers of either sign are short.
        var rest = UInt64(bitPattern: (number << 1) ^ (number >> 63))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func put(_ number: Int) { put(Int64(number)) }
    mutating func put(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func put(_ text: String) {
        put(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func put(_ name: some RawRepresentable<String>) { put(name.rawValue) }
    mutating func put(_ link: Link) { put(link.text) }
    mutating func put(_ id: PostID) { put(id.value) }
    mutating func put(_ id: Author.ID) { put(id.value) }
    mutating func put(_ instant: Timestamp) { put(instant.milliseconds) }

    mutating func put<Value>(_ value: Value?, _ write: (inout ModelWriter, Value) -> Void) {
        put(value != nil)
        if let value { write(&self, value) }
    }

    mutating func put<Value>(all values: [Value], _ write: (inout ModelWriter, Value) -> Void) {
        put(values.count)
        for value in values { write(&self, value) }
    }

    mutating func put(_ text: String?) { put(text) { $0.put($1) } }
    mutating func put(_ number: Int?) { put(number) { $0.put($1) } }
    mutating func put(_ number: Int64?) { put(number) { $0.put($1) } }
    mutating func put(_ link: Link?) { put(link) { $0.put($1) } }
    mutating func put(_ id: PostID?) { put(id) { $0.put($1) } }
    mutating func put(_ id: Author.ID?) { put(id) { $0.put($1) } }
    mutating func put(_ instant: Timestamp?) { put(instant) { $0.put($1) } }
}
