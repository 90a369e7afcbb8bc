/// How many, how long.
package struct DatabaseSettings: Sendable {
    /// Threads that read: connections of SQLite's readers beside its one writer, or all connections to PostgreSQL.
    package var connections = 8
    /// How long a statement may take.
    package var statementLimit = Duration.seconds(15)
    /// How long to wait for another process's lock, or for a server that is restarting or out of connections.
    package var patience = Duration.seconds(5)
    /// Off for poolers that hand every transaction to another connection (PgBouncer before 1.21).
    package var preparesStatements = true
    /// Whether much is to be written at once: SQLite then takes more memory, and moves what is in its log into the file less often.
    package var isBulk = false

    package init() {}
}

extension Duration {
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
