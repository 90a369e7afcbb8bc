import Unroll

extension Connection {
    /// Notes what kept answers are to be looked through for, in the transaction that removes it, so that a process that is killed leaves
    /// the rest to another.
    func note(traces: some Sequence<String>) throws(StoreFailure) {
        // The beginning of a long one finds it as well, and a zero ends a text in a database.
        let noted = Set(traces.map { String($0.unicodeScalars.prefix { $0.value != 0 }.prefix(128)) }).subtracting([""])
        try insert(
            "INSERT INTO traces (trace) VALUES ", rows: noted.sorted().map { "(\($0))" },
            ending: " ON CONFLICT DO NOTHING")
    }

    func traces() throws(StoreFailure) -> [String] {
        try query("SELECT trace FROM traces").map { row throws(StoreFailure) in try row.text("trace") }
    }

    func forget(traces: [String]) throws(StoreFailure) {
        for part in traces.chunked(256) {
            try execute("DELETE FROM traces WHERE trace IN (\(list: part.map(SQLValue.text)))")
        }
    }

    /// Goes through kept exchanges and drops those of every retrieval that name what is on the list, or in which one of `traces` occurs, an
    /// id or a handle as the network writes it: the texts that were removed may stand in answers about others. A short number may occur
    /// by chance; then more is dropped than needed, which costs a new retrieval and nothing else. Goes through at most `limit` retrievals
    /// after `cursor`; returns where to go on, nil at the end.
    package func purge(
        _ traces: [String], after cursor: Int64 = 0, limit: Int = 50, key: RemovalKey
    ) throws(StoreFailure) -> Int64? {
        let needles = Set(traces.filter(isUnmistakable).flatMap(spellings)).map { Array($0.utf8) }
        let rows = try query(
            "SELECT key, network, target, thread FROM retrievals WHERE key > \(cursor) ORDER BY key LIMIT \(limit)")
        for row in rows {
            let (retrieval, network): (Int64, Network) = (try row.integer("key"), try row.name("network"))
            let link = try? PostLink(row.text("target"))
            if let link, try isRemoved(link, Set(traces), key: key) { try forgetTarget(of: retrieval) }
            let exchanges = try exchanges(of: retrieval)
            let holds = exchanges.contains { exchange in
                needles.contains {
                    contains($0, in: Array(exchange.request.url.utf8)) || contains($0, in: exchange.body)
                }
            }
            let names = AnswerNames(in: exchanges, on: network)
            let isNamed = try isRemoved(anyOf: names, on: network, key: key)
            guard holds || isNamed else { continue }
            try execute("DELETE FROM exchanges WHERE retrieval = \(retrieval)")
            try execute("DELETE FROM retrievals WHERE key = \(retrieval) AND thread IS NULL")
            if let thread = try row.integerOrNil("thread") {
                try forgetForeignAnchor(of: thread, askedFor: link, by: retrieval, on: network)
            }
        }
        return rows.count < limit ? nil : try rows.last?.integer("key")
    }

    /// Where a thread was asked for by somebody else's post, that may be one of those who were removed.
    private func forgetForeignAnchor(
        of thread: Int64, askedFor link: PostLink?, by retrieval: Int64, on network: Network
    ) throws(StoreFailure) {
        let own = try lines(of: thread).filter(\.role.isOwn).map(\.post)
        let ids = Set(try ids(of: own))
        if let link {
            let paths = Set(ids.map { $0.path(on: network) } + (try copyPaths(of: own)))
            let isOwn = link.path.map { path in
                paths.contains { $0.last == path.last && (network == .bluesky || $0 == path) }
            }
            if !(isOwn ?? ids.contains(PostID(link.address))) {
                try forgetTarget(of: retrieval)
                try execute("DELETE FROM jobs WHERE payload = \(link.address) AND state IN ('done', 'failed')")
            }
        }
        guard let row = try first("SELECT model FROM threads WHERE key = \(thread)") else { return }
        var form = try ThreadForm(bytes: row.bytes("model"))
        if ids.contains(form.head.anchor) { return }
        form.head.forgetForeignAnchor(unlessIn: ids)
        try execute("UPDATE threads SET model = \(form.bytes) WHERE key = \(thread)")
        try noteChange(of: thread)
    }

    /// Forgets by which link a retrieval was asked for.
    func forgetTarget(of retrieval: Int64) throws(StoreFailure) {
        try execute("UPDATE retrievals SET target = '' WHERE key = \(retrieval)")
    }

    /// Removes what a restored backup brought back: threads and authors that are on the list, and the jobs by which they were asked for.
    /// Goes through at most `limit` authors after `cursor`; returns where to go on, nil at the end.
    package func applyRemovals(
        toAuthorsAfter cursor: Int64 = 0, limit: Int = 200, at instant: Timestamp, key: RemovalKey
    ) throws(StoreFailure) -> Int64? {
        let rows = try query(
            """
            SELECT authors.key AS key, authors.network AS network, author_versions.model AS model FROM authors
            JOIN author_versions ON author_versions.key = authors.version
            WHERE authors.key > \(cursor) ORDER BY authors.key LIMIT \(limit)
            """)
        // A few at a time: nobody else writes meanwhile.
        var removed = 0
        let most = 20
        for row in rows {
            if removed >= most { return try row.integer("key") - 1 }
            let (network, author): (Network, Author) = (try row.name("network"), try Author(form: row.bytes("model")))
            if try !among([key.hash(ofAuthor: author.id, on: network)]).isEmpty {
                try removeAuthor(author.id, on: network, at: instant, key: key)
                removed += most
                continue
            }
            for thread in try removedThreads(by: row.integer("key"), on: network, key: key) {
                if removed >= most { return try row.integer("key") - 1 }
                try removeThread(thread, at: instant, key: key)
                removed += 1
            }
        }
        return rows.count < limit ? nil : try rows.last?.integer("key")
    }

    /// The keys of an author's threads that are on the list.
    private func removedThreads(
        by author: Int64, on network: Network, key: RemovalKey
    ) throws(StoreFailure) -> [Int64] {
        let threads = try query("SELECT key, model FROM threads WHERE author = \(author)").map {
            row throws(StoreFailure) in
            let head = try ThreadForm(bytes: row.bytes("model")).head
            let hashes = ([head.id] + head.aliases).map { key.hash(ofThread: $0, on: network) }
            return (key: try row.integer("key"), hashes: hashes)
        }
        let found = try among(threads.flatMap(\.hashes))
        return found.isEmpty ? [] : threads.filter { !found.isDisjoint(with: $0.hashes) }.map(\.key)
    }

    /// The same with posts that stand in or are quoted by others' threads only.
    package func applyRemovals(
        toPostsAfter cursor: Int64 = .min, limit: Int = 500, at instant: Timestamp, key: RemovalKey
    ) throws(StoreFailure) -> Int64? {
        let rows = try query("SELECT key, network, id FROM posts WHERE key > \(cursor) ORDER BY key LIMIT \(limit)")
        guard let first = rows.first, let last = rows.last else { return nil }
        var posts: [(key: Int64, hash: [UInt8])] = []
        for row in rows {
            let id = PostID(try row.text("id"))
            posts.append((try row.integer("key"), key.hash(ofThread: id, on: try row.name("network"))))
        }
        let quotes = try query(
            """
            SELECT DISTINCT network, author, quoted FROM post_quotes
            WHERE post BETWEEN \(first.integer("key")) AND \(last.integer("key"))
            """
        ).map { row throws(StoreFailure) in
            (network: try row.name("network") as Network, author: try row.text("author"), post: try row.text("quoted"))
        }
        let (authors, quoted) = (
            quotes.map { key.hash(ofAuthor: Author.ID($0.author), on: $0.network) },
            quotes.map { key.hash(ofThread: PostID($0.post), on: $0.network) }
        )
        let found = try among(Array(Set(posts.map(\.hash) + authors + quoted)))
        if !found.isEmpty {
            for index in quotes.indices {
                let quote = quotes[index]
                if found.contains(authors[index]) {
                    try removeAuthor(Author.ID(quote.author), on: quote.network, at: instant, key: key)
                } else if found.contains(quoted[index]) {
                    try removeQuotes(of: PostID(quote.post), on: quote.network)
                }
            }
            try removePosts(posts.filter { found.contains($0.hash) }.map(\.key))
        }
        return rows.count < limit ? nil : try last.integer("key")
    }
}

/// Whether a trace stands for nothing else wherever it occurs: an identifier of Bluesky or an address, or one of X's long numbers. Handles
/// and short numbers are words as well; what is theirs is known by the ids beside them.
private func isUnmistakable(_ trace: String) -> Bool {
    trace.contains(":") || trace.utf8.count >= 15 && trace.utf8.allSatisfy { (0x30...0x39).contains($0) }
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
            let end = index + needle.count
            let goesOn = end < bytes.count && isWordByte(bytes[end]) || index > 0 && isWordByte(bytes[index - 1])
            if !goesOn, bytes[index..<end].elementsEqual(needle) { return true }
            start = index + 1
        }
        return false
    }
}

/// Letters and digits, in UTF-8: an id does not end before one.
private func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20) || byte == 0x5f || byte == 0x2d || byte >= 0x80
}
