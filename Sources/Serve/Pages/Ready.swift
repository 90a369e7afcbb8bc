import Store
import Synchronization
import Unroll

/// Whether the server was asked to end. Whoever sends it visitors hears of it at `/readyz`.
package final class Drain: Sendable {
    private let isBegun = Mutex(false)

    package init() {}

    package func begin() { isBegun.withLock { $0 = true } }

    var isUnderWay: Bool { isBegun.withLock { $0 } }
}

extension Site {
    /// Whether visitors are to be sent here: the server does not end, and the archive answers and has the tables that this program
    /// knows. For machines, and so the same in every language.
    func ready() async -> Reply {
        if drain.isUnderWay { return .notReady("The server is ending.") }
        do throws(StoreFailure) {
            let version = try await store.database.read { connection throws(StoreFailure) in
                try connection.schemaVersion() ?? 0
            }
            if version > DatabaseState.known {
                throw .newerThanProgram(found: version, known: DatabaseState.known)
            }
            if version < DatabaseState.known {
                return .notReady("The database is of an earlier Skein: start the server anew.")
            }
            var reply = Reply(text: "ok\n")
            reply.freshness = .never
            return reply
        } catch {
            return .notReady(error.description)
        }
    }
}

extension Reply {
    fileprivate static func notReady(_ reason: String) -> Reply {
        var reply = Reply(text: reason + "\n")
        (reply.status, reply.freshness) = (.serviceUnavailable, .never)
        return reply
    }
}
