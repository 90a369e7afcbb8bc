import CPango

/// Glyphs that are pictures, as a Type 3 font (ISO 32000-1, 9.6.5): emoji, each with its whole sequence as text, and boxes for characters that no font
/// here has.
final class PictureFont: PageFont {
    private enum Glyph {
        case picture(EmojiPictures.Picture, width: Int)
        case empty(width: Int)
        case box
    }

    let bytesPerCode = 1
    var isShown: Bool { !table.isEmpty }
    private var table = CodeTable(first: 1, limit: 250)
    private var glyphs: [Glyph] = []
    private let pictures: EmojiPictures
    private var fonts: [OpaquePointer: OpaquePointer] = [:]
    private var facesByNumber: [OpaquePointer] = []

    static let boxWidth = 600

    init(_ pictures: EmojiPictures) { self.pictures = pictures }

    deinit { for font in fonts.values { hb_font_destroy(font) } }

    func width(of code: UInt16) -> Int {
        switch glyphs[Int(code - table.first)] {
        case .picture(_, let width), .empty(let width): width
        case .box: PictureFont.boxWidth
        }
    }

    /// The code of a coloured glyph and the text behind it; nil when the font is full.
    func code(_ face: OpaquePointer, _ glyph: UInt32, _ text: some Collection<UInt8>) -> UInt16? {
        guard let font = font(face) else { return nil }
        // Faces are told apart by the upper bits, which no glyph's number reaches.
        let number = facesByNumber.firstIndex(of: face) ?? 0
        guard let (code, isNew) = table.code(UInt32(number + 1) << 24 | (glyph & 0xff_ffff), text) else { return nil }
        if isNew {
            let unitsPerEm = Double(max(1, hb_face_get_upem(face)))
            let width = Int((Double(hb_font_get_glyph_h_advance(font, glyph)) * 1000 / unitsPerEm).rounded())
            glyphs.append(
                pictures.picture(face, font, glyph).map { .picture($0, width: width) } ?? .empty(width: width))
        }
        return code
    }

    /// The code of a box that stands for `text`; nil when the font is full.
    func box(_ text: some Collection<UInt8>) -> UInt16? {
        guard let (code, isNew) = table.code(0, text) else { return nil }
        if isNew { glyphs.append(.box) }
        return code
    }

    private func font(_ face: OpaquePointer) -> OpaquePointer? {
        if let known = fonts[face] { return known }
        guard let font = hb_font_create(face) else { return nil }
        fonts[face] = font
        facesByNumber.append(face)
        return font
    }

    func write(to file: inout PDFFile) -> PDFReference {
        var (procedures, images) = (PDFDictionary(), PDFDictionary())
        var (differences, widths) = (PDFArray([Int(table.first)]), PDFArray())
        for (index, glyph) in glyphs.enumerated() {
            let name = PDFName("g", index)
            differences.append(name)
            widths.append(width(of: table.first + UInt16(index)))
            if case .picture(let picture, _) = glyph {
                images[PDFName("I", index)] = PictureFont.image(picture, &file)
            }
            procedures[name] = file.add(PDFStream(packing: procedure(glyph, index)))
        }
        // Readers guess how large such a font is from the width of its m.
        differences.append("m" as PDFName)
        widths.append(600)
        var empty = Content()
        empty.glyphWidth(600)
        procedures["m"] = file.add(PDFStream(packing: empty.bytes))
        return file.add(
            [
                "Type": "Font" as PDFName, "Subtype": "Type3" as PDFName, "FontBBox": PDFArray([0, -300, 1300, 1000]),
                "FontMatrix": PDFArray([0.001, 0, 0, 0.001, 0, 0]), "CharProcs": file.add(procedures),
                "Encoding": ["Type": "Encoding" as PDFName, "Differences": differences] as PDFDictionary,
                "FirstChar": Int(table.first), "LastChar": Int(table.first) + glyphs.count, "Widths": widths,
                "Resources": ["XObject": images] as PDFDictionary,
                "ToUnicode": file.add(ToUnicode.stream(table, bytesPerCode: 1)),
            ] as PDFDictionary)
    }

    private func procedure(_ glyph: Glyph, _ index: Int) -> [UInt8] {
        var content = Content()
        switch glyph {
        case .empty(let width): content.glyphWidth(Double(width))
        case .box:
            content.glyphWidth(Double(PictureFont.boxWidth))
            content.strokeRectangle(60, 0, 480, 700, width: 40, gray: TextStyle.faint)
        case .picture(let picture, let width):
            content.glyphWidth(Double(width))
            content.save()
            content.transform(picture.box.width, 0, 0, picture.box.height, picture.box.x, picture.box.y)
            content.draw(PDFName("I", index))
            content.restore()
        }
        return content.bytes
    }

    private static func image(_ picture: EmojiPictures.Picture, _ file: inout PDFFile) -> PDFReference {
        var dictionary = picture.colors
        dictionary["Type"] = "XObject" as PDFName
        dictionary["Subtype"] = "Image" as PDFName
        dictionary["Width"] = picture.width
        dictionary["Height"] = picture.height
        if let opacity = picture.packedOpacity {
            dictionary["SMask"] = file.add(
                PDFStream(
                    packed: opacity,
                    [
                        "Type": "XObject" as PDFName, "Subtype": "Image" as PDFName, "Width": picture.width,
                        "Height": picture.height, "ColorSpace": "DeviceGray" as PDFName, "BitsPerComponent": 8,
                    ]))
        }
        return file.add(PDFStream(packed: picture.packedColors, dictionary))
    }
}
