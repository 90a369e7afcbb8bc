import CPango
import Unroll

/// The fonts of the machine and the layout engine over them. Kept warm, for opening fonts takes longer than a document; used by one thread at a time.
final class FontLibrary {
    private let map: UnsafeMutablePointer<PangoFontMap>
    private let context: OpaquePointer
    let layout: OpaquePointer
    private var descriptions: [DescriptionKey: OpaquePointer] = [:]

    private struct DescriptionKey: Hashable {
        var style: TextStyle
        var language: String?
    }

    /// The machine's fonts, or those below `folder` alone.
    init(folder: String? = nil) throws(PrintFailure) {
        guard let map = pango_ft2_font_map_new(), let context = pango_font_map_create_context(map),
            let layout = pango_layout_new(context)
        else { throw .noFonts }
        (self.map, self.context, self.layout) = (map, context, layout)
        FontLibrary.configure(map, folder)
        if !hasFonts { throw .noFonts }
        pango_context_set_round_glyph_positions(context, 0)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_auto_dir(layout, 0)
    }

    deinit {
        for description in descriptions.values { pango_font_description_free(description) }
        g_object_unref(UnsafeMutableRawPointer(layout))
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(map)
    }

    /// Points as units, outlines as the font has them.
    private static func configure(_ map: UnsafeMutablePointer<PangoFontMap>, _ folder: String?) {
        pango_ft2_font_map_set_resolution(OpaquePointer(map), 72, 72)
        let fontconfig = OpaquePointer(map)
        pango_fc_font_map_set_default_substitute(
            fontconfig,
            { pattern, _ in
                FcPatternDel(pattern, "hinting")
                FcPatternAddBool(pattern, "hinting", 0)
                FcPatternDel(pattern, "autohint")
                FcPatternAddBool(pattern, "autohint", 0)
            }, nil, nil)
        guard let folder, let own = FcConfigCreate() else { return }
        FcConfigAppFontAddDir(own, folder)
        pango_fc_font_map_set_config(fontconfig, own)
        FcConfigDestroy(own)
    }

    /// Whether there is a font at all; Pango lists families it only hopes for.
    private var hasFonts: Bool {
        let own = pango_fc_font_map_get_config(OpaquePointer(map))
        return [FcSetSystem, FcSetApplication].contains { FcConfigGetFonts(own, $0)?.pointee.nfont ?? 0 > 0 }
    }

    /// How Pango is told of a style; the language decides whose ideographs are shown.
    func description(_ style: TextStyle, language: String?) -> OpaquePointer? {
        let key = DescriptionKey(style: style, language: language)
        if let known = descriptions[key] { return known }
        guard let description = pango_font_description_new() else { return nil }
        pango_font_description_set_family(description, style.families(for: language))
        pango_font_description_set_absolute_size(description, style.size * Double(PANGO_SCALE))
        pango_font_description_set_weight(description, style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_font_description_set_style(description, style.isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
        descriptions[key] = description
        return description
    }

    /// Prepares the layout for a paragraph.
    func prepare(_ style: TextStyle, language: String?, direction: PangoDirection) {
        pango_context_set_base_dir(context, direction)
        pango_context_set_language(
            context, pango_language_from_string(FontLanguage.fontconfig(language) ?? "en"))
        pango_layout_context_changed(layout)
        pango_layout_set_font_description(layout, description(style, language: language))
        pango_layout_set_alignment(layout, direction == PANGO_DIRECTION_RTL ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT)
    }
}
