/// A line of a paragraph, every glyph in its place.
struct TypesetLine {
    /// A glyph; `x` is the distance from the left end of the measure, in points.
    struct Glyph {
        var code: UInt16
        var x: Double
        /// Points above the baseline.
        var rise: Double
    }

    /// Glyphs of one passage in one font, in the order in which they are read.
    struct Segment {
        /// Which passage of the paragraph.
        var passage: Int
        var font: Int
        var size: Double
        var gray: Double
        var glyphs: [Glyph]
        /// The text of all glyphs together, where it cannot be told glyph by glyph.
        var actualText: String?
        var minX: Double
        var maxX: Double
    }

    var segments: [Segment]
    var ascent: Double
    var descent: Double
    /// The distance to the next baseline, at least.
    var height: Double
    var minX: Double { segments.map(\.minX).min() ?? 0 }
    var maxX: Double { segments.map(\.maxX).max() ?? 0 }

    /// How far below the line's top its baseline is: what is over is shared above and below.
    var baseline: Double { (height - ascent - descent) / 2 + ascent }
}
