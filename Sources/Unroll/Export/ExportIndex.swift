/// Where each of the author's posts stands in an export, and which of them belong together.
package struct ExportIndex: Sendable {
    package let catalog: ExportCatalog
    package let author: Author
    /// Whether posts may be missing.
    package let isPartial: Bool
    /// When X made the export, where its manifest says so (`archiveInfo.generationDate`, in exports since 2022).
    package internal(set) var made: Timestamp?
    /// How many elements only pass on somebody else's post; they are not in the index.
    package internal(set) var reposts = 0
    /// How many elements could not be read.
    package internal(set) var unreadable = 0
    /// In the order of their ids, each post once, the last version of those that were edited.
    let entries: [ExportEntry]
    let versions: ExportVersions
    /// For each entry the position of the first one of its thread.
    let threadStarts: [Int32]

    /// - Parameters:
    ///   - entries: handed over, so that the long list is sorted in its place.
    ///   - lists: for every edited post the ids of its versions, oldest first.
    init(
        catalog: ExportCatalog, author: Author, isPartial: Bool, entries: consuming [ExportEntry],
        versions lists: [[Int64]]
    ) {
        (self.catalog, self.author, self.isPartial) = (catalog, author, isPartial)
        var sorted = consume entries
        sorted.sort { $0.id < $1.id }
        sorted.removeRepeated()
        let versions = ExportVersions(lists, of: sorted)
        if !lists.isEmpty { sorted.removeAll { versions.last(of: $0.id) != $0.id } }
        self.entries = sorted
        self.versions = versions
        threadStarts = ExportThreads(sorted, versions: versions, author: Int64(author.id.value) ?? 0).starts()
    }

    /// How many posts the author has in the export.
    package var postCount: Int { entries.count }

    /// Every thread of two or more posts, the newest first.
    package var threads: [ExportThread] {
        var counts: [Int32: Int] = [:]
        for start in threadStarts { counts[start, default: 0] += 1 }
        return counts.filter { $0.value > 1 }.sorted { $0.key > $1.key }.map { start, count in
            ExportThread(entries[Int(start)], posts: count)
        }
    }

    /// Every thread, single posts included, in the order of their first posts.
    package var sketches: [ExportSketch] {
        var counts = [Int32](repeating: 0, count: entries.count)
        for start in threadStarts { counts[Int(start)] += 1 }
        return counts.indices.lazy.filter { counts[$0] > 0 }.map { start in
            ExportSketch(first: entries[start].id, start: Int32(start), posts: Int(counts[start]))
        }
    }

    /// When the posts were as the export has them: the time X made it, where the manifest says so, else that of its newest post. It is
    /// the same each time, so that what was kept is recognised; and never in the future, where nothing later could take its place.
    package func retrieved(asOf now: Timestamp) -> Timestamp {
        let newest = entries.lazy.map(\.published).max()
        return [made, newest].lazy.compactMap(\.self).first { $0 <= now } ?? now
    }

    /// The position of the post with this id, or of the last version of it.
    func position(of id: Int64) -> Int? { entries.position(of: versions.last(of: id)) }

    /// The positions of all posts of the thread that the post at `position` belongs to.
    func thread(around position: Int) -> [Int] {
        let start = threadStarts[position]
        return threadStarts.indices.filter { threadStarts[$0] == start }
    }
}

/// What the index knows of a thread: little, for an export has hundreds of thousands.
package struct ExportSketch: Sendable, Hashable {
    let first: Int64
    /// Its position in the index.
    let start: Int32
    package let posts: Int

    /// The first post there is.
    package var id: PostID { PostID(String(first)) }

    init(first: Int64, start: Int32, posts: Int) { (self.first, self.start, self.posts) = (first, start, posts) }
}

/// A thread as `skein threads` lists it.
package struct ExportThread: Sendable, Hashable {
    /// The first post there is.
    package let id: PostID
    package let published: Timestamp
    package let posts: Int
    /// The first words, on one line.
    package let words: String

    /// Characters of `words`.
    package static let wordsLimit = 60

    init(_ first: ExportEntry, posts: Int) {
        (id, published, self.posts) = (PostID(String(first.id)), first.published, posts)
        let text = XText(raw: first.beginning, marks: []).text
        let shown = text.split(whereSeparator: \.isWhitespace).filter { !$0.hasPrefix("https://t.co/") }
        let line = shown.joined(separator: " ")
        words = line.count > ExportThread.wordsLimit ? line.prefix(ExportThread.wordsLimit - 1) + "…" : line
    }
}

extension [ExportEntry] {
    /// Keeps the first of those entries in a row that have the same id.
    mutating func removeRepeated() {
        var kept = 0
        for position in indices where kept == 0 || self[position].id != self[kept - 1].id {
            self[kept] = self[position]
            kept += 1
        }
        removeSubrange(kept...)
    }

    /// Where the entry with this id stands in a list that is in the order of ids.
    func position(of id: Int64) -> Int? {
        let found = firstPosition(notBelow: id)
        return found < count && self[found].id == id ? found : nil
    }

    /// The position of the first entry whose id is `id` or greater.
    func firstPosition(notBelow id: Int64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
