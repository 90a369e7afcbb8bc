/// Finds out which of the author's posts belong to one thread: those linked by answers, those that answer the same missing post of
/// the author's, and the rest of a thread behind a missing post.
struct ExportThreads {
    private let entries: [ExportEntry]
    private let versions: ExportVersions
    private let author: Int64
    /// For each entry an earlier one of the same thread, or itself.
    private var links: [Int32]
    /// The author's posts that are answered and not there, with one that answers each.
    private var missing: [(id: Int64, child: Int)] = []

    /// An export does not say which conversation a post belongs to. What answers a missing post of the author's is taken for the
    /// rest of a thread whose numbers it continues, or, without numbers, of the one the author was writing at most this long before:
    /// people post a thread in one go.
    static let orphanMilliseconds: Int64 = 10 * 60_000
    /// Only so many posts before a missing one are looked at.
    private static let orphanReach = 50

    init(_ entries: [ExportEntry], versions: ExportVersions, author: Int64) {
        (self.entries, self.versions, self.author) = (entries, versions, author)
        links = Array(entries.indices.lazy.map(Int32.init))
    }

    /// For each entry the position of the first one of its thread.
    consuming func starts() -> [Int32] {
        linkAnswers()
        for orphan in missing { join(orphan) }
        return entries.indices.map { Int32(start(of: $0)) }
    }

    private mutating func linkAnswers() {
        var children: [Int64: Int] = [:]
        for (position, entry) in entries.enumerated() where entry.parent != 0 {
            let parent = versions.last(of: entry.parent)
            if let found = entries.position(of: parent) {
                link(position, found)
            } else if entry.parentAuthor == author {
                if let sibling = children[parent] {
                    link(position, sibling)
                } else {
                    children[parent] = position
                    missing.append((parent, position))
                }
            }
        }
    }

    private mutating func join(_ orphan: (id: Int64, child: Int)) {
        let position = entries.firstPosition(notBelow: orphan.id)
        let time = Snowflake.timestamp(orphan.id) ?? entries[orphan.child].published
        let marks = marks(of: orphan.child)
        for candidate in (max(0, position - ExportThreads.orphanReach)..<position).reversed() {
            let start = start(of: candidate)
            if start == self.start(of: orphan.child) || answersSomebodyElse(entries[start]) { continue }
            let isRecent =
                time.milliseconds - entries[candidate].published.milliseconds <= ExportThreads.orphanMilliseconds
            if continues(marks, after: candidate) ?? isRecent { return link(candidate, orphan.child) }
        }
    }

    /// Whether the numbers of a fragment's first post go on from those of the post at `position`; nil when either has none.
    private func continues(_ marks: [Numbering.Mark], after position: Int) -> Bool? {
        let earlier = self.marks(of: position)
        let pairs = marks.flatMap { mark in earlier.filter { $0.style == mark.style }.map { ($0, mark) } }
        if pairs.isEmpty { return nil }
        return pairs.contains { $0.number < $1.number && ($0.total == nil || $1.total == nil || $0.total == $1.total) }
    }

    private func marks(of position: Int) -> [Numbering.Mark] {
        Numbering.candidates(in: entries[position].beginning).filter { !$0.isDoubtful }
    }

    private func answersSomebodyElse(_ entry: ExportEntry) -> Bool {
        entry.parent != 0 && entry.parentAuthor != author
    }

    private mutating func link(_ one: Int, _ other: Int) {
        let (first, second) = (start(of: one), start(of: other))
        links[max(first, second)] = Int32(min(first, second))
    }

    /// Follows the links to the first post, shortening the way for the next time.
    private mutating func start(of position: Int) -> Int {
        var position = position
        while Int(links[position]) != position {
            links[position] = links[Int(links[position])]
            position = Int(links[position])
        }
        return position
    }
}
