/// Just enough of gzip (RFC 1952, RFC 1951) to make answers a client has to unpack.
package enum Gzip {
    /// `bytes` in stored blocks: packed, but not smaller.
    package static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var packed = header
        var start = 0
        repeat {
            let end = min(start + 65_535, bytes.count)
            packed.append(end == bytes.count ? 1 : 0)
            packed += littleEndian(UInt16(end - start)) + littleEndian(~UInt16(end - start))
            packed += bytes[start..<end]
            start = end
        } while start < bytes.count
        return packed + littleEndian(checksum(bytes)) + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
    }

    /// About `count` zeros in 1/158 of the space: one literal, then repetitions of 258 bytes, in one block of fixed codes. Without a
    /// sound checksum, as nobody should come to its end.
    package static func bomb(unpacking count: Int) -> [UInt8] {
        var bits = Bits()
        bits.append(0b011, count: 3)
        bits.append(0b0000_1100, count: 8)
        for _ in 0..<(count / 258) { bits.append(0b00000_1010_0011, count: 13) }
        bits.append(0, count: 7)
        return header + bits.bytes + [0, 0, 0, 0, 0, 0, 0, 0]
    }

    private static let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]

    /// CRC-32.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = ~0
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xedb8_8320 : sum >> 1 }
        }
        return ~sum
    }

    private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}

/// Bits, the lowest first.
private struct Bits {
    private var full: [UInt8] = []
    private var open: UInt32 = 0
    private var count: UInt32 = 0

    var bytes: [UInt8] { count == 0 ? full : full + [UInt8(truncatingIfNeeded: open)] }

    mutating func append(_ bits: UInt32, count more: UInt32) {
        open |= bits << count
        count += more
        while count >= 8 {
            full.append(UInt8(truncatingIfNeeded: open))
            open >>= 8
            count -= 8
        }
    }
}
