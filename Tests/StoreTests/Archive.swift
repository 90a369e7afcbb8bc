import Testing

@testable import Store
@testable import Unroll

/// An archive of its own for one test.
struct Archive {
    let laboratory: Laboratory
    let store: Store

    static var key: RemovalKey {
        guard let key = RemovalKey(Array(repeating: 7, count: 32)) else { fatalError("32 bytes are a key") }
        return key
    }

    init(_ engine: Engine, _ change: (inout DatabaseSettings) -> Void = { _ in }) async throws {
        laboratory = try await Laboratory(engine)
        var settings = DatabaseSettings()
        (settings.connections, settings.patience) = (4, .seconds(60))
        change(&settings)
        store = try await Store(laboratory.address, removals: Archive.key, settings: settings)
    }

    static func linkKey(_ thread: Unroll.Thread) -> String { thread.network.rawValue + columnID(thread.id.value) }

    /// Keeps a thread; its key.
    @discardableResult func keep(
        _ thread: Unroll.Thread, _ audience: Audience = .public, reason: String = "network", retrieval: Int64? = nil
    ) async throws -> Int64 {
        let keeping = Keeping(
            thread, audience: audience, reason: reason, linkKey: Archive.linkKey(thread), retrieval: retrieval)
        guard case .kept(let key, _) = try await store.keep(keeping) else { return 0 }
        return key
    }

    func search(
        _ text: String, _ order: SearchOrder = .newest, for viewer: Viewer = .anyone
    ) async throws -> [String] {
        try await store.database.read { connection throws(StoreFailure) in
            try connection.search(SearchQuery(text), order: order, for: viewer)
        }.hits.map(\.post.text)
    }

    /// Whether nothing is left in the index of words when every post is taken out of it: a word that a post was not known by any more stays.
    /// SQLite's own check compares no words, for it has none to compare with.
    func emptiesItsIndex() async throws -> Bool {
        try await store.database.write { c throws(StoreFailure) in
            try c.unindex(
                keys: c.query("SELECT key FROM posts").map { row throws(StoreFailure) in try row.integer("key") })
            guard c.dialect == .sqlite else { return try c.query("SELECT post FROM search").isEmpty }
            try c.execute("CREATE VIRTUAL TABLE temp.search_terms USING fts5vocab(main, search, row)")
            let isEmpty = try c.query("SELECT term FROM search_terms").isEmpty
            try c.execute("DROP TABLE temp.search_terms")
            return isEmpty
        }
    }
}
