/// One step of the schema: statements that never change once they were released, and use nothing of the program but SQL. The
/// version of a database is the number of steps it has gone. Long rewrites of rows are jobs, not migrations.
package struct Migration: Sendable {
    let statements: @Sendable (Dialect) -> [SQL]

    package init(_ statements: @escaping @Sendable (Dialect) -> [SQL]) { self.statements = statements }
}

extension Database {
    /// Takes the database to the last of `migrations`, in one transaction; of several processes that start at once, one does it and
    /// the others wait. A database that has gone further is refused with `.newerThanProgram`, untouched.
    package func migrate(to migrations: [Migration]) async throws(StoreFailure) {
        try await migrate { (connection) throws(StoreFailure) in
            if connection.dialect == .postgres {
                // Any number will do that nobody else locks in this database: "skein".
                try connection.execute("SELECT pg_advisory_xact_lock(495689558382)")
            }
            let integer = connection.dialect.integer
            try connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version \(integer) NOT NULL)")
            let row = try connection.first("SELECT version FROM schema_version")
            let found = try row?.count("version") ?? 0
            guard found <= migrations.count else {
                throw .newerThanProgram(found: found, known: migrations.count)
            }
            guard found < migrations.count else { return }
            for migration in migrations[found...] {
                for statement in migration.statements(connection.dialect) { try connection.execute(statement) }
            }
            try connection.execute("DELETE FROM schema_version")
            try connection.execute("INSERT INTO schema_version (version) VALUES (\(migrations.count))")
        }
    }
}
