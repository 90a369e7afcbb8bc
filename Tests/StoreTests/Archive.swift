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
        settings.connections = 4
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
}
