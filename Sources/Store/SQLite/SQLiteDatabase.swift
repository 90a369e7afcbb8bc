import GRDB
import Glibc

/// An SQLite file in WAL mode: one writer and several readers, each on a thread of its own. Other processes may use it too.
final class SQLiteDatabase: Sendable {
    private let pool: DatabasePool
    private let readers: Workers<Void>
    private let writer: Workers<Void>
    private let settings: DatabaseSettings

    init(path: String, settings: DatabaseSettings) throws(StoreFailure) {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Double(settings.patience.milliseconds) / 1000)
        configuration.maximumReaderCount = settings.connections
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            // In KiB; in pages of 4 KiB, of which the log is a thousand long otherwise.
            try database.execute(sql: settings.isBulk ? "PRAGMA cache_size = -64000" : "PRAGMA cache_size = -8000")
            if settings.isBulk { try database.execute(sql: "PRAGMA wal_autocheckpoint = 64000") }
            // What is removed is not to be read from the file's free pages.
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        SQLiteDatabase.make(path)
        let opened = Result {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // In WAL mode a commit outlives a killed process either way; FULL makes it outlive the machine. GRDB says NORMAL after it has
            // opened the file, so this comes last.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return pool
        }
        switch opened {
        case .success(let pool): self.pool = pool
        case .failure(let error): throw SQLiteDatabase.failure(error, path)
        }
        self.settings = settings
        (readers, writer) = (Workers(count: settings.connections) {}, Workers(count: 1) {})
    }

    func run<Value: Sendable>(
        _ mode: TransactionMode, _ body: @escaping @Sendable (any Connection) throws(StoreFailure) -> Value
    ) async -> Result<Value, StoreFailure> {
        let limit = mode == .migrating ? nil : settings.statementLimit
        let work: @Sendable () -> Result<Value, StoreFailure> = { [pool] in
            let transact = mode == .reading ? SQLiteDatabase.read : SQLiteDatabase.write
            var result: Result<Value, StoreFailure> = .failure(.closed)
            do {
                try transact(pool) { database in
                    let connection = SQLiteConnection(database, limit: limit)
                    defer { connection.end() }
                    do throws(StoreFailure) {
                        result = .success(try body(connection))
                    } catch {
                        result = .failure(error)
                        throw error
                    }
                }
            } catch let failure as StoreFailure {
                result = .failure(failure)
            } catch {
                result = .failure(StoreFailure(sqlite: error))
            }
            return result
        }
        return await (mode == .reading ? readers : writer).run(work) ?? .failure(.closed)
    }

    /// Moves what is in the log into the file, and cuts the log; waits for those who read what is older.
    func emptyLog() async -> Result<Void, StoreFailure> {
        await writer.run { [pool] in
            Result { () throws -> Void in _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
                .mapError { StoreFailure(sqlite: $0) }
        } ?? .failure(.closed)
    }

    func close() async {
        await readers.close()
        await writer.close()
        // Whoever closes last moves what is in the log into the file, and readers cannot: the file alone would hold little.
        pool.invalidateReadOnlyConnections()
        try? pool.close()
    }

    /// SQLite does not say that it can not open a database because it cannot write beside it.
    private static func failure(_ error: any Error, _ path: String) -> StoreFailure {
        let failure = StoreFailure(sqlite: error)
        guard case .cannotOpen = failure, access(path, R_OK) == 0 else { return failure }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        return access(path, W_OK) == 0 && access(folder, W_OK) == 0 ? failure : .readOnly
    }

    /// Makes an empty file for its owner alone, where there is none; why that does not work is said when it is opened.
    private static func make(_ path: String) {
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 { Glibc.close(file) }
    }

    private static func read(_ pool: DatabasePool, _ body: (GRDB.Database) throws -> Void) throws {
        try pool.read(body)
    }

    private static func write(_ pool: DatabasePool, _ body: (GRDB.Database) throws -> Void) throws {
        try pool.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                try body(database)
                return .commit
            }
        }
    }
}
