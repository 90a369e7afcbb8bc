import CPango

/// The clusters of a line, each the smallest stretch of text with glyphs of its own, in the order in which they are read.
struct LineClusters {
    private struct Cluster {
        /// Bytes of the paragraph.
        var text: Range<Int>
        var glyphs: Range<Int>
        var font: Int
        var size: Double
        var minX: Double
        var maxX: Double
        var isSpace: Bool
        var isRightToLeft: Bool
    }

    private let fonts: DocumentFonts
    private let joined: JoinedPassages
    private var clusters: [Cluster] = []
    private var glyphs: [TypesetLine.Glyph] = []

    private static let empty: UInt32 = 0x0fff_ffff
    private static let unknown: UInt32 = 0x1000_0000

    init(_ fonts: DocumentFonts, _ joined: JoinedPassages) { (self.fonts, self.joined) = (fonts, joined) }

    // MARK: Reading

    mutating func read(_ line: UnsafeMutablePointer<PangoLayoutLine>, x start: Int) {
        var runs: [(run: UnsafeMutablePointer<PangoGlyphItem>, x: Int)] = []
        var (node, x) = (line.pointee.runs, start)
        while let list = node {
            if let run = list.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self) {
                runs.append((run, x))
                x += Int(pango_glyph_string_get_width(run.pointee.glyphs))
            }
            node = list.pointee.next
        }
        runs.sort { $0.run.pointee.item.pointee.offset < $1.run.pointee.item.pointee.offset }
        for (run, x) in runs { read(run.pointee, x: x) }
    }

    private mutating func read(_ run: PangoGlyphItem, x start: Int) {
        let item = run.item.pointee
        guard let pangoFont = item.analysis.font, let hbFont = pango_font_get_hb_font(pangoFont),
            let face = hb_font_get_face(hbFont)
        else { return }
        var scale: Int32 = 0
        hb_font_get_scale(hbFont, &scale, nil)
        let shape = Shape(face: face, size: abs(points(scale)), outline: fonts.outline(face))
        let (string, count) = (run.glyphs.pointee, Int(run.glyphs.pointee.num_glyphs))
        guard count > 0, let infos = string.glyphs, let offsets = string.log_clusters else { return }
        let isRightToLeft = item.analysis.level & 1 == 1
        var found: [(glyphs: Range<Int>, x: Int)] = []
        var (index, x) = (0, start)
        while index < count {
            var (end, width) = (index, 0)
            while end < count, offsets[end] == offsets[index] {
                width += Int(infos[end].geometry.width)
                end += 1
            }
            found.append((index..<end, x))
            (index, x) = (end, x + width)
        }
        if isRightToLeft { found.reverse() }
        let starts = found.map { Int(offsets[$0.glyphs.lowerBound]) } + [Int(item.length)]
        var pending = Int(item.offset) + starts[0]
        for (number, cluster) in found.enumerated() {
            let text = pending..<max(pending, Int(item.offset) + starts[number + 1])
            if cluster.glyphs.count == 1, !text.isEmpty,
                addLetter(text, infos[cluster.glyphs.lowerBound], x: cluster.x, shape)
            {
                pending = text.upperBound
                continue
            }
            let isSeen = cluster.glyphs.contains { infos[$0].glyph != LineClusters.empty }
            let kept = LineClusters.withoutIsolates(joined.bytes[text])
            let isSpace = LineClusters.isSpace(kept)
            // What only tells the letters beside it how to look belongs to the text of the next one.
            if !isSeen, !isSpace, number + 1 < found.count { continue }
            pending = text.upperBound
            let width = cluster.glyphs.reduce(0) { $0 + Int(infos[$1].geometry.width) }
            let extent = (points(Int32(clamping: cluster.x)), points(Int32(clamping: cluster.x + width)))
            if isSpace {
                addSpace(text, kept, extent, shape)
            } else if isSeen {
                add(text, kept, infos, cluster.glyphs, x: cluster.x, extent, shape, isRightToLeft)
            }
        }
    }

    private struct Shape {
        var face: OpaquePointer
        var size: Double
        /// The face as a font of the document; nil where its glyphs are pictures.
        var outline: (index: Int, font: OutlineFont)?
    }

    /// What most of most texts consists of: one glyph for one letter of ASCII. Whether this was such a cluster.
    private mutating func addLetter(_ text: Range<Int>, _ info: PangoGlyphInfo, x: Int, _ shape: Shape) -> Bool {
        let byte = joined.bytes[text.lowerBound]
        guard text.count == 1, (0x21...0x7e).contains(byte), info.glyph & 0xf000_0000 == 0,
            info.glyph != LineClusters.empty, let (index, font) = shape.outline,
            let code = font.code(info.glyph, letter: byte)
        else { return false }
        let from = points(Int32(clamping: x))
        glyphs.append(
            TypesetLine.Glyph(
                code: code, x: from + points(info.geometry.x_offset), rise: -points(info.geometry.y_offset)))
        clusters.append(
            Cluster(
                text: text, glyphs: glyphs.count - 1..<glyphs.count, font: index, size: shape.size, minX: from,
                maxX: from + points(info.geometry.width), isSpace: false, isRightToLeft: false))
        return true
    }

    private mutating func add(
        _ text: Range<Int>, _ kept: [UInt8], _ infos: UnsafeMutablePointer<PangoGlyphInfo>, _ range: Range<Int>,
        x start: Int, _ extent: (Double, Double), _ shape: Shape, _ isRightToLeft: Bool
    ) {
        var shown: [(index: Int, x: Int)] = []
        var x = start
        for index in range {
            if infos[index].glyph != LineClusters.empty { shown.append((index, x)) }
            x += Int(infos[index].geometry.width)
        }
        // The base of a letter comes first in the text, whichever side its marks are on.
        if isRightToLeft { shown.reverse() }
        let isUnknown = shown.contains { infos[$0.index].glyph & LineClusters.unknown != 0 }
        if isUnknown { shown = [shown[0]] }
        let pieces = LineClusters.pieces(kept, shown.count)
        func codes() -> [DocumentFonts.Code] {
            if isUnknown { return [fonts.box(kept)] }
            return zip(pieces, shown).map { fonts.code(shape.face, infos[$1.index].glyph, $0) }
        }
        var found = codes()
        // A font of pictures was full in the middle; now there is a new one.
        if found.contains(where: { $0.font != found[0].font }) { found = codes() }
        let first = glyphs.count
        for (code, (index, x)) in zip(found, shown) {
            let geometry = infos[index].geometry
            glyphs.append(
                TypesetLine.Glyph(
                    code: code.code, x: points(Int32(clamping: x + Int(geometry.x_offset))),
                    rise: -points(geometry.y_offset)))
        }
        clusters.append(
            Cluster(
                text: text, glyphs: first..<glyphs.count, font: found[0].font, size: shape.size, minX: extent.0,
                maxX: extent.1, isSpace: false, isRightToLeft: isRightToLeft))
    }

    /// A space is there to be read, also where it ends a line and takes no room.
    private mutating func addSpace(_ text: Range<Int>, _ kept: [UInt8], _ extent: (Double, Double), _ shape: Shape) {
        guard let code = fonts.space(shape.face, LineClusters.isLineEnd(kept) ? [0x20] : kept) else { return }
        glyphs.append(TypesetLine.Glyph(code: code.code, x: extent.0, rise: 0))
        clusters.append(
            Cluster(
                text: text, glyphs: glyphs.count - 1..<glyphs.count, font: code.font, size: shape.size, minX: extent.0,
                maxX: extent.1, isSpace: true, isRightToLeft: false))
    }

    // MARK: Texts

    /// As many pieces as there are glyphs: a character each, the last with what is left over.
    private static func pieces(_ text: [UInt8], _ count: Int) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var rest = text[...]
        for _ in 1..<count {
            let length = rest.isEmpty ? 0 : 1 + rest.dropFirst().prefix { $0 & 0xc0 == 0x80 }.count
            pieces.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return pieces + [rest]
    }

    /// Without U+2068 and U+2069, which are put around names and links and are no part of a post.
    private static func withoutIsolates(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let text = Array(bytes)
        guard text.contains(0xe2) else { return text }
        let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
        return Array(String(String.UnicodeScalarView(scalars.filter { $0 != "\u{2068}" && $0 != "\u{2069}" })).utf8)
    }

    private static func isLineEnd(_ text: [UInt8]) -> Bool {
        text == [0xe2, 0x80, 0xa8] || text == [0xe2, 0x80, 0xa9] || text == [0x0a]
    }

    private static func isSpace(_ text: [UInt8]) -> Bool {
        if text.count == 1 { return text[0] == 0x20 || text[0] == 0x0a }
        guard text.count <= 3, text.count > 1 else { return false }
        let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
        return scalars.count == 1 && scalars.allSatisfy(\.properties.isWhitespace)
    }

    // MARK: Segments

    /// The clusters joined where nothing parts them; `cursor` is the passage the last line ended in.
    func segments(_ passages: [Passage], _ cursor: inout Int) -> [TypesetLine.Segment] {
        var segments: [TypesetLine.Segment] = []
        var index = 0
        while index < clusters.count {
            while cursor + 1 < joined.ends.count, clusters[index].text.upperBound > joined.ends[cursor] { cursor += 1 }
            let word = wordEnd(from: index, in: cursor)
            let parts = clusters[index..<word]
            var segment = segment(parts, cursor, passages[cursor].style.gray)
            if parts.contains(where: { $0.glyphs.count > 1 || isMark($0) }) {
                let text = joined.bytes[clusters[index].text.lowerBound..<clusters[word - 1].text.upperBound]
                segment.actualText = String(decoding: LineClusters.withoutIsolates(text), as: UTF8.self)
            }
            if let last = segments.last, last.continues(segment) {
                segments[segments.count - 1].append(segment)
            } else {
                segments.append(segment)
            }
            index = word
        }
        return segments
    }

    /// Whether a cluster is a sign on the letter before it, which readers of a file may take for the beginning of a word.
    private func isMark(_ cluster: Cluster) -> Bool {
        let bytes = joined.bytes[cluster.text]
        guard !cluster.isRightToLeft, let first = bytes.first, first >= 0xcc,
            let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first
        else { return false }
        return switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    private func segment(_ parts: ArraySlice<Cluster>, _ passage: Int, _ gray: Double) -> TypesetLine.Segment {
        var segment = TypesetLine.Segment(
            passage: passage, font: clusters[parts.startIndex].font, size: clusters[parts.startIndex].size, gray: gray,
            glyphs: [], actualText: nil, minX: .infinity, maxX: -.infinity)
        for cluster in parts {
            segment.glyphs += glyphs[cluster.glyphs]
            segment.minX = min(segment.minX, cluster.minX)
            segment.maxX = max(segment.maxX, cluster.maxX)
        }
        return segment
    }

    /// Where a word in one font ends; a space is by itself.
    private func wordEnd(from start: Int, in passage: Int) -> Int {
        let first = clusters[start]
        var end = start + 1
        if first.isSpace { return end }
        while end < clusters.count, !clusters[end].isSpace, clusters[end].font == first.font,
            clusters[end].size == first.size, clusters[end].text.upperBound <= joined.ends[passage],
            clusters[end].text.lowerBound >= clusters[end - 1].text.upperBound
        {
            end += 1
        }
        return end
    }
}

extension TypesetLine.Segment {
    /// Whether `next` can be shown in one go with this.
    fileprivate func continues(_ next: Self) -> Bool {
        passage == next.passage && font == next.font && size == next.size && actualText == nil && next.actualText == nil
    }

    fileprivate mutating func append(_ next: Self) {
        glyphs += next.glyphs
        (minX, maxX) = (min(minX, next.minX), max(maxX, next.maxX))
    }
}
