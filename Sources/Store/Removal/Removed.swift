import Unroll

/// An entry of the list of what was removed.
package struct Removed: Sendable, Hashable {
    package var hash: [UInt8]
    package var at: Timestamp

    package init(hash: [UInt8], at: Timestamp) { (self.hash, self.at) = (hash, at) }
}

extension Connection {
    /// The whole list, to be kept outside a backup: what is restored from one has to be held against it.
    package func removed() throws(StoreFailure) -> [Removed] {
        try query("SELECT hash, removed FROM removals ORDER BY hash").map { row throws(StoreFailure) in
            Removed(hash: try row.bytes("hash"), at: try row.instant("removed"))
        }
    }

    /// Whether there is a list, in a database of whatever version.
    package func hasRemovals() throws(StoreFailure) -> Bool {
        guard try first(dialect.table("removals")) != nil else { return false }
        return try first("SELECT removed FROM removals LIMIT 1") != nil
    }

    /// Adds to the list; what is on it already stays.
    package func add(_ removed: [Removed]) throws(StoreFailure) {
        try insert(
            "INSERT INTO removals (hash, removed) VALUES ", rows: removed.map { "(\($0.hash), \($0.at))" },
            ending: " ON CONFLICT DO NOTHING")
    }

    /// Whether something that answers name was removed.
    func isRemoved(anyOf names: AnswerNames, on network: Network, key: RemovalKey) throws(StoreFailure) -> Bool {
        guard try hasRemovals() else { return false }
        return try !among(names.ids.flatMap { key.hashes(of: $0, on: network) }).isEmpty
    }

    /// Whether a thread under one of these ids, or its author, was removed.
    package func isRemoved(
        _ ids: [PostID], by author: Author.ID?, on network: Network, key: RemovalKey
    ) throws(StoreFailure) -> Bool {
        let hashes =
            ids.map { key.hash(ofThread: $0, on: network) }
            + (author.map { [key.hash(ofAuthor: $0, on: network)] } ?? [])
        return try !among(hashes).isEmpty
    }

    /// Whether an author who had this handle was removed.
    package func isRemoved(handle: String, on network: Network, key: RemovalKey) throws(StoreFailure) -> Bool {
        try !among([key.hash(ofHandle: handle, on: network)]).isEmpty
    }

    /// Whether the thread whose page, or a post's in it, had this path was removed, or its author.
    package func isRemoved(page path: [String], on network: Network, key: RemovalKey) throws(StoreFailure) -> Bool {
        let id = PostID(path: path, on: network).map { key.hash(ofThread: $0, on: network) }
        return try !among([key.hash(ofPage: path, on: network)] + (id.map { [$0] } ?? [])).isEmpty
    }

    /// Notes that a link names a post of what was removed, where that showed only when it was fetched: it is not fetched again.
    package func addRemoved(_ link: PostLink, at instant: Timestamp, key: RemovalKey) throws(StoreFailure) {
        guard let path = link.path else { return }
        try add([Removed(hash: key.hash(ofPage: path, on: link.network), at: instant)])
    }

    func among(_ hashes: [[UInt8]]) throws(StoreFailure) -> Set<[UInt8]> {
        var found: Set<[UInt8]> = []
        for part in hashes.chunked(256) {
            for row in try query("SELECT hash FROM removals WHERE hash IN (\(list: part.map(SQLValue.blob)))") {
                found.insert(try row.bytes("hash"))
            }
        }
        return found
    }

    /// The thread without what was removed in it, other people's posts and quotes, and without naming it; nil where it was removed itself.
    func allowed(_ thread: Thread, by key: RemovalKey) throws(StoreFailure) -> Thread? {
        let network = thread.network
        if try isRemoved([thread.id] + thread.aliases, by: thread.author.id, on: network, key: key) { return nil }
        let removed = try removed(among: thread.names, on: network, key: key)
        return removed.isEmpty ? thread : thread.without(removed)
    }
}
