/// A 64-bit hash: tells versions of the site's own answers apart, and proves nothing.
struct Fingerprint: Sendable {
    private static let start: UInt64 = 0xcbf2_9ce4_8422_2325
    private var hash = Fingerprint.start

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        let whole = bytes.count / 8 * 8
        for offset in stride(from: 0, to: whole, by: 8) {
            add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
        }
        var rest: UInt64 = 0
        for byte in bytes[whole...] { rest = rest << 8 | UInt64(byte) }
        add(rest)
        add(UInt64(bytes.count))
    }

    /// Parts are told apart, so that `a`, `bc` is not `ab`, `c`.
    mutating func add(part text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    /// Both halves of a product that takes up 128 bits: each bit of the word has its say in each of the hash.
    private mutating func add(_ word: UInt64) {
        let product = (hash ^ word).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        hash = (product.high ^ product.low) &+ Fingerprint.start
    }

    /// Hexadecimal.
    var text: String { String(hash, radix: 16) }
}

/// What tells bytes from others, in hexadecimal.
func fingerprint(_ bytes: UnsafeRawBufferPointer) -> String {
    var fingerprint = Fingerprint()
    fingerprint.add(bytes)
    return fingerprint.text
}
