/// Takes rows that no statement sees any more out of PostgreSQL's tables. `VACUUM` leaves what a transaction begun earlier could still see, and
/// pages that the server is writing just then, without a word; so it is repeated until the server counts no such rows. It passes over pages
/// that have none. Where others write all the time there always are some, of theirs.
enum PostgresVacuum {
    /// Rests before the rounds: 13 seconds, about as long together as a statement of the site may take. The connection is free meanwhile.
    static let rests = [0, 50, 100, 200, 400, 800, 1600, 3200, 6400].map { Duration.milliseconds($0) }

    /// One round: how many rows it left, as far as the server knows.
    static func rowsLeft(_ connection: any Connection, onlyAnswers: Bool) throws(StoreFailure) -> Int {
        try connection.execute(onlyAnswers ? "VACUUM exchanges" : "VACUUM")
        let tables: SQL = onlyAnswers ? "AND relname = 'exchanges'" : ""
        return try connection.first(
            """
            SELECT CAST(COALESCE(SUM(n_dead_tup), 0) AS BIGINT) AS rows FROM pg_stat_user_tables
            WHERE schemaname = current_schema() \(tables)
            """)?.count("rows") ?? 0
    }
}
