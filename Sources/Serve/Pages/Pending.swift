import Store
import Unroll

extension Site {
    func history(of place: ThreadPlace, _ visit: Visit) async throws(SiteFailure) -> Reply { throw .notFound }
    func author(_ place: AuthorPlace, _ visit: Visit) async throws(SiteFailure) -> Reply { throw .notFound }
    func author(called handle: String, on network: Network, _ visit: Visit) async throws(SiteFailure) -> Reply {
        throw .notFound
    }
    func oEmbed(of url: String, _ visit: Visit) async throws(SiteFailure) -> Reply { throw .notFound }
    func ready() async throws(SiteFailure) -> Reply {
        _ = try await read { connection throws(StoreFailure) in try connection.first("SELECT 1 AS one") }
        return Reply(text: "ok\n")
    }
}
