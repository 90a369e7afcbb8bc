import CPango

/// Coloured glyphs as pictures, kept from one document to the next.
final class EmojiPictures {
    /// A picture ready for a file, and where it stands on the line, in thousandths of the size.
    struct Picture {
        var width: Int
        var height: Int
        var colors: PDFDictionary
        var packedColors: [UInt8]
        var packedOpacity: [UInt8]?
        var box: (x: Double, y: Double, width: Double, height: Double)
    }

    private struct Key: Hashable {
        var face: OpaquePointer
        var glyph: UInt32
    }

    private var kept: [Key: Picture?] = [:]
    /// Some 5 kilobytes each.
    private static let maximumKept = 1000

    /// The picture of a glyph; nil where it has none.
    func picture(_ face: OpaquePointer, _ font: OpaquePointer, _ glyph: UInt32) -> Picture? {
        let key = Key(face: face, glyph: glyph)
        if let known = kept[key] { return known }
        if kept.count >= EmojiPictures.maximumKept { kept = [:] }
        let picture = EmojiPictures.made(font, glyph, unitsPerEm: Double(max(1, hb_face_get_upem(face))))
        kept[key] = .some(picture)
        return picture
    }

    private static func made(_ font: OpaquePointer, _ glyph: UInt32, unitsPerEm: Double) -> Picture? {
        guard let blob = hb_ot_color_glyph_reference_png(font, glyph) else { return nil }
        defer { hb_blob_destroy(blob) }
        var length: UInt32 = 0
        var extents = hb_glyph_extents_t()
        guard let data = hb_blob_get_data(blob, &length), length > 0,
            let png = PNGPicture(UnsafeRawBufferPointer(start: data, count: Int(length))),
            hb_font_get_glyph_extents(font, glyph, &extents) != 0
        else { return nil }
        let scale = 1000 / unitsPerEm
        let box = (
            x: Double(extents.x_bearing) * scale, y: Double(extents.y_bearing + extents.height) * scale,
            width: Double(extents.width) * scale, height: Double(-extents.height) * scale
        )
        let (colors, packed) = imageColors(png)
        return Picture(
            width: png.width, height: png.height, colors: colors, packedColors: packed,
            packedOpacity: png.opacity.map { deflate($0) }, box: box)
    }

    private static func imageColors(_ png: PNGPicture) -> (PDFDictionary, [UInt8]) {
        switch png.colors {
        case .palette(let palette, let packed, let bits):
            let space = PDFArray([
                "Indexed" as PDFName, "DeviceRGB" as PDFName, palette.count / 3 - 1, PDFBytes(palette),
            ])
            let predictor: PDFDictionary = [
                "Predictor": 15, "Colors": 1, "BitsPerComponent": bits, "Columns": png.width,
            ]
            return (["ColorSpace": space, "BitsPerComponent": bits, "DecodeParms": predictor], packed)
        case .rgb(let pixels):
            return (["ColorSpace": "DeviceRGB" as PDFName, "BitsPerComponent": 8], deflate(pixels))
        }
    }
}
