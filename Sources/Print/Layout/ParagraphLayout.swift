import CPango

/// Breaks paragraphs into lines with Pango: direction, scripts, fonts, shapes and breaks are its decisions.
struct ParagraphLayout {
    let library: FontLibrary
    let fonts: DocumentFonts

    /// The lines of a paragraph in a measure of `width` points.
    func lines(
        _ passages: [Passage], _ style: TextStyle, language: String?, isRightToLeft: Bool, width: Double
    ) -> [TypesetLine] {
        let joined = JoinedPassages(passages)
        if joined.text.isEmpty { return [] }
        library.prepare(style, language: language, direction: isRightToLeft ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR)
        let layout = library.layout
        pango_layout_set_width(layout, Int32(min(width, 10_000) * Double(PANGO_SCALE)))
        pango_layout_set_text(layout, joined.text, -1)
        let attributes = attributes(passages, joined.ends, style, language)
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
        defer { pango_layout_set_attributes(layout, nil) }
        return read(layout, passages, joined, style)
    }

    /// Fonts and languages of passages that differ from the paragraph.
    private func attributes(
        _ passages: [Passage], _ ends: [Int], _ style: TextStyle, _ language: String?
    ) -> OpaquePointer? {
        let list = pango_attr_list_new()
        var start = 0
        for (passage, end) in zip(passages, ends) {
            var shape = passage.style
            shape.gray = style.gray
            var added: [UnsafeMutablePointer<PangoAttribute>] = []
            if shape != style || passage.language != nil,
                let description = library.description(passage.style, language: passage.language ?? language),
                let attribute = pango_attr_font_desc_new(description)
            {
                added.append(attribute)
            }
            if let tag = FontLanguage.fontconfig(passage.language),
                let attribute = pango_attr_language_new(pango_language_from_string(tag))
            {
                added.append(attribute)
            }
            for attribute in added {
                (attribute.pointee.start_index, attribute.pointee.end_index) = (guint(start), guint(end))
                pango_attr_list_insert(list, attribute)
            }
            start = end
        }
        return list
    }

    private func read(
        _ layout: OpaquePointer, _ passages: [Passage], _ joined: JoinedPassages, _ style: TextStyle
    ) -> [TypesetLine] {
        guard let iterator = pango_layout_get_iter(layout) else { return [] }
        defer { pango_layout_iter_free(iterator) }
        var lines: [TypesetLine] = []
        var cursor = 0
        repeat {
            guard let line = pango_layout_iter_get_line_readonly(iterator) else { break }
            var logical = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &logical)
            let ascent = points(pango_layout_iter_get_baseline(iterator) - logical.y)
            var clusters = LineClusters(fonts, joined)
            clusters.read(line, x: Int(logical.x))
            let segments = clusters.segments(passages, &cursor)
            let descent = points(logical.height) - ascent
            lines.append(
                TypesetLine(
                    segments: segments, ascent: ascent, descent: descent,
                    height: max(style.leading, ascent + descent)))
        } while pango_layout_iter_next_line(iterator) != 0
        return lines
    }
}

/// Points of Pango's units.
func points(_ units: Int32) -> Double { Double(units) / Double(PANGO_SCALE) }

/// The text of all passages, and where each ends in it, in bytes.
struct JoinedPassages {
    private(set) var text = ""
    private(set) var ends: [Int] = []
    let bytes: [UInt8]

    init(_ passages: [Passage]) {
        for passage in passages {
            if passage.isIsolated { text += "\u{2068}" }
            text += passage.text
            if passage.isIsolated { text += "\u{2069}" }
            ends.append(text.utf8.count)
        }
        bytes = Array(text.utf8)
    }
}
