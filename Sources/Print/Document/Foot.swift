import Render
import Unroll

/// What stands at the foot of every page: the title, and which page it is.
struct Foot {
    private let setter: ParagraphSetter
    private let title: TypesetLine?
    private let words: Words

    init(_ title: String, _ setter: ParagraphSetter, _ words: Words) {
        (self.setter, self.words) = (setter, words)
        let lines = setter.layout.lines(
            [Passage(excerpt(title, limit: 56), .label)], .label, language: setter.language, isRightToLeft: false,
            width: setter.sheet.measure - 60)
        self.title = lines.first
    }

    /// The lines, each with where its measure begins.
    func lines(page: Int, of count: Int) -> [(TypesetLine, x: Double)] {
        let sheet = setter.sheet
        let number = setter.layout.lines(
            [Passage(words.print.page(page, count), .label)], .label, language: words.language, isRightToLeft: false,
            width: 200)
        return (title.map { [($0, sheet.left)] } ?? [])
            + number.prefix(1).map { ($0, sheet.left + sheet.measure - $0.maxX) }
    }
}
