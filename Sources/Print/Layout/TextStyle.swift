/// How a stretch of text looks.
struct TextStyle: Hashable {
    enum Family: Hashable { case serif, sans, mono }

    var family = Family.serif
    /// Points.
    var size = TextStyle.bodySize
    var isBold = false
    var isItalic = false
    /// 0 is black, 1 is white. Faint text keeps a contrast of 4.5 to 1.
    var gray = 0.1

    static let bodySize = 11.0
    static let faint = 0.4

    static let body = TextStyle()
    static let title = TextStyle(size: 21, isBold: true)
    static let heading = TextStyle(size: 13, isBold: true)
    static let label = TextStyle(family: .sans, size: 8.5, gray: faint)

    /// The distance of baselines in points, where the fonts do not ask for more.
    var leading: Double {
        switch self.size {
        case ..<10: size * 1.45
        case ..<12: size * 1.5
        default: size * 1.25
        }
    }
}

extension TextStyle {
    /// Font families in the order in which they are asked. Colour emoji are not among them: Pango finds them itself, and a digit in the list's emoji
    /// font would come before none.
    func families(for language: String?) -> String {
        let ideographs = FontLanguage.ideographs(language) ?? "SC"
        return switch family {
        case .serif:
            """
            Noto Serif,Noto Naskh Arabic,Noto Serif Hebrew,Noto Serif Devanagari,Noto Serif Thai,Noto Serif CJK \(ideographs),\
            Noto Sans CJK \(ideographs),serif
            """
        case .sans:
            "Noto Sans,Noto Sans Arabic,Noto Sans Hebrew,Noto Sans Devanagari,Noto Sans CJK \(ideographs),sans-serif"
        case .mono: "Noto Sans Mono,Noto Sans Mono CJK \(ideographs),monospace"
        }
    }
}
