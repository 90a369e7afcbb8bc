import CPango
import Unroll

/// The glyphs of a font that a document shows, as a font of their own.
struct FontSubset {
    let name: PDFName
    let isCFF: Bool
    let program: PDFStream
    private let glyphs: [UInt32: UInt32]
    private let keepsOwnNumbers: Bool

    init(_ face: OpaquePointer, glyphs wanted: [UInt32]) throws(PrintFailure) {
        let fontName = FontSubset.postScriptName(face)
        guard let subset = Subsetting(face, wanted), let bytes = subset.table(nil) else {
            throw .unusableFont(fontName)
        }
        let outlines = subset.table("CFF ")
        (isCFF, glyphs) = (outlines != nil, subset.glyphs)
        var digest = Digest()
        digest.add(outlines ?? bytes)
        name = PDFName(foreign: FontSubset.tag(digest) + fontName)
        if let outlines {
            keepsOwnNumbers = CompactFont.isKeyedByCharacter(outlines)
            program = PDFStream(packing: outlines, ["Subtype": "CIDFontType0C" as PDFName])
        } else {
            keepsOwnNumbers = false
            program = PDFStream(packing: bytes, ["Length1": bytes.count])
        }
    }

    /// The number a glyph has in the subset.
    func newGlyph(_ glyph: UInt32) -> UInt32 { glyphs[glyph] ?? 0 }

    /// What the subset knows a glyph as: a CFF font keyed by character keeps the numbers of the font it was made of.
    func cid(of glyph: UInt32) -> UInt16 { UInt16(truncatingIfNeeded: keepsOwnNumbers ? glyph : newGlyph(glyph)) }

    /// Six letters before the name say that it is a subset.
    private static func tag(_ digest: Digest) -> String {
        String(decoding: digest.bytes.prefix(6).map { 0x41 + $0 % 26 }, as: UTF8.self) + "-"
    }

    private static func postScriptName(_ face: OpaquePointer) -> String {
        var length: UInt32 = 100
        var text = [CChar](repeating: 0, count: 100)
        hb_ot_name_get_utf8(face, hb_ot_name_id_t(HB_OT_NAME_ID_POSTSCRIPT_NAME), nil, &length, &text)
        let name = text.prefix(min(99, Int(length))).map { UInt8(bitPattern: $0) }
            .filter { (0x30...0x39).contains($0) || (0x41...0x5a).contains($0 & 0xdf) || $0 == 0x2d }
        return name.isEmpty ? "Font" : String(decoding: name, as: UTF8.self)
    }
}

/// One run of hb-subset, with what it holds on to.
private final class Subsetting {
    private let subset: OpaquePointer
    /// New numbers by old ones.
    let glyphs: [UInt32: UInt32]

    /// What a PDF file does not ask of an embedded font.
    private static let dropped = [
        "GSUB", "GPOS", "GDEF", "cmap", "name", "OS/2", "post", "CBDT", "CBLC", "SVG ", "COLR", "CPAL", "sbix",
    ]

    init?(_ face: OpaquePointer, _ wanted: [UInt32]) {
        guard let input = hb_subset_input_create_or_fail() else { return nil }
        defer { hb_subset_input_destroy(input) }
        hb_subset_input_set_flags(
            input, HB_SUBSET_FLAGS_NO_HINTING.rawValue | HB_SUBSET_FLAGS_NOTDEF_OUTLINE.rawValue)
        let glyphs = hb_subset_input_glyph_set(input)
        for glyph in wanted { hb_set_add(glyphs, glyph) }
        let tables = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
        for table in Subsetting.dropped { hb_set_add(tables, hb_tag_from_string(table, 4)) }
        guard let plan = hb_subset_plan_create_or_fail(face, input) else { return nil }
        defer { hb_subset_plan_destroy(plan) }
        guard let subset = hb_subset_plan_execute_or_fail(plan) else { return nil }
        self.subset = subset
        let map = hb_subset_plan_old_to_new_glyph_mapping(plan)
        self.glyphs = wanted.reduce(into: [:]) { $0[$1] = hb_map_get(map, $1) }
    }

    deinit { hb_face_destroy(subset) }

    /// The bytes of one table, or of the whole font; nil where there are none.
    func table(_ tag: String?) -> [UInt8]? {
        let blob =
            tag.map { hb_face_reference_table(subset, hb_tag_from_string($0, 4)) } ?? hb_face_reference_blob(subset)
        defer { hb_blob_destroy(blob) }
        var length: UInt32 = 0
        guard let data = hb_blob_get_data(blob, &length), length > 0 else { return nil }
        return Array(UnsafeRawBufferPointer(start: data, count: Int(length)))
    }
}
