/// A connection to a PostgreSQL server inside a transaction.
final class PostgresConnection: Connection {
    let dialect = Dialect.postgres
    private let session: PostgresSession

    init(_ session: PostgresSession) { self.session = session }

    func query(_ sql: SQL) throws(StoreFailure) -> [Row] { try session.run(sql).rows() }

    func execute(_ sql: SQL) throws(StoreFailure) -> Int { try session.run(sql).changed }
}
