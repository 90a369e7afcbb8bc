import Unroll

extension Connection {
    /// Goes through kept exchanges and drops those of every retrieval in which one of `traces` occurs, an id or a handle as the
    /// network writes it: the texts that were removed may stand in answers about others. A short number may occur by chance; then more
    /// is dropped than needed, which costs a new retrieval and nothing else. Goes through at most `limit` retrievals after `cursor`;
    /// returns where to go on, nil at the end.
    package func purge(_ traces: [String], after cursor: Int64 = 0, limit: Int = 50) throws(StoreFailure) -> Int64? {
        let needles = Set(traces.filter { !$0.isEmpty }.flatMap(spellings)).map { Array($0.utf8) }
        let rows = try query("SELECT key FROM retrievals WHERE key > \(cursor) ORDER BY key LIMIT \(limit)")
        for row in rows {
            let retrieval = try row.integer("key")
            let holds = try exchanges(of: retrieval).contains { exchange in
                needles.contains {
                    contains($0, in: Array(exchange.request.url.utf8)) || contains($0, in: exchange.body)
                }
            }
            if holds {
                try execute("DELETE FROM exchanges WHERE retrieval = \(retrieval)")
                try execute("DELETE FROM retrievals WHERE key = \(retrieval) AND thread IS NULL")
            }
        }
        return rows.count < limit ? nil : try rows.last?.integer("key")
    }

    /// Forgets the jobs by which these posts were asked for: a job holds the link that was given.
    package func forgetJobs(for posts: Set<PostID>, on network: Network) throws(StoreFailure) {
        let paths = Set(posts.map { $0.path(on: network) })
        for row in try query("SELECT key, payload FROM jobs WHERE payload <> ''") {
            guard let link = try? PostLink(row.text("payload")), link.network == network else { continue }
            let isAsked = paths.contains { path in
                switch link {
                case .x(let link): path == [link.id]
                case .bluesky(let link): path.last == link.rkey
                case .mastodon(let link): path.first.map { link.url.contains($0) } == true && path.last == link.id
                }
            }
            if isAsked { try execute("DELETE FROM jobs WHERE key = \(row.integer("key"))") }
        }
    }

    /// Removes what a restored backup brought back: threads and authors that are on the list, and the jobs by which they were asked for.
    /// Goes through at most `limit` authors after `cursor`; returns where to go on, nil at the end, and what `purge` is to look for.
    package func applyRemovals(
        after cursor: Int64 = 0, limit: Int = 200, at instant: Timestamp, key: RemovalKey
    ) throws(StoreFailure) -> (next: Int64?, traces: Set<String>) {
        var traces: Set<String> = []
        let rows = try query(
            """
            SELECT authors.key AS key, authors.network AS network, author_versions.model AS model FROM authors
            JOIN author_versions ON author_versions.key = authors.version
            WHERE authors.key > \(cursor) ORDER BY authors.key LIMIT \(limit)
            """)
        for row in rows {
            let (network, author): (Network, Author) = (try row.name("network"), try Author(form: row.bytes("model")))
            if try !among([key.hash(ofAuthor: author.id, on: network)]).isEmpty {
                traces.formUnion(try versions(of: author.id, on: network).map(\.author.handle) + [author.id.value])
                let posts = try removeAuthor(author.id, on: network, at: instant, key: key)
                try forgetJobs(for: posts, on: network)
                continue
            }
            for thread in try query("SELECT key, model FROM threads WHERE author = \(row.integer("key"))") {
                let head = try ThreadForm(bytes: thread.bytes("model")).head
                if try isRemoved([head.id] + head.aliases, by: nil, on: network, key: key) {
                    let posts = try removeThread(thread.integer("key"), at: instant, key: key)
                    try forgetJobs(for: posts, on: network)
                    traces.formUnion(posts.map(\.value))
                }
            }
        }
        return (rows.count < limit ? nil : try rows.last?.integer("key"), traces)
    }
}

/// How a text may stand in an address or in JSON.
private func spellings(_ text: String) -> [String] {
    [
        text, text.replacing("/", with: "\\/"),
        text.replacing(":", with: "%3A").replacing("/", with: "%2F"),
    ]
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
