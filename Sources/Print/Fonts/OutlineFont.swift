import CPango
import Unroll

/// A font with outlines, of which the glyphs that are shown are embedded (ISO 32000-1, 9.7).
final class OutlineFont: PageFont {
    private let face: OpaquePointer
    private let font: OpaquePointer
    private let unitsPerEm: Int
    private var table = CodeTable(first: 1, limit: 65_000)
    private var widths: [Int] = []
    /// Codes of the letters of ASCII, each with the glyph it had last.
    private var letters = [(glyph: UInt32, code: UInt16)](repeating: (.max, 0), count: 128)

    let bytesPerCode = 2
    var isShown: Bool { !table.isEmpty }
    /// The glyph of a space.
    let space: UInt32?

    init?(face: OpaquePointer) {
        guard let font = hb_font_create(face) else { return nil }
        (self.face, self.font) = (hb_face_reference(face), font)
        unitsPerEm = max(1, Int(hb_face_get_upem(face)))
        var glyph: hb_codepoint_t = 0
        space = hb_font_get_nominal_glyph(font, 0x20, &glyph) != 0 ? glyph : nil
    }

    deinit {
        hb_font_destroy(font)
        hb_face_destroy(face)
    }

    func width(of code: UInt16) -> Int { widths[Int(code - table.first)] }

    /// The code of a glyph and the text behind it; nil when the font has no room for one more.
    func code(_ glyph: UInt32, _ text: some Collection<UInt8>) -> UInt16? {
        guard let (code, isNew) = table.code(glyph, text) else { return nil }
        if isNew { widths.append(thousandths(Int(hb_font_get_glyph_h_advance(font, glyph)))) }
        return code
    }

    /// The same for one letter of ASCII.
    func code(_ glyph: UInt32, letter: UInt8) -> UInt16? {
        let known = letters[Int(letter & 0x7f)]
        if known.glyph == glyph { return known.code }
        guard let code = code(glyph, CollectionOfOne(letter)) else { return nil }
        letters[Int(letter & 0x7f)] = (glyph, code)
        return code
    }

    private func thousandths(_ units: Int) -> Int {
        Int((Double(units) * 1000 / Double(unitsPerEm)).rounded())
    }

    func write(to file: inout PDFFile) throws(PrintFailure) -> PDFReference {
        let subset = try FontSubset(face, glyphs: table.entries.map(\.glyph))
        let program = file.add(subset.program)
        var descriptor: PDFDictionary = [
            "Type": "FontDescriptor" as PDFName, "FontName": subset.name, "Flags": 4, "ItalicAngle": 0,
        ]
        addMeasures(to: &descriptor)
        descriptor[subset.isCFF ? "FontFile3" : "FontFile2"] = program
        var descendant: PDFDictionary = [
            "Type": "Font" as PDFName, "Subtype": (subset.isCFF ? "CIDFontType0" : "CIDFontType2") as PDFName,
            "BaseFont": subset.name, "CIDSystemInfo": OutlineFont.system, "FontDescriptor": file.add(descriptor),
        ]
        var cids = (1...max(1, table.entries.count)).map { UInt16($0) }
        if subset.isCFF { cids = table.entries.map { subset.cid(of: $0.glyph) } }
        descendant["W"] = widthArray(cids)
        if !subset.isCFF { descendant["CIDToGIDMap"] = file.add(PDFStream(packing: glyphMap(subset))) }
        let encoding: any PDFObject =
            subset.isCFF ? file.add(CodeMap.stream(cids, first: table.first)) : "Identity-H" as PDFName
        return file.add(
            [
                "Type": "Font" as PDFName, "Subtype": "Type0" as PDFName, "BaseFont": subset.name, "Encoding": encoding,
                "DescendantFonts": PDFArray([file.add(descendant)]),
                "ToUnicode": file.add(ToUnicode.stream(table, bytesPerCode: 2)),
            ] as PDFDictionary)
    }

    static let system: PDFDictionary = [
        "Registry": PDFBytes(Array("Adobe".utf8)), "Ordering": PDFBytes(Array("Identity".utf8)), "Supplement": 0,
    ]

    private func addMeasures(to descriptor: inout PDFDictionary) {
        var extents = hb_font_extents_t()
        _ = hb_font_get_h_extents(font, &extents)
        let (ascent, descent) = (thousandths(Int(extents.ascender)), thousandths(Int(extents.descender)))
        descriptor["Ascent"] = ascent
        descriptor["Descent"] = descent
        descriptor["CapHeight"] = ascent * 3 / 4
        descriptor["StemV"] = 80
        descriptor["FontBBox"] = PDFArray([-1000, descent, 3000, ascent])
    }

    /// Each character with its width, once.
    private func widthArray(_ cids: [UInt16]) -> PDFArray {
        var array = PDFArray()
        var written: Set<UInt16> = []
        for (cid, width) in zip(cids, widths) where written.insert(cid).inserted {
            array.append(Int(cid))
            array.append(PDFArray([width]))
        }
        return array
    }

    private func glyphMap(_ subset: FontSubset) -> [UInt8] {
        var map: [UInt8] = [0, 0]
        for entry in table.entries {
            let glyph = subset.newGlyph(entry.glyph)
            map.append(UInt8(glyph >> 8))
            map.append(UInt8(glyph & 0xff))
        }
        return map
    }
}
