import Unroll

/// How a database stands, found out without changing it.
package struct DatabaseState: Sendable, Equatable {
    /// The version of its tables; nil where there are none of Skein's.
    package var version: Int?
    /// Whether something was removed from it.
    package var removes = false
    /// Jobs that somebody asked for, that are due and that nobody does, and since when the oldest of them is.
    package var due = 0
    package var oldest: Timestamp?
    /// Jobs that somebody does.
    package var running = 0

    /// The version of the tables that this program makes and reads.
    package static var known: Int { Schema.migrations.count }
}

extension Connection {
    /// The version of the tables; nil where there are none of Skein's.
    package func schemaVersion() throws(StoreFailure) -> Int? {
        guard try first(dialect.table("schema_version")) != nil else { return nil }
        return try first("SELECT version FROM schema_version")?.count("version")
    }

    /// The jobs of a later or an earlier version are not counted.
    package func state(now: Timestamp) throws(StoreFailure) -> DatabaseState {
        var state = DatabaseState(version: try schemaVersion(), removes: try hasRemovals())
        guard state.version == DatabaseState.known else { return state }
        // Those without a name come back by themselves, and the one that looks for posts on X waits for a key.
        let due = try first(
            """
            SELECT COUNT(*) AS jobs, MIN(due) AS oldest FROM jobs WHERE state = 'waiting' AND name <> '' AND due <= \(now)
            """)
        (state.due, state.oldest) = (try due?.count("jobs") ?? 0, try due?.instantOrNil("oldest"))
        state.running = try first("SELECT COUNT(*) AS jobs FROM jobs WHERE state = 'running'")?.count("jobs") ?? 0
        return state
    }
}
