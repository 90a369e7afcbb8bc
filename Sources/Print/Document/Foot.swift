import Render
import Unroll

/// What stands at the foot of every page: the title, and which page it is.
struct Foot {
    let layout: ParagraphLayout
    let sheet: Sheet
    let title: TypesetLine?
    let words: Words

    init(_ title: String, _ layout: ParagraphLayout, _ sheet: Sheet, language: String, _ words: Words) {
        (self.layout, self.sheet, self.words) = (layout, sheet, words)
        let lines = layout.lines(
            [Passage(excerpt(title, limit: 56), .label)], .label, language: language, isRightToLeft: false,
            width: sheet.measure - 60)
        self.title = lines.first
    }

    /// The lines, each with where its measure begins.
    func lines(page: Int, of count: Int) -> [(TypesetLine, x: Double)] {
        let number = layout.lines(
            [Passage(words.print.page(page, count), .label)], .label, language: words.language, isRightToLeft: false,
            width: 200)
        return (title.map { [($0, sheet.left)] } ?? [])
            + number.prefix(1).map { ($0, sheet.left + sheet.measure - $0.maxX) }
    }
}

extension DocumentComposer {
    var foot: Foot {
        Foot(heading(thread, words), setter.layout, setter.sheet, language: setter.language, words)
    }

    var file: DocumentFile {
        let metadata = DocumentMetadata(
            title: heading(thread, words), author: thread.author.shownName, language: setter.language,
            date: thread.retrieved)
        return DocumentFile(made: made, maker: maker, metadata: metadata, words: words)
    }
}
