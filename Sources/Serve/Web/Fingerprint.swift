/// A 64-bit FNV-1a hash: tells versions of the site's own answers apart, and proves nothing.
struct Fingerprint: Sendable {
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    /// Parts are told apart, so that `a`, `bc` is not `ab`, `c`.
    mutating func add(part text: String) {
        add(text.utf8)
        add([0xff])
    }

    /// Hexadecimal.
    var text: String { String(hash, radix: 16) }
}

/// What tells bytes from others, in hexadecimal.
func fingerprint(_ bytes: some Sequence<UInt8>) -> String {
    var fingerprint = Fingerprint()
    fingerprint.add(bytes)
    return fingerprint.text
}
