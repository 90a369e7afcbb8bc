/// What a JPEG file says of itself (ITU-T T.81, annex B), for its bytes go into a document as they are. Refused are files that end too early, coding that PDF
/// readers do not know, and colours for printing presses.
struct JPEGPicture {
    static let maximumBytes = 40_000_000
    static let maximumPixels = 120_000_000

    let width: Int
    let height: Int
    /// 1 for grey, 3 for colours.
    let components: Int
    let orientation: Orientation

    init?(_ bytes: [UInt8]) {
        guard bytes.count <= JPEGPicture.maximumBytes, JPEGPicture.isEnded(bytes) else { return nil }
        self.init(beginning: bytes)
    }

    /// From the beginning of a file, up to the picture itself.
    init?(beginning bytes: [UInt8]) {
        guard bytes.count >= 20, bytes[0] == 0xff, bytes[1] == 0xd8 else { return nil }
        var frame: (width: Int, height: Int, components: Int)?
        var orientation = Orientation.upright
        var place = 2
        while true {
            while place < bytes.count, bytes[place] == 0xff { place += 1 }
            // A marker, its length, and at least something behind it.
            guard place + 3 < bytes.count, bytes[place - 1] == 0xff else { return nil }
            let marker = bytes[place]
            let length = Int(bytes[place + 1]) << 8 | Int(bytes[place + 2])
            guard length >= 2, place + 1 + length < bytes.count else { return nil }
            let content = bytes[(place + 3)..<(place + 1 + length)]
            switch marker {
            case 0xc0, 0xc1, 0xc2:
                guard frame == nil, let read = JPEGPicture.frame(content) else { return nil }
                frame = read
            case 0xc3, 0xc5...0xc7, 0xc9...0xcb, 0xcd...0xcf, 0x00, 0x01, 0xd0...0xd9: return nil
            case 0xe1: orientation = JPEGPicture.orientation(content) ?? orientation
            case 0xda:
                guard let frame else { return nil }
                (width, height, components) = (frame.width, frame.height, frame.components)
                self.orientation = orientation
                return
            default: break
            }
            place += 1 + length
        }
    }

    /// Sides and components of a picture with eight bits a component.
    private static func frame(_ content: ArraySlice<UInt8>) -> (width: Int, height: Int, components: Int)? {
        let bytes = Array(content)
        guard bytes.count >= 6, bytes[0] == 8 else { return nil }
        let (height, width) = (Int(bytes[1]) << 8 | Int(bytes[2]), Int(bytes[3]) << 8 | Int(bytes[4]))
        let components = Int(bytes[5])
        guard width > 0, height > 0, width * height <= maximumPixels, components == 1 || components == 3,
            bytes.count == 6 + 3 * components
        else { return nil }
        return (width, height, components)
    }

    /// Whether the marker of the end stands at the end, where a few bytes of padding are nothing unusual.
    private static func isEnded(_ bytes: [UInt8]) -> Bool {
        let tail = bytes.suffix(64)
        return zip(tail, tail.dropFirst()).contains { $0 == 0xff && $1 == 0xd9 }
    }

    /// The tag Orientation of an EXIF block's first directory.
    private static func orientation(_ content: ArraySlice<UInt8>) -> Orientation? {
        let bytes = Array(content)
        guard bytes.starts(with: [0x45, 0x78, 0x69, 0x66, 0, 0]) else { return nil }
        let tiff = bytes.dropFirst(6)
        let isLittle = tiff.starts(with: [0x49, 0x49])
        func number(_ place: Int, _ size: Int) -> Int? {
            guard place >= 0, place + size <= tiff.count else { return nil }
            let part = tiff.dropFirst(place).prefix(size)
            return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let count = number(directory, 2) else { return nil }
        for entry in 0..<min(count, 200) where number(directory + 2 + entry * 12, 2) == 0x0112 {
            guard let value = number(directory + 2 + entry * 12 + 8, 2), (1...8).contains(value) else { return nil }
            return Orientation(value: value)
        }
        return nil
    }
}
