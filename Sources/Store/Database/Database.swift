/// A pool of connections to the archive. Closures run on threads of the pool, never on Swift's cooperative ones, and see one
/// consistent state. A read closure may be run again after a lost connection; a write closure too, and after others
/// changed the same rows, so it has no effect besides its statements. What a write changed is on disk when it returns.
package struct Database: Sendable {
    private enum Engine: Sendable {
        case sqlite(SQLiteDatabase)
        case postgres(PostgresDatabase)
    }

    private let engine: Engine
    private let watchers = WriteWatchers()
    package let dialect: Dialect

    /// Opens the database, and makes the file where there is none; the tables are `Store`'s.
    package init(_ address: DatabaseAddress, settings: DatabaseSettings = DatabaseSettings()) throws(StoreFailure) {
        switch address {
        case .sqlite(let path):
            (engine, dialect) = (.sqlite(try SQLiteDatabase(path: path, settings: settings)), .sqlite)
        case .postgres(let server):
            (engine, dialect) = (.postgres(PostgresDatabase(server, settings: settings)), .postgres)
        }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreFailure) -> Value
    ) async throws(StoreFailure) -> Value {
        try await run(.reading, body).get()
    }

    @discardableResult package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreFailure) -> Value
    ) async throws(StoreFailure) -> Value {
        let value = try await run(.writing, body).get()
        await watchers.tell()
        return value
    }

    /// Has `watcher` called after every write of this process, before the write returns.
    package func watchWrites(_ watcher: @escaping @Sendable () async -> Void) { watchers.add(watcher) }

    /// As `write`, with statements that may take as long as they need and see what others committed meanwhile.
    func migrate<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreFailure) -> Value
    ) async throws(StoreFailure) -> Value {
        try await run(.migrating, body).get()
    }

    /// Takes what rows said that were deleted or changed out of where it stays until then though no statement sees it: PostgreSQL's tables,
    /// and SQLite's log, for in its tables it is overwritten at once.
    func vacuum(onlyAnswers: Bool = false) async throws(StoreFailure) {
        switch engine {
        case .sqlite(let database): try await database.emptyLog().get()
        case .postgres:
            for rest in PostgresVacuum.rests {
                guard (try? await Task.sleep(for: rest)) != nil else { return }
                let left = try await run(.vacuuming) { connection throws(StoreFailure) in
                    try PostgresVacuum.rowsLeft(connection, onlyAnswers: onlyAnswers)
                }.get()
                if left == 0 { return }
            }
        }
    }

    /// Lets what was begun end; everything after it fails with `.closed`.
    package func close() async {
        switch engine {
        case .sqlite(let database): await database.close()
        case .postgres(let database): await database.close()
        }
    }

    private func run<Value: Sendable>(
        _ mode: TransactionMode, _ body: @escaping @Sendable (any Connection) throws(StoreFailure) -> Value
    ) async -> Result<Value, StoreFailure> {
        switch engine {
        case .sqlite(let database): await database.run(mode, body)
        case .postgres(let database): await database.run(mode, body)
        }
    }
}

enum TransactionMode: Sendable {
    case reading, writing
    /// Writing to the tables themselves: without a limit of time, and after waiting for others who do the same.
    case migrating
    /// Without a transaction, which `VACUUM` does not allow, and without a limit of time.
    case vacuuming
}
