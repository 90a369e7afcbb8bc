import Glibc

/// Takes rows that no statement sees any more out of PostgreSQL's tables.
enum PostgresVacuum {
    /// Rests before the rounds, in milliseconds: about as long together as a statement of the site may take.
    private static let rests: [UInt32] = [0, 50, 100, 200, 400, 800, 1600, 3200, 6400]

    /// `VACUUM` leaves what a transaction begun earlier could still see, and pages that the server is writing just then, without a word. So it is
    /// repeated until the server counts no such rows, or for 13 seconds; it passes over pages that have none. Where others write all the
    /// time there always are some, of theirs.
    static func run(_ connection: any Connection, onlyAnswers: Bool) throws(StoreFailure) {
        for rest in rests {
            usleep(rest * 1000)
            try connection.execute(onlyAnswers ? "VACUUM exchanges" : "VACUUM")
            if try rowsLeft(connection, onlyAnswers: onlyAnswers) == 0 { return }
        }
    }

    private static func rowsLeft(_ connection: any Connection, onlyAnswers: Bool) throws(StoreFailure) -> Int {
        let tables: SQL = onlyAnswers ? "AND relname = 'exchanges'" : ""
        return try connection.first(
            """
            SELECT CAST(COALESCE(SUM(n_dead_tup), 0) AS BIGINT) AS rows FROM pg_stat_user_tables
            WHERE schemaname = current_schema() \(tables)
            """)?.count("rows") ?? 0
    }
}
