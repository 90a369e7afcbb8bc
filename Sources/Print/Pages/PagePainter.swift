import Render
import Unroll

/// Draws on one page, and marks everything that is drawn as a part of the document or as none.
struct PagePainter {
    let page: Int
    private(set) var content = Content()
    private(set) var annotations: [PDFReference] = []
    private var open: StructureTree.Element?
    private var shown: (font: Int, size: Double)?
    private var gray = -1.0
    private var rise = 0.0

    init(page: Int) { self.page = page }

    mutating func close() {
        guard open != nil else { return }
        content.endText()
        content.endMarked()
        open = nil
    }

    private mutating func begin(_ element: StructureTree.Element, _ structure: inout StructureTree) {
        if open == element { return }
        close()
        content.beginMarked(
            PDFName(foreign: structure.kind(element).rawValue), ["MCID": structure.mark(element, page: page)])
        content.beginText()
        open = element
    }

    /// Text that can only be told as a whole.
    private mutating func begin(
        _ text: String, in element: StructureTree.Element, _ structure: inout StructureTree
    ) {
        close()
        let span = structure.add(.span, to: element, actualText: text)
        content.beginMarked(
            "Span", ["MCID": structure.mark(span, page: page), "ActualText": PDFText(text)])
        content.beginText()
        open = span
    }

    // MARK: Lines

    /// A line whose baseline begins at a point.
    mutating func draw(
        _ line: TypesetLine, _ paragraph: SetParagraph, x: Double, y: Double, _ made: inout DocumentParts
    ) {
        for segment in line.segments {
            let element = paragraph.element(of: segment.passage, in: &made.structure)
            if let text = segment.actualText {
                begin(text, in: element, &made.structure)
            } else {
                begin(element, &made.structure)
            }
            show(segment, x: x, y: y, made.fonts)
        }
        for stretch in PagePainter.stretches(line) {
            finish(stretch, paragraph, x: x, y: y, &made)
        }
    }

    /// Thousandths of the size that a glyph may stand off its place; what is left is made up for by the next one.
    private static let tolerance = 3

    private mutating func show(_ segment: TypesetLine.Segment, x: Double, y: Double, _ fonts: DocumentFonts) {
        let font = fonts.fonts[segment.font]
        if gray != segment.gray { content.gray(segment.gray) }
        gray = segment.gray
        if shown?.font != segment.font || shown?.size != segment.size {
            content.font(DocumentFonts.name(segment.font), size: segment.size)
        }
        shown = (segment.font, segment.size)
        var codes: [(distance: Int, code: UInt16)] = []
        var pen = 0.0
        func flush() {
            if !codes.isEmpty { content.show(codes, bytesPerCode: font.bytesPerCode) }
            codes = []
        }
        let unit = segment.size / 1000
        for (index, glyph) in segment.glyphs.enumerated() {
            if glyph.rise != rise {
                flush()
                content.rise(glyph.rise)
                rise = glyph.rise
            }
            if index == 0 {
                content.textPosition(x + glyph.x, y)
                pen = glyph.x
            }
            let exact = unit > 0 ? Int(((pen - glyph.x) / unit).rounded()) : 0
            let distance = abs(exact) < PagePainter.tolerance ? 0 : exact
            codes.append((distance, glyph.code))
            pen += Double(font.width(of: glyph.code) - distance) * unit
        }
        flush()
        if rise != 0 {
            content.rise(0)
            rise = 0
        }
    }

    private struct Stretch {
        var passage: Int
        var minX: Double
        var maxX: Double
        var size: Double
    }

    /// Where each passage lies on a line.
    private static func stretches(_ line: TypesetLine) -> [Stretch] {
        var stretches: [Stretch] = []
        for segment in line.segments {
            if let last = stretches.last, last.passage == segment.passage {
                stretches[stretches.count - 1].minX = min(last.minX, segment.minX)
                stretches[stretches.count - 1].maxX = max(last.maxX, segment.maxX)
            } else {
                stretches.append(
                    Stretch(passage: segment.passage, minX: segment.minX, maxX: segment.maxX, size: segment.size))
            }
        }
        return stretches
    }

    /// Lines through and under a passage, and the way to where it leads.
    private mutating func finish(
        _ stretch: Stretch, _ paragraph: SetParagraph, x: Double, y: Double, _ made: inout DocumentParts
    ) {
        let passage = paragraph.passages[stretch.passage]
        let (from, to) = (x + stretch.minX, x + stretch.maxX)
        if passage.isStruck {
            close()
            content.beginArtifact()
            content.line(from: from, y + stretch.size * 0.28, to: to, y + stretch.size * 0.28, width: 0.6, gray: 0.1)
            content.endMarked()
        }
        guard case .link(let link) = passage.meaning, to > from else { return }
        close()
        if passage.isUnderlined {
            content.beginArtifact()
            content.line(from: from, y - 2.2, to: to, y - 2.2, width: 0.4, gray: 0.55)
            content.endMarked()
        }
        annotate(
            link, [from, y - stretch.size * 0.3, to, y + stretch.size * 0.9],
            paragraph.element(of: stretch.passage, in: &made.structure), passage.description, &made)
    }

    private mutating func annotate(
        _ link: Link, _ box: [Double], _ element: StructureTree.Element, _ description: String?,
        _ made: inout DocumentParts
    ) {
        let reference = made.file.reserve()
        let action: PDFDictionary = ["S": "URI" as PDFName, "URI": PDFBytes(link.asciiAddress)]
        made.file.add(
            [
                "Type": "Annot" as PDFName, "Subtype": "Link" as PDFName, "Rect": PDFArray(box), "F": 4,
                "Border": PDFArray([0, 0, 0]), "A": action,
                "Contents": PDFText(description ?? made.words.print.link(link.shownAddress)),
                "StructParent": made.structure.mark(element, annotation: reference, page: page),
            ] as PDFDictionary, as: reference)
        annotations.append(reference)
    }

    // MARK: Everything else

    mutating func draw(_ figure: SetFigure, x: Double, y: Double, _ structure: inout StructureTree) {
        close()
        structure.setBox(PDFArray([x, y, x + figure.width, y + figure.height]), of: figure.element)
        content.beginMarked("Figure", ["MCID": structure.mark(figure.element, page: page)])
        content.save()
        content.transform(1, 0, 0, 1, x, y)
        let matrix = figure.orientation.matrix(width: figure.width, height: figure.height)
        content.transform(matrix.0, matrix.1, matrix.2, matrix.3, matrix.4, matrix.5)
        content.draw(figure.picture)
        content.restore()
        content.endMarked()
    }

    mutating func drawRule(x: Double, y: Double, width: Double, height: Double, gray level: Double) {
        close()
        content.beginArtifact()
        content.gray(level)
        content.fillRectangle(x, y, width, height)
        gray = level
        content.endMarked()
    }

    mutating func drawFrame(_ frame: Slab.Frame, x: Double, top: Double, bottom: Double) {
        close()
        content.beginArtifact()
        switch frame.kind {
        case .rule: content.line(from: x, bottom, to: x, top, width: 1.2, gray: 0.75)
        case .box:
            content.strokeRectangle(x, bottom, frame.width, top - bottom, width: 0.5, gray: 0.7)
        case .dashes:
            content.line(from: x, top, to: x + frame.width, top, width: 0.6, gray: 0.5, isDashed: true)
            content.line(from: x, bottom, to: x + frame.width, bottom, width: 0.6, gray: 0.5, isDashed: true)
        }
        content.endMarked()
    }

    /// Draws what every page has and no reader needs to hear.
    mutating func drawFoot(_ lines: [(TypesetLine, x: Double)], y: Double, _ fonts: DocumentFonts) {
        close()
        content.beginPagination()
        content.beginText()
        for (line, x) in lines { for segment in line.segments { show(segment, x: x, y: y, fonts) } }
        content.endText()
        content.endMarked()
    }
}

extension Link {
    /// The address in ASCII, as a file has to have it: everything else percent-encoded.
    var asciiAddress: [UInt8] {
        address.utf8.flatMap { (0x21...0x7e).contains($0) ? [$0] : Array(percentEncoded($0).utf8) }
    }
}
