/// How people number the posts of a thread, and what it proves: `1/`, `1/14`, `(3/n)`, `[2/5]`, `12/end`, `4)`, `5.`, `1️⃣`, `①`,
/// full-width, Arabic-Indic and other decimal digits, in front or at the end.
package enum Numbering {
    /// A number found in one post.
    package struct Mark: Hashable, Sendable {
        package var number: Int
        /// The `14` of `1/14`.
        package var total: Int?
        /// Where it stands, in code points of the post's text, with the space that parts it from the words.
        package var range: Range<Int>
        var style: Style
        /// Whether it reads like a fraction: it counts only between its neighbours.
        var isDoubtful = false
    }

    /// Kinds of marks; one thread keeps to one kind.
    enum Style: Hashable, Sendable {
        /// `1/`, `1/14`, `(1/14)`, `1 of 14`.
        case slash
        case parenthesis, dot
        /// `1️⃣`.
        case keycap
        /// `①`.
        case circled

        /// `4)` and `5.` begin lists and sentences too: they count only in a row of at least two.
        var isWeak: Bool { self == .parenthesis || self == .dot }
    }

    /// Posts are numbered up to this; greater numbers are years and the like.
    static let greatest = 999

    /// The marks along a line of posts that belong to its numbering; nil for posts that are not numbered.
    package static func marks(along posts: [Post]) -> [Mark?] {
        settle(posts.map { candidates(in: $0.text) })
    }

    /// Chooses the style most posts follow in rising order, then of each post the mark in that style, and drops those that speak of another
    /// whole: "on 9/11" at the end of a post is no number.
    static func settle(_ candidates: [[Mark]]) -> [Mark?] {
        let candidates = withoutFractions(candidates)
        guard let style = style(of: candidates) else { return candidates.map { _ in nil } }
        var last = 0
        var marks: [Mark?] = candidates.map { marks in
            let fitting = marks.filter { $0.style == style }
            let mark = fitting.first { $0.number > last || $0.number == 1 } ?? fitting.first
            if let mark { last = mark.number }
            return mark
        }
        for series in series(in: marks) { clean(&marks, in: series) }
        return marks
    }

    /// Without doubtful marks, but for those that a sure mark of the same whole leads up to or goes on from.
    private static func withoutFractions(_ candidates: [[Mark]]) -> [[Mark]] {
        guard candidates.contains(where: { $0.contains(where: \.isDoubtful) }) else { return candidates }
        var sure: [Place: (first: Int, last: Int)] = [:]
        for (index, marks) in candidates.enumerated() {
            for mark in marks where !mark.isDoubtful { sure[Place(mark), default: (index, index)].last = index }
        }
        return candidates.enumerated().map { index, marks in
            if marks.contains(where: { !$0.isDoubtful }) { return marks.filter { !$0.isDoubtful } }
            return marks.filter { mark in
                sure[Place(mark, -1)].map { $0.first < index } ?? false
                    || sure[Place(mark, 1)].map { $0.last > index } ?? false
            }
        }
    }

    /// What a mark says of where a post stands.
    private struct Place: Hashable {
        var number: Int
        var total: Int?

        /// So many places behind that of `mark`.
        init(_ mark: Mark, _ steps: Int = 0) { (number, total) = (mark.number + steps, mark.total) }
    }

    /// A second thread hung below the first begins again at 1.
    private static func series(in marks: [Mark?]) -> [Range<Int>] {
        var (bounds, greatest) = ([0], 0)
        for (index, mark) in marks.enumerated() {
            guard let mark else { continue }
            if mark.number == 1 && greatest > 1 {
                bounds.append(index)
                greatest = 1
            }
            greatest = max(greatest, mark.number)
        }
        bounds.append(marks.count)
        return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
    }

    /// Keeps to one total. A lone total in a thread without, neither first nor last of its whole, is a date or a fraction.
    private static func clean(_ marks: inout [Mark?], in series: Range<Int>) {
        var (totals, count) = ([Int: Int](), 0)
        for case let mark? in marks[series] {
            count += 1
            if let total = mark.total { totals[total, default: 0] += 1 }
        }
        guard let usual = totals.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else { return }
        for index in series {
            guard let mark = marks[index], let total = mark.total else { continue }
            let isStray = usual.value == 1 && count > 2 && mark.number != 1 && mark.number != total
            if total != usual.key || isStray { marks[index] = nil }
        }
    }

    /// The style in which the posts are numbered: the one with most steps from k to k+1, or a first post's strong "1".
    static func style(of candidates: [[Mark]]) -> Style? {
        var steps: [Style: Int] = [:]
        var seen: [Style: Set<Int>] = [:]
        for marks in candidates {
            for mark in marks where seen[mark.style, default: []].insert(mark.number).inserted {
                if seen[mark.style, default: []].contains(mark.number - 1) { steps[mark.style, default: 0] += 1 }
            }
        }
        let ranked = steps.sorted { ($0.value, rank($0.key)) > ($1.value, rank($1.key)) }
        if let best = ranked.first { return best.key }
        if let strong = candidates.first?.first(where: { $0.number == 1 && !$0.style.isWeak }) { return strong.style }
        return agreeing(candidates)
    }

    private static func rank(_ style: Style) -> Int { style.isWeak ? 0 : 1 }

    /// `2/9` and `7/9`: no two in a row, but of the same whole.
    private static func agreeing(_ candidates: [[Mark]]) -> Style? {
        var numbers: [Int: Set<Int>] = [:]
        for mark in candidates.joined() where mark.style == .slash {
            if let total = mark.total { numbers[total, default: []].insert(mark.number) }
        }
        return numbers.values.contains { $0.count > 1 } ? .slash : nil
    }

    static func isDecoration(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2190...0x21ff, 0x2300...0x23ff, 0x25a0...0x27bf, 0x2900...0x297f, 0x2b00...0x2bff, 0x1f000...0x1faff,
            0xfe0f, 0x200d, 0x2022, 0x00b7:
            true
        default: false
        }
    }
}
