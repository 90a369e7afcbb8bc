/// A picture out of a font with coloured glyphs, in the parts a PDF file is made of (PNG, third edition, 5 and 9): colours packed as they came,
/// and how opaque each pixel is. Of eight bits or fewer for a palette, of eight bits for colours with opacity, and not interlaced.
struct PNGPicture {
    enum Colors {
        /// Rows as the file has them, and red, green and blue of each entry.
        case palette([UInt8], packed: [UInt8], bits: Int)
        /// Red, green and blue of each pixel.
        case rgb([UInt8])
    }

    let width: Int
    let height: Int
    let colors: Colors
    /// One byte a pixel; nil where all are opaque.
    let opacity: [UInt8]?

    private static let maximumSide = 1024

    init?(_ bytes: UnsafeRawBufferPointer) {
        guard let chunks = PNGChunks(bytes), (1...PNGPicture.maximumSide).contains(chunks.width),
            (1...PNGPicture.maximumSide).contains(chunks.height)
        else { return nil }
        (width, height) = (chunks.width, chunks.height)
        switch (chunks.kind, chunks.bits) {
        case (3, 1), (3, 2), (3, 4), (3, 8):
            guard chunks.palette.count >= 3,
                let rows = PNGRows(chunks, bytesPerPixel: 1, bytesPerRow: (width * chunks.bits + 7) / 8)
            else { return nil }
            colors = .palette(chunks.palette, packed: chunks.data, bits: chunks.bits)
            opacity = rows.opacity(chunks)
        case (6, 8):
            guard let rows = PNGRows(chunks, bytesPerPixel: 4, bytesPerRow: width * 4) else { return nil }
            let pixels = stride(from: 0, to: rows.bytes.count, by: 4)
            colors = .rgb(pixels.flatMap { rows.bytes[$0..<$0 + 3] })
            opacity = pixels.map { rows.bytes[$0 + 3] }
        default: return nil
        }
    }
}

/// The parts of a PNG file.
private struct PNGChunks {
    var (width, height, bits, kind) = (0, 0, 0, 0)
    var palette: [UInt8] = []
    var transparency: [UInt8] = []
    var data: [UInt8] = []

    init?(_ bytes: UnsafeRawBufferPointer) {
        func number(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        var place = 8
        while place + 12 <= bytes.count {
            let length = number(place)
            guard length <= bytes.count - place - 12 else { return nil }
            let content = bytes[place + 8..<place + 8 + length]
            switch String(decoding: bytes[place + 4..<place + 8], as: UTF8.self) {
            case "IHDR":
                guard length == 13, bytes[place + 20] == 0 else { return nil }
                (width, height) = (number(place + 8), number(place + 12))
                (bits, kind) = (Int(bytes[place + 16]), Int(bytes[place + 17]))
            case "PLTE": palette = Array(content.prefix(length / 3 * 3))
            case "tRNS": transparency = Array(content)
            case "IDAT": data += content
            case "IEND": return
            default: break
            }
            place += length + 12
        }
        return nil
    }
}

/// The rows of a picture with their filters taken off.
private struct PNGRows {
    private(set) var bytes: [UInt8] = []
    private let bytesPerRow: Int

    init?(_ chunks: PNGChunks, bytesPerPixel: Int, bytesPerRow: Int) {
        self.bytesPerRow = bytesPerRow
        guard let raw = inflate(chunks.data[...], length: (bytesPerRow + 1) * chunks.height) else { return nil }
        bytes = [UInt8](repeating: 0, count: bytesPerRow * chunks.height)
        for row in 0..<chunks.height {
            let start = row * bytesPerRow
            let filter = raw[row * (bytesPerRow + 1)]
            for column in 0..<bytesPerRow {
                let left = column >= bytesPerPixel ? bytes[start + column - bytesPerPixel] : 0
                let above = row > 0 ? bytes[start + column - bytesPerRow] : 0
                let corner =
                    row > 0 && column >= bytesPerPixel ? bytes[start + column - bytesPerRow - bytesPerPixel] : 0
                let predicted: UInt8
                switch filter {
                case 0: predicted = 0
                case 1: predicted = left
                case 2: predicted = above
                case 3: predicted = UInt8((Int(left) + Int(above)) / 2)
                case 4: predicted = PNGRows.paeth(Int(left), Int(above), Int(corner))
                default: return nil
                }
                bytes[start + column] = raw[row * (bytesPerRow + 1) + 1 + column] &+ predicted
            }
        }
    }

    private static func paeth(_ left: Int, _ above: Int, _ corner: Int) -> UInt8 {
        let guess = left + above - corner
        let (toLeft, toAbove, toCorner) = (abs(guess - left), abs(guess - above), abs(guess - corner))
        return UInt8(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner)
    }

    /// How opaque each pixel of a picture with a palette is.
    func opacity(_ chunks: PNGChunks) -> [UInt8]? {
        if chunks.transparency.isEmpty { return nil }
        let perByte = 8 / chunks.bits
        let mask = (1 << chunks.bits) - 1
        var opacity: [UInt8] = []
        opacity.reserveCapacity(chunks.width * chunks.height)
        for row in 0..<chunks.height {
            for column in 0..<chunks.width {
                let byte = Int(bytes[row * bytesPerRow + column / perByte])
                let entry = byte >> ((perByte - 1 - column % perByte) * chunks.bits) & mask
                opacity.append(entry < chunks.transparency.count ? chunks.transparency[entry] : 255)
            }
        }
        return opacity
    }
}
