/// A piece of a page that is as wide as the text and is never parted: a line, a picture, a bar.
struct Slab {
    enum Content {
        case line(TypesetLine, SetParagraph)
        case figure(SetFigure)
        /// A part of the measure, filled, on the rest, pale.
        case bar(share: Double, width: Double)
        case rule
        case nothing
    }

    /// What runs along slabs, on however many pages they stand.
    struct Frame: Hashable {
        enum Kind: Hashable { case rule, box, dashes }

        var kind: Kind
        /// Tells apart frames that look the same.
        var number: Int
        var x: Double
        var width: Double
    }

    /// A number beside the text.
    struct Label {
        var line: TypesetLine
        var paragraph: SetParagraph
        var x: Double
    }

    var content: Content
    var height: Double
    /// Points above, which the top of a page has no use for.
    var space = 0.0
    /// Points from the left end of the measure.
    var x = 0.0
    /// Whether no page may begin here.
    var isBound = false
    var frames: [Frame] = []
    var label: Label?
    /// Numbers of notes that go to the foot of the same page.
    var notes: [Int] = []
    /// The bookmark that leads here.
    var bookmark: Bookmark?
}

/// An entry of the outline.
struct Bookmark {
    var title: String
    /// 0 for parts, 1 for what stands in one.
    var level: Int
}

/// A picture with its size on the page.
struct SetFigure {
    var picture: PDFName
    var width: Double
    var height: Double
    var element: StructureTree.Element
    /// How far it has to be turned: 0 to 3 quarters clockwise, and whether it is mirrored first.
    var orientation: Orientation
}
