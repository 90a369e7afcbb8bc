import CZlib

/// zlib, as exchanges are kept.
enum Compression {
    static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var length = compressBound(uLong(bytes.count))
        var result = [UInt8](repeating: 0, count: Int(length))
        let status = compress2(&result, &length, bytes, uLong(bytes.count), Z_DEFAULT_COMPRESSION)
        // It fails only for want of memory or room, and there is room; what is kept plain is told apart by its length.
        guard status == Z_OK, Int(length) < bytes.count else { return bytes }
        return Array(result.prefix(Int(length)))
    }

    /// `length` is that of the plain bytes.
    static func expanded(_ bytes: [UInt8], length: Int) throws(StoreFailure) -> [UInt8] {
        if bytes.count == length { return bytes }
        guard length > bytes.count, length <= 1 << 30 else { throw .unreadable("body") }
        var result = [UInt8](repeating: 0, count: length)
        var found = uLong(length)
        guard uncompress(&result, &found, bytes, uLong(bytes.count)) == Z_OK, Int(found) == length else {
            throw .unreadable("body")
        }
        return result
    }
}
