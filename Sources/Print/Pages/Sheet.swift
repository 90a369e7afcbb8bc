/// A page's size and the room for text on it, in points.
struct Sheet {
    let width: Double
    let height: Double
    /// The length of a line: some 65 characters of the body's size.
    let measure = 372.0
    /// From the upper edge to the text.
    let top = 78.0
    /// From the lower edge to the text; the foot is below.
    let bottom = 84.0
    /// From the lower edge to the foot's baseline.
    let foot = 46.0
    /// How far numbers stand away from the text.
    let gutter = 16.0

    init(_ paper: PrintOptions.Paper) {
        switch paper {
        case .a4: (width, height) = (595.276, 841.89)
        case .letter: (width, height) = (612, 792)
        }
    }

    /// From the left edge to the text.
    var left: Double { (width - measure) / 2 }
    /// The height of the text.
    var depth: Double { height - top - bottom }
}
