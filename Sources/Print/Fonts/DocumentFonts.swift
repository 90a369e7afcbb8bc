import CPango
import Unroll

/// The fonts of one document, in the order in which they are first shown.
final class DocumentFonts {
    private(set) var fonts: [any PageFont] = []
    private var outlines: [OpaquePointer: (index: Int, font: OutlineFont)] = [:]
    private var isPictorial: [OpaquePointer: Bool] = [:]
    private var pictures: Int?
    private let emoji: EmojiPictures
    /// Characters that no font here has.
    private(set) var unshown: Set<Unicode.Scalar> = []

    init(_ emoji: EmojiPictures) { self.emoji = emoji }

    /// A glyph on a page.
    struct Code {
        var font: Int
        var code: UInt16
    }

    /// Whether the glyphs of a face are pictures and nothing else.
    func hasPictures(_ face: OpaquePointer) -> Bool {
        if let known = isPictorial[face] { return known }
        let answer = hb_ot_color_has_png(face) != 0
        isPictorial[face] = answer
        return answer
    }

    /// The font of a face with outlines; nil where its glyphs are pictures.
    func outline(_ face: OpaquePointer) -> (index: Int, font: OutlineFont)? {
        if let known = outlines[face] { return known }
        return hasPictures(face) ? nil : addOutline(face)
    }

    /// Another font of the same face, where there is none yet or the one there is has no room.
    private func addOutline(_ face: OpaquePointer) -> (index: Int, font: OutlineFont)? {
        guard let font = OutlineFont(face: face) else { return nil }
        outlines[face] = (fonts.count, font)
        fonts.append(font)
        return outlines[face]
    }

    func code(_ face: OpaquePointer, _ glyph: UInt32, _ text: some Collection<UInt8>) -> Code {
        if hasPictures(face) { return picture { $0.code(face, glyph, text) } }
        if let (index, font) = outline(face), let code = font.code(glyph, text) { return Code(font: index, code: code) }
        guard let (index, font) = addOutline(face), let code = font.code(glyph, text) else { return box(text) }
        return Code(font: index, code: code)
    }

    /// A space as wide as the font's own; nil for a face without one.
    func space(_ face: OpaquePointer, _ text: some Collection<UInt8>) -> Code? {
        outline(face)?.font.space.map { code(face, $0, text) }
    }

    /// A box in the place of what no font has.
    func box(_ text: some Collection<UInt8>) -> Code {
        unshown.formUnion(String(decoding: text, as: UTF8.self).unicodeScalars)
        return picture { $0.box(text) }
    }

    private func picture(_ code: (PictureFont) -> UInt16?) -> Code {
        if let index = pictures, let font = fonts[index] as? PictureFont, let code = code(font) {
            return Code(font: index, code: code)
        }
        let font = PictureFont(emoji)
        pictures = fonts.count
        fonts.append(font)
        return Code(font: fonts.count - 1, code: code(font) ?? 1)
    }

    static func name(_ font: Int) -> PDFName { PDFName("F", font) }

    /// Writes those that are shown; what pages call them by.
    func write(to file: inout PDFFile) throws(PrintFailure) -> PDFDictionary {
        var names = PDFDictionary()
        for (index, font) in fonts.enumerated() where font.isShown {
            names[DocumentFonts.name(index)] = try font.write(to: &file)
        }
        return names
    }
}
