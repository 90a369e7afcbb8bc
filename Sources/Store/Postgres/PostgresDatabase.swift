/// A pool of connections to a PostgreSQL server, each on a thread of its own and opened when it is first needed.
final class PostgresDatabase: Sendable {
    private let workers: Workers<PostgresWorker>

    init(_ address: PostgresAddress, settings: DatabaseSettings) {
        workers = Workers(count: settings.connections) { PostgresWorker(address, settings: settings) }
    }

    func run<Value: Sendable>(
        _ mode: TransactionMode, _ body: @escaping @Sendable (any Connection) throws(StoreFailure) -> Value
    ) async -> Result<Value, StoreFailure> {
        await workers.run { $0.run(mode, body) } ?? .failure(.closed)
    }

    func close() async { await workers.close() }
}
