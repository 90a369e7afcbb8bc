/// How one text became another, word by word.
struct WordDiff: Equatable {
    enum Piece: Equatable {
        case same(String)
        case deleted(String)
        case inserted(String)
    }

    /// Longer texts are shown whole, one after the other, for comparing takes the product of what was changed and what there is.
    static let maximumWords = 1_000

    private(set) var pieces: [Piece] = []

    init(from old: String, to new: String) {
        let (before, after) = (WordDiff.words(old), WordDiff.words(new))
        guard max(before.count, after.count) <= WordDiff.maximumWords else {
            pieces = [.deleted(old), .inserted(new)]
            return
        }
        let difference = after.difference(from: before)
        var deleted: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): deleted.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var (left, right) = (0, 0)
        while left < before.count || right < after.count {
            if left < before.count, deleted.contains(left) {
                add(.deleted(before[left].whole))
                left += 1
            } else if right < after.count, inserted.contains(right) {
                add(.inserted(after[right].whole))
                right += 1
            } else {
                add(.same(after[right].whole))
                (left, right) = (left + 1, right + 1)
            }
        }
    }

    /// Neighbours of one kind are one piece.
    private mutating func add(_ piece: Piece) {
        switch (pieces.last, piece) {
        case (.same(let before), .same(let text)): pieces[pieces.count - 1] = .same(before + text)
        case (.deleted(let before), .deleted(let text)): pieces[pieces.count - 1] = .deleted(before + text)
        case (.inserted(let before), .inserted(let text)): pieces[pieces.count - 1] = .inserted(before + text)
        default: pieces.append(piece)
        }
    }

    /// A word with the space behind it, which tells no two words apart.
    private struct Word: Equatable {
        var text = ""
        var space = ""

        var whole: String { text + space }

        static func == (left: Word, right: Word) -> Bool { left.text == right.text }
    }

    /// The words of a text; where a script has no spaces, its single characters.
    private static func words(_ text: String) -> [Word] {
        var words: [Word] = []
        var isOpen = false
        for character in text {
            if character.isWhitespace {
                if words.isEmpty { words.append(Word()) }
                words[words.count - 1].space.append(character)
                isOpen = false
                continue
            }
            let isWide = character.unicodeScalars.first.map { (0x2e80...0x9fff).contains($0.value) } ?? false
            if isOpen && !isWide {
                words[words.count - 1].text.append(character)
            } else {
                words.append(Word(text: String(character)))
            }
            isOpen = !isWide
        }
        return words
    }
}
