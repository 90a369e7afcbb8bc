import Glibc

/// A small colour profile for sRGB (ICC.1:2001, version 2), which says what the colours of a document mean.
enum ColorProfile {
    static let sRGB: [UInt8] = made()

    private static func made() -> [UInt8] {
        let parts: [(tags: [StaticString], data: [UInt8])] = [
            (["desc"], description), (["cprt"], text("No rights reserved.")), (["wtpt"], point(0.9505, 1, 1.0891)),
            (["rXYZ"], point(0.43607, 0.22249, 0.01392)), (["gXYZ"], point(0.38515, 0.71687, 0.09708)),
            (["bXYZ"], point(0.14307, 0.06061, 0.7141)), (["rTRC", "gTRC", "bTRC"], curve),
        ]
        let count = parts.reduce(0) { $0 + $1.tags.count }
        var (table, data): ([UInt8], [UInt8]) = (word(count), [])
        let start = 128 + 4 + 12 * count
        for part in parts {
            for tag in part.tags {
                table += tag.description.utf8
                table += word(start + data.count) + word(part.data.count)
            }
            data += part.data
            while data.count % 4 != 0 { data.append(0) }
        }
        return header(length: start + data.count) + table + data
    }

    private static func header(length: Int) -> [UInt8] {
        var header = word(length) + [0, 0, 0, 0] + [2, 0x10, 0, 0]
        header += "mntrRGB XYZ ".utf8
        for part in [2026, 1, 1, 0, 0, 0] { header += [UInt8(part >> 8), UInt8(part & 0xff)] }
        header += "acsp".utf8
        header += [UInt8](repeating: 0, count: 28)
        header += fixed(0.9642) + fixed(1) + fixed(0.8249)
        return header + [UInt8](repeating: 0, count: 128 - header.count)
    }

    private static func word(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private static func fixed(_ number: Double) -> [UInt8] { word(Int((number * 65536).rounded())) }

    private static func point(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
        Array("XYZ ".utf8) + word(0) + fixed(x) + fixed(y) + fixed(z)
    }

    private static func text(_ text: StaticString) -> [UInt8] {
        Array("text".utf8) + word(0) + Array(text.description.utf8) + [0]
    }

    private static var description: [UInt8] {
        let name = Array("sRGB".utf8) + [0]
        // No name in Unicode, none for old Macintosh systems.
        return Array("desc".utf8) + word(0) + word(name.count) + name + [UInt8](repeating: 0, count: 8 + 3 + 67)
    }

    /// The curve of IEC 61966-2-1 in 1,024 steps.
    private static var curve: [UInt8] {
        let steps = 1024
        var bytes = Array("curv".utf8) + word(0) + word(steps)
        for step in 0..<steps {
            let value = Double(step) / Double(steps - 1)
            let linear = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
            let level = Int((linear * 65535).rounded())
            bytes += [UInt8(level >> 8), UInt8(level & 0xff)]
        }
        return bytes
    }
}
