import Render
import Unroll

/// Where a paragraph stands: how far in, along which frames, in which direction and language, as a part of what.
struct Setting {
    var parent: StructureTree.Element
    /// Points from either end of the measure.
    var indent = (left: 0.0, right: 0.0)
    var frames: [Slab.Frame] = []
    var isRightToLeft = false
    /// The language of what is set; nil where nobody knows.
    var language: String?
}

/// Sets paragraphs: passages in, slabs out.
struct ParagraphSetter {
    let layout: ParagraphLayout
    let sheet: Sheet
    /// The document's own language, which need not be said again.
    let language: String

    /// Lines that must not be parted from the rest at either end of a page.
    static let kin = 2

    func width(_ setting: Setting) -> Double {
        max(60, sheet.measure - setting.indent.left - setting.indent.right)
    }

    /// The lines of a paragraph; its first one `space` below what is above.
    func slabs(
        _ passages: [Passage], _ style: TextStyle, _ setting: Setting, _ kind: StructureTree.Kind = .paragraph,
        space: Double, isKeptWithNext: Bool = false, _ made: inout DocumentParts
    ) -> [Slab] {
        let own = setting.language == language ? nil : setting.language
        let element = made.structure.add(kind, to: setting.parent, language: own)
        return slabs(passages, style, setting, as: element, space: space, isKeptWithNext: isKeptWithNext)
    }

    func slabs(
        _ passages: [Passage], _ style: TextStyle, _ setting: Setting, as element: StructureTree.Element,
        space: Double, isKeptWithNext: Bool = false
    ) -> [Slab] {
        let lines = layout.lines(
            passages, style, language: setting.language, isRightToLeft: setting.isRightToLeft, width: width(setting))
        let paragraph = SetParagraph(passages, element, language: setting.language)
        return lines.enumerated().map { number, line in
            var slab = Slab(content: .line(line, paragraph), height: line.height)
            slab.space = number == 0 ? space : 0
            slab.x = setting.indent.left
            slab.frames = setting.frames
            slab.isBound =
                isKeptWithNext
                ? number > 0
                : number > 0 && (number < ParagraphSetter.kin || lines.count - number < ParagraphSetter.kin)
            slab.notes = line.segments.compactMap { passages[$0.passage].note }
            return slab
        }
    }

    /// A short line beside the text, with its end at `gutter` points from it.
    func label(
        _ passages: [Passage], _ style: TextStyle, _ setting: Setting, _ made: inout DocumentParts
    ) -> Slab.Label? {
        let lines = layout.lines(passages, style, language: language, isRightToLeft: false, width: 200)
        guard let line = lines.first else { return nil }
        let element = made.structure.add(.paragraph, to: setting.parent)
        let paragraph = SetParagraph(passages, element, language: language)
        let x = setting.isRightToLeft ? sheet.measure + sheet.gutter : -sheet.gutter - line.maxX
        return Slab.Label(line: line, paragraph: paragraph, x: x)
    }
}

extension [Slab] {
    /// The same slabs on the page of whatever comes before them.
    func bound() -> [Slab] {
        var slabs = self
        if !slabs.isEmpty { slabs[0].isBound = true }
        return slabs
    }
}
