import Unroll

/// An author's row and the version of them that was kept.
struct AuthorRow: Sendable, Hashable {
    var key: Int64
    var version: Int64
}

/// How somebody called themselves, and when that was seen.
package struct AuthorVersion: Sendable, Equatable {
    package var author: Author
    package var firstSeen: Timestamp
    package var lastSeen: Timestamp
}

extension Connection {
    /// Keeps `author` as seen at `seen`: a row for the account, and one for each way it presented itself.
    func keep(_ author: Author, of network: Network, seen: Timestamp) throws(StoreFailure) -> AuthorRow {
        let form = author.form
        let hash = Array(digest(form).prefix(16))
        let id = columnID(author.id.value)
        let known = try first(
            """
            SELECT authors.key AS key, versions.key AS version, versions.last_seen AS last_seen, authors.version AS latest
            FROM authors LEFT JOIN author_versions AS versions ON versions.author = authors.key AND versions.hash = \(hash)
            WHERE authors.network = \(network.rawValue) AND authors.id = \(id)
            """)
        if let known, let version = try known.integerOrNil("version") {
            let row = AuthorRow(key: try known.integer("key"), version: version)
            try touch(row, known: known, seen: seen)
            return row
        }
        let key: Int64
        if let known { key = try known.integer("key") } else { key = try addAuthor(id, of: network) }
        let version = try query(
            """
            INSERT INTO author_versions (author, hash, handle, handle_folded, name, model, first_seen, last_seen)
            VALUES (\(key), \(hash), \(author.handle), \(columnID(author.handle.lowercased())), \(author.name), \(form),
                \(seen), \(seen)) RETURNING key
            """)
        let row = AuthorRow(key: key, version: try version.first?.integer("key") ?? 0)
        try makeLatest(row)
        return row
    }

    private func addAuthor(_ id: String, of network: Network) throws(StoreFailure) -> Int64 {
        try query("INSERT INTO authors (network, id) VALUES (\(network.rawValue), \(id)) RETURNING key").first?
            .integer("key") ?? 0
    }

    private func touch(_ row: AuthorRow, known: Row, seen: Timestamp) throws(StoreFailure) {
        if try known.instant("last_seen") < seen {
            try execute("UPDATE author_versions SET last_seen = \(seen) WHERE key = \(row.version)")
        }
        if try known.integerOrNil("latest") != row.version { try makeLatest(row) }
    }

    /// The version that was seen last is the one that stands for the author.
    private func makeLatest(_ row: AuthorRow) throws(StoreFailure) {
        try execute(
            """
            UPDATE authors SET version = (SELECT key FROM author_versions WHERE author = \(row.key)
                ORDER BY last_seen DESC, key DESC LIMIT 1)
            WHERE key = \(row.key)
            """)
    }

    /// The author as seen last, by their stable id.
    package func author(_ id: Author.ID, of network: Network) throws(StoreFailure) -> Author? {
        let row = try first(
            """
            SELECT versions.model AS model FROM authors JOIN author_versions AS versions ON versions.key = authors.version
            WHERE authors.network = \(network.rawValue) AND authors.id = \(columnID(id.value))
            """)
        guard let row else { return nil }
        return try Author(form: row.bytes("model"))
    }

    /// Authors of `network` who have or had this handle (in any case, without `@`), those who had it last first.
    package func authors(called handle: String, on network: Network) throws(StoreFailure) -> [Author.ID] {
        var ids: [Author.ID] = []
        for row in try query(
            """
            SELECT versions.model AS model FROM author_versions AS versions JOIN authors ON authors.key = versions.author
            WHERE versions.handle_folded = \(columnID(handle.lowercased())) AND authors.network = \(network.rawValue)
            ORDER BY versions.last_seen DESC, versions.key DESC LIMIT 20
            """)
        {
            let id = try Author(form: row.bytes("model")).id
            if !ids.contains(id) { ids.append(id) }
        }
        return ids
    }

    /// How the author called themselves over time, the latest first; at most 100.
    package func versions(of id: Author.ID, on network: Network) throws(StoreFailure) -> [AuthorVersion] {
        var versions: [AuthorVersion] = []
        for row in try query(
            """
            SELECT model, first_seen, last_seen FROM author_versions WHERE author = (
                SELECT key FROM authors WHERE network = \(network.rawValue) AND id = \(columnID(id.value)))
            ORDER BY last_seen DESC, key DESC LIMIT 100
            """)
        {
            versions.append(
                AuthorVersion(
                    author: try Author(form: row.bytes("model")), firstSeen: try row.instant("first_seen"),
                    lastSeen: try row.instant("last_seen")))
        }
        return versions
    }
}
