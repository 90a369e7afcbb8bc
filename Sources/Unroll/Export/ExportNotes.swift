/// Brings the whole texts of long posts to their posts: by the id, where the two share one, else by the second in which both were
/// written, give or take one, and the beginning of the text.
struct ExportNotes: Sendable {
    private var byID: [Int64: ExportNote] = [:]
    private var bySecond: [Int64: [ExportNote]] = [:]

    /// Notes kept of one second.
    private static let perSecond = 64

    mutating func add(_ note: ExportNote) {
        if let id = note.id { byID[id] = note }
        guard let second = note.published.map(ExportNotes.second) else { return }
        if bySecond[second, default: []].count < ExportNotes.perSecond { bySecond[second, default: []].append(note) }
    }

    /// The whole text of a long post; nil for the others.
    func note(for tweet: ExportTweet, id: Int64) -> ExportNote.Core? {
        if let core = byID[id]?.core, core.text != nil { return core }
        guard !bySecond.isEmpty, let published = tweet.head.published(id) else { return nil }
        let beginning = Beginning(tweet)
        let second = ExportNotes.second(published)
        return [second, second - 1, second + 1].lazy.flatMap { bySecond[$0] ?? [] }.compactMap(\.core).first { core in
            core.text.map(beginning.begins) ?? false
        }
    }

    static func second(_ instant: Timestamp) -> Int64 { instant.milliseconds / 1000 }

    /// The beginning of a long post as `tweets.js` has it, made comparable: without white space, without the ellipsis and the link
    /// to the whole at the end, with and without the handles it answers to.
    private struct Beginning {
        private let candidates: [[Unicode.Scalar]]

        init(_ tweet: ExportTweet) {
            candidates = [tweet.body.start, 0].map { start in
                var words = words(of: XText(raw: tweet.head.raw, marks: [], from: start).text)
                while let last = words.last, last.starts(with: "https://t.co/".unicodeScalars) { words.removeLast() }
                var scalars = Array(words.joined())
                if scalars.last == "…" { scalars.removeLast() }
                return scalars
            }
        }

        func begins(_ text: String) -> Bool {
            let whole = words(of: XText(raw: text, marks: []).text).joined()
            return candidates.contains { !$0.isEmpty && whole.starts(with: $0) }
        }
    }
}

private func words(of text: String) -> [ArraySlice<Unicode.Scalar>] {
    Array(text.unicodeScalars).split(whereSeparator: \.isSpace)
}
