import Unroll

/// Reads what `ModelWriter` wrote. Anything else is `.unreadable("model")`, in time linear in its length.
struct ModelReader {
    private let bytes: [UInt8]
    private var position = 0
    /// The version of the form it was written in.
    let version: UInt8
    private var depth = 0

    init(_ bytes: [UInt8]) throws(StoreFailure) {
        self.bytes = bytes
        guard let version = bytes.first, (1...ModelWriter.version).contains(version) else { throw ModelReader.failure }
        self.version = version
        position = 1
    }

    static let failure = StoreFailure.unreadable("model")

    mutating func int64() throws(StoreFailure) -> Int64 {
        var (result, shift): (UInt64, UInt64) = (0, 0)
        while true {
            guard position < bytes.count, shift < 64 else { throw ModelReader.failure }
            let byte = bytes[position]
            position += 1
            result |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return Int64(bitPattern: result >> 1) ^ -Int64(bitPattern: result & 1)
    }

    mutating func int() throws(StoreFailure) -> Int { Int(try int64()) }
    mutating func flag() throws(StoreFailure) -> Bool { try int64() != 0 }

    mutating func text() throws(StoreFailure) -> String {
        let count = try int()
        guard count >= 0, count <= bytes.count - position else { throw ModelReader.failure }
        defer { position += count }
        return String(decoding: bytes[position..<position + count], as: UTF8.self)
    }

    mutating func name<Name: RawRepresentable<String>>(_: Name.Type = Name.self) throws(StoreFailure) -> Name {
        guard let name = Name(rawValue: try text()) else { throw ModelReader.failure }
        return name
    }

    mutating func link() throws(StoreFailure) -> Link {
        guard let link = Link(try text()) else { throw ModelReader.failure }
        return link
    }

    mutating func postID() throws(StoreFailure) -> PostID { PostID(try text()) }
    mutating func authorID() throws(StoreFailure) -> Author.ID { Author.ID(try text()) }
    mutating func instant() throws(StoreFailure) -> Timestamp { Timestamp(milliseconds: try int64()) }

    mutating func optional<Value>(
        _ read: (inout ModelReader) throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value? {
        try flag() ? try read(&self) : nil
    }

    mutating func list<Value>(
        _ read: (inout ModelReader) throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> [Value] {
        let count = try int()
        // Every element takes a byte at least.
        guard count >= 0, count <= bytes.count - position else { throw ModelReader.failure }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try read(&self)) }
        return values
    }

    /// For values inside values of the same kind: no deeper than anything Skein keeps.
    mutating func deeper<Value>(
        _ read: (inout ModelReader) throws(StoreFailure) -> Value
    ) throws(StoreFailure) -> Value {
        guard depth < 16 else { throw ModelReader.failure }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }
}

extension ModelReader {
    mutating func textOrNil() throws(StoreFailure) -> String? {
        try optional { (r) throws(StoreFailure) in try r.text() }
    }
    mutating func intOrNil() throws(StoreFailure) -> Int? { try optional { (r) throws(StoreFailure) in try r.int() } }
    mutating func int64OrNil() throws(StoreFailure) -> Int64? {
        try optional { (r) throws(StoreFailure) in try r.int64() }
    }
    mutating func linkOrNil() throws(StoreFailure) -> Link? {
        try optional { (r) throws(StoreFailure) in try r.link() }
    }
    mutating func postIDOrNil() throws(StoreFailure) -> PostID? {
        try optional { (r) throws(StoreFailure) in try r.postID() }
    }
    mutating func authorIDOrNil() throws(StoreFailure) -> Author.ID? {
        try optional { (r) throws(StoreFailure) in try r.authorID() }
    }
    mutating func instantOrNil() throws(StoreFailure) -> Timestamp? {
        try optional { (r) throws(StoreFailure) in try r.instant() }
    }
}
