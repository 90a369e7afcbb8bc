import Unroll

extension Connection {
    /// Goes through kept exchanges and drops those of every retrieval in which one of `traces` occurs, an id or a handle as the
    /// network writes it: the texts that were removed may stand in answers about others. A short number may occur by chance; then more
    /// is dropped than needed, which costs a new retrieval and nothing else. Goes through at most `limit` retrievals after `cursor`;
    /// returns where to go on, nil at the end.
    package func purge(_ traces: [String], after cursor: Int64 = 0, limit: Int = 50) throws(StoreFailure) -> Int64? {
        let needles = traces.filter { !$0.isEmpty }.map { Array($0.utf8) }
        let rows = try query("SELECT key FROM retrievals WHERE key > \(cursor) ORDER BY key LIMIT \(limit)")
        for row in rows {
            let retrieval = try row.integer("key")
            let holds = try exchanges(of: retrieval).contains { exchange in
                needles.contains {
                    contains($0, in: Array(exchange.request.url.utf8)) || contains($0, in: exchange.body)
                }
            }
            if holds { try execute("DELETE FROM exchanges WHERE retrieval = \(retrieval)") }
        }
        return rows.count < limit ? nil : try rows.last?.integer("key")
    }

    /// Removes what a restored backup brought back: threads and authors that are on the list. Goes through at most `limit` authors after
    /// `cursor`; returns where to go on, nil at the end.
    package func applyRemovals(
        after cursor: Int64 = 0, limit: Int = 200, at instant: Timestamp, key: RemovalKey
    ) throws(StoreFailure) -> Int64? {
        let rows = try query(
            """
            SELECT authors.key AS key, authors.network AS network, author_versions.model AS model FROM authors
            JOIN author_versions ON author_versions.key = authors.version
            WHERE authors.key > \(cursor) ORDER BY authors.key LIMIT \(limit)
            """)
        for row in rows {
            let (network, author): (Network, Author) = (try row.name("network"), try Author(form: row.bytes("model")))
            if try !among([key.hash(ofAuthor: author.id, on: network)]).isEmpty {
                try removeAuthor(author.id, on: network, at: instant, key: key)
                continue
            }
            for thread in try query("SELECT key, model FROM threads WHERE author = \(row.integer("key"))") {
                let head = try ThreadForm(bytes: thread.bytes("model")).head
                if try isRemoved([head.id] + head.aliases, by: nil, on: network, key: key) {
                    try removeThread(thread.integer("key"), at: instant, key: key)
                }
            }
        }
        return rows.count < limit ? nil : try rows.last?.integer("key")
    }
}

private func contains(_ needle: [UInt8], in bytes: [UInt8]) -> Bool {
    guard let first = needle.first, needle.count <= bytes.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        while let index = bytes[start...].firstIndex(of: first), index + needle.count <= bytes.count {
            if bytes[index..<index + needle.count].elementsEqual(needle) { return true }
            start = index + 1
        }
        return false
    }
}
