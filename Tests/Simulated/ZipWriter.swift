/// Writes zips (APPNOTE 6.3), honest ones and those no honest program writes.
package struct ZipWriter {
    package struct Entry {
        package var name: String
        /// The bytes of the name, where they are not UTF-8.
        package var rawName: [UInt8]?
        /// As it lies in the zip.
        package var packed: [UInt8]
        /// The size it says it has unpacked.
        package var size: Int
        package var checksum: UInt32
        package var isDeflated = false
        package var isEncrypted = false
        /// Unix type and permissions.
        package var mode: UInt16 = 0o100644

        package init(_ name: String, _ content: [UInt8]) {
            (self.name, packed, size, checksum) = (name, content, content.count, ZipWriter.checksum(content))
        }

        fileprivate var nameBytes: [UInt8] { rawName ?? Array(name.utf8) }

        package init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

        /// With bytes that are packed already.
        package init(_ name: String, deflated: [UInt8], size: Int, checksum: UInt32) {
            (self.name, packed, self.size, self.checksum) = (name, deflated, size, checksum)
            isDeflated = true
        }
    }

    package static func bytes(_ entries: [Entry]) -> [UInt8] {
        var (zip, directory) = ([UInt8](), [UInt8]())
        for entry in entries {
            let offset = zip.count
            zip += header(entry, signature: 0x0403_4b50, isCentral: false, offset: 0) + entry.nameBytes
            zip += entry.packed
            directory += header(entry, signature: 0x0201_4b50, isCentral: true, offset: offset) + entry.nameBytes
        }
        return zip + directory + end(entries.count, directory: directory.count, offset: zip.count)
    }

    /// One entry under many names, all at the same place.
    package static func overlapping(_ entry: Entry, copies: Int, name: (Int) -> String) -> [UInt8] {
        let one =
            header(entry, signature: 0x0403_4b50, isCentral: false, offset: 0) + entry.nameBytes + entry.packed
        let entries = (0..<copies).map { number in
            var copy = entry
            if number > 0 { copy.name = name(number) }
            return copy
        }
        let directory = entries.flatMap {
            header($0, signature: 0x0201_4b50, isCentral: true, offset: 0) + $0.nameBytes
        }
        return one + directory + end(entries.count, directory: directory.count, offset: one.count)
    }

    private static func end(_ count: Int, directory: Int, offset: Int) -> [UInt8] {
        let count = little(UInt16(truncatingIfNeeded: count))
        return little(UInt32(0x0605_4b50)) + little(UInt32(0)) + count + count + little(UInt32(directory))
            + little(UInt32(offset)) + little(UInt16(0))
    }

    private static func header(_ entry: Entry, signature: UInt32, isCentral: Bool, offset: Int) -> [UInt8] {
        var bytes = little(signature)
        if isCentral { bytes += little(UInt16(0x031e)) }
        bytes +=
            little(UInt16(20)) + little(UInt16(entry.isEncrypted ? 1 : 0)) + little(UInt16(entry.isDeflated ? 8 : 0))
        // Midnight on 1 January 2025.
        bytes += little(UInt16(0)) + little(UInt16(45 << 9 | 1 << 5 | 1)) + little(entry.checksum)
        bytes += little(UInt32(entry.packed.count)) + little(UInt32(truncatingIfNeeded: entry.size))
        bytes += little(UInt16(entry.nameBytes.count)) + little(UInt16(0))
        if isCentral {
            bytes += little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt32(entry.mode) << 16)
            bytes += little(UInt32(offset))
        }
        return bytes
    }

    private static func little(_ value: some FixedWidthInteger) -> [UInt8] {
        (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    /// CRC-32 (ISO 3309).
    package static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = ~0
        for byte in bytes { sum = table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8 }
        return ~sum
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xedb8_8320 ^ sum >> 1 : sum >> 1 }
    }
}
