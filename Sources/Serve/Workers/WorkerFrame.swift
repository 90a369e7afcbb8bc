import Glibc

/// What goes from process to process: texts with a zero byte after each, and before them their length in four bytes, the lowest first.
enum WorkerFrame {
    /// Bytes of the longest frame that is taken.
    static let maximumLength = 8 << 20

    static func bytes(_ fields: [String]) -> [UInt8] {
        var body: [UInt8] = []
        for field in fields {
            body += field.utf8
            body.append(0)
        }
        return (0..<4).map { UInt8(truncatingIfNeeded: body.count >> (8 * $0)) } + body
    }

    /// The fields of the next frame that `read` gets the bytes of; nil at the end, and for what is no frame.
    static func fields(_ read: (_ count: Int) -> [UInt8]?) -> [String]? {
        guard let head = read(4) else { return nil }
        let length = head.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard (1...maximumLength).contains(length), let body = read(length), body.last == 0 else { return nil }
        return body.dropLast().split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}

extension WorkerFrame {
    /// The next order a worker is given; nil when there are no more.
    static func next() -> [String]? { fields { readAll(0, $0) } }

    /// Answers whoever gave an order; false when nobody listens any more.
    static func answer(_ fields: [String]) -> Bool { writeAll(1, bytes(fields)) }
}

private func readAll(_ descriptor: Int32, _ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
        let piece = [UInt8](unsafeUninitializedCapacity: count - bytes.count) { buffer, filled in
            filled = max(0, read(descriptor, buffer.baseAddress, buffer.count))
        }
        if piece.isEmpty { return nil }
        bytes += piece
    }
    return bytes
}

private func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
        let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if written <= 0 { return false }
        rest = rest.dropFirst(written)
    }
    return true
}
