import Unroll

/// What is known of a post to the index of words: its tokens, and marks that stand for who may find it and what it has, with spaces
/// between them.
struct SearchEntry: Sendable, Equatable {
    /// The key of the post.
    var post: Int64
    var words: String
    /// `n=bluesky`, `a=12` (the author's key), `i=1` (has a picture), `v=p` (anybody may find it).
    var marks: String

    static func words(of post: Post) -> String { SearchText.words(post.searchParts.map(\.text)) }
}

extension Post {
    var hasPicture: Bool { attachments.contains { $0.kind == .image } }
}

extension Connection {
    func index(_ entries: [SearchEntry]) throws(StoreFailure) {
        switch dialect {
        case .sqlite:
            // FTS5 writes out what it has gathered whenever a row comes before the one before it, and before each statement of many rows.
            for entry in entries.sorted(by: { $0.post < $1.post }) {
                try execute(
                    """
                    INSERT INTO search (rowid, tokens, marks)
                    VALUES (\(entry.post), \(entry.words), \(entry.marks))
                    """)
            }
        case .postgres:
            try insert(
                "INSERT INTO search (post, words) VALUES ",
                rows: entries.map { "(\($0.post), CAST(CAST(\($0.vector) AS TEXT) AS TSVECTOR))" })
        }
    }

    /// Takes posts out of the index. SQLite's has to be told what is in it: entries as they were indexed.
    func unindex(_ entries: [SearchEntry]) throws(StoreFailure) {
        switch dialect {
        case .sqlite:
            for entry in entries {
                try execute(
                    """
                    INSERT INTO search (search, rowid, tokens, marks) VALUES ('delete', \(entry.post),
                        \(entry.words), \(entry.marks))
                    """)
            }
        case .postgres:
            for part in entries.chunked(64) {
                try execute("DELETE FROM search WHERE post IN (\(list: part.map { .integer($0.post) }))")
            }
        }
    }
}

extension Connection {
    /// How many pages of the index are written in one step.
    private static var mergedPages: Int { 200 }

    /// Has the words of posts that were taken out of the index leave SQLite's file: they stand in older parts of it until those are merged
    /// with what says that they are gone. Does one step of that, the first where it `starts`; whether there is more to do. PostgreSQL's
    /// index holds nothing longer than its table does.
    func mergeIndex(starts: Bool) throws(StoreFailure) -> Bool {
        guard dialect == .sqlite else { return false }
        let before = try changesSoFar()
        let pages = starts ? -Self.mergedPages : Self.mergedPages
        try execute("INSERT INTO search (search, rank) VALUES ('merge', \(pages))")
        // One is the command itself (https://sqlite.org/fts5.html, the "merge" command).
        return try changesSoFar() - before > 1
    }

    private func changesSoFar() throws(StoreFailure) -> Int {
        try first("SELECT total_changes() AS changes")?.count("changes") ?? 0
    }
}

extension SearchEntry {
    /// As PostgreSQL writes a vector: `'lighthouse':1,7 'n=x'`. A place counts up to 16,383, a word up to 255 times.
    var vector: String {
        var places: [Substring: [Int]] = [:]
        for (index, token) in words.split(separator: " ").enumerated() {
            if places[token, default: []].count < 255 { places[token, default: []].append(min(index + 1, 16_383)) }
        }
        let placed = places.map { "'\($0.key)':" + $0.value.map(String.init).joined(separator: ",") }
        return (placed.sorted() + marks.split(separator: " ").map { "'\($0)'" }).joined(separator: " ")
    }
}

extension SearchQuery {
    /// The question in the language of FTS5. `marks` are groups of which each has to be met by one of its marks.
    func match(marks: [[String]]) -> String {
        func words(_ phrase: Phrase) -> String {
            "tokens : \"" + phrase.tokens.joined(separator: " ") + "\"" + (phrase.isOpen ? " *" : "")
        }
        let groups = marks.map { group in
            "marks : (" + group.map { "\"\($0)\"" }.joined(separator: " OR ") + ")"
        }
        let wanted = (phrases.map(words) + groups).joined(separator: " AND ")
        return excluded.isEmpty ? wanted : "(\(wanted)) NOT (\(excluded.map(words).joined(separator: " OR ")))"
    }

    /// The question as PostgreSQL's `tsquery`.
    func tsquery(marks: [[String]]) -> String {
        func words(_ phrase: Phrase) -> String {
            let tokens = phrase.tokens.map { "'\($0)'" }
            return "(" + tokens.joined(separator: " <-> ") + (phrase.isOpen ? ":*" : "") + ")"
        }
        let groups = marks.map { group in "(" + group.map { "'\($0)'" }.joined(separator: " | ") + ")" }
        return (phrases.map(words) + groups + excluded.map { "!" + words($0) }).joined(separator: " & ")
    }
}
