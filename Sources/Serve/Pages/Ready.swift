import Store
import Unroll

extension Site {
    /// Whether the archive answers.
    func ready() async throws(SiteFailure) -> Reply {
        _ = try await read { connection throws(StoreFailure) in try connection.first("SELECT 1 AS one") }
        return Reply(text: "ok\n")
    }
}
