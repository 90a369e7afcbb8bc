/// The pictures of a document, each in the file once, however often it is shown.
struct PictureBook {
    /// A picture in the file.
    struct Placed {
        var name: PDFName
        /// Pixels as it is seen.
        var width: Int
        var height: Int
        var orientation: Orientation
    }

    private static let maximumPixels = 25_000_000

    private let given: [String: PrintOptions.Picture]
    private var placed: [String: Placed?] = [:]

    init(_ options: PrintOptions) { given = options.pictures }

    /// The first picture that is given for one of these places and can be shown.
    mutating func picture(_ places: [String?], _ made: inout DocumentParts) -> Placed? {
        for case let place? in places {
            if let known = placed[place] {
                if let known { return known }
                continue
            }
            guard let picture = given[place] else { continue }
            let new = add(picture, number: placed.count, &made)
            placed[place] = .some(new)
            if let new { return new }
        }
        return nil
    }

    private func add(_ picture: PrintOptions.Picture, number: Int, _ made: inout DocumentParts) -> Placed? {
        let name = PDFName("P", number)
        switch picture {
        case .jpeg(let bytes):
            guard let jpeg = JPEGPicture(bytes) else { return nil }
            let stream = PDFStream(
                bytes, filter: "DCTDecode",
                PictureBook.dictionary(jpeg.width, jpeg.height, isGray: jpeg.components == 1))
            made.pictures[name] = made.file.add(stream)
            let turned = jpeg.orientation.isSideways
            return Placed(
                name: name, width: turned ? jpeg.height : jpeg.width, height: turned ? jpeg.width : jpeg.height,
                orientation: jpeg.orientation)
        case .pixels(let width, let height, let channels, let bytes):
            guard width > 0, height > 0, (1...4).contains(channels),
                width <= PictureBook.maximumPixels / height, bytes.count == width * height * channels
            else { return nil }
            made.pictures[name] = add(width, height, channels, bytes, &made.file)
            return Placed(name: name, width: width, height: height, orientation: .upright)
        }
    }

    /// Colours and, where there is a channel for it, how opaque they are.
    private func add(
        _ width: Int, _ height: Int, _ channels: Int, _ bytes: [UInt8], _ file: inout PDFFile
    ) -> PDFReference {
        let colors = channels < 3 ? 1 : 3
        var dictionary = PictureBook.dictionary(width, height, isGray: colors == 1)
        if channels != colors {
            let opacity = PictureBook.channels(bytes, of: channels, from: colors, count: 1)
            if opacity.contains(where: { $0 != 255 }) {
                let mask = PictureBook.dictionary(width, height, isGray: true)
                dictionary["SMask"] = file.add(PictureBook.packed(opacity, width, 1, mask))
            }
        }
        let colored = channels == colors ? bytes : PictureBook.channels(bytes, of: channels, from: 0, count: colors)
        return file.add(PictureBook.packed(colored, width, colors, dictionary))
    }

    private static func dictionary(_ width: Int, _ height: Int, isGray: Bool) -> PDFDictionary {
        [
            "Type": "XObject" as PDFName, "Subtype": "Image" as PDFName, "Width": width, "Height": height,
            "ColorSpace": (isGray ? "DeviceGray" : "DeviceRGB") as PDFName, "BitsPerComponent": 8,
        ]
    }

    private static func channels(_ bytes: [UInt8], of channels: Int, from first: Int, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes.count / channels * count) { buffer, filled in
            for pixel in stride(from: 0, to: bytes.count, by: channels) {
                for channel in first..<first + count {
                    buffer[filled] = bytes[pixel + channel]
                    filled += 1
                }
            }
        }
    }

    /// Each row as what it adds to the one above, which packs better (PNG filter 2).
    private static func packed(
        _ bytes: [UInt8], _ width: Int, _ channels: Int, _ dictionary: PDFDictionary
    ) -> PDFStream {
        let row = width * channels
        var filtered: [UInt8] = []
        filtered.reserveCapacity(bytes.count + bytes.count / row)
        for start in stride(from: 0, to: bytes.count, by: row) {
            filtered.append(2)
            for index in start..<start + row { filtered.append(bytes[index] &- (start == 0 ? 0 : bytes[index - row])) }
        }
        var dictionary = dictionary
        dictionary["DecodeParms"] =
            [
                "Predictor": 15, "Colors": channels, "BitsPerComponent": 8, "Columns": width,
            ] as PDFDictionary
        return PDFStream(packing: filtered, dictionary)
    }
}
