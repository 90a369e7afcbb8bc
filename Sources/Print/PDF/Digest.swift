/// A 128-bit digest (two rounds of FNV-1a over words of eight bytes), enough to tell documents apart; it protects from nobody.
struct Digest {
    private var first: UInt64 = 0xcbf2_9ce4_8422_2325
    private var second: UInt64 = 0x6c62_272e_07bb_0142

    mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { raw in
            let words = raw.count / 8
            for word in 0..<words {
                mix(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)))
            }
            for byte in raw[(words * 8)...] { mix(UInt64(byte)) }
        }
        mix(UInt64(bytes.count))
    }

    private mutating func mix(_ word: UInt64) {
        first = (first ^ word) &* 0x100_0000_01b3
        first ^= first >> 29
        second = (second ^ first) &* 0x9e37_79b9_7f4a_7c15
        second ^= second >> 32
    }

    var bytes: [UInt8] {
        [first, second].flatMap { word in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
        }
    }
}
