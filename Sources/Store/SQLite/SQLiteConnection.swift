import Foundation
import GRDB
import GRDBSQLite

/// A connection to an SQLite file inside a transaction. A statement that runs for longer than `limit` is interrupted.
final class SQLiteConnection: Connection {
    let dialect = Dialect.sqlite
    private let database: GRDB.Database
    private let limit: Duration?
    private let deadline = UnsafeMutablePointer<ContinuousClock.Instant>.allocate(capacity: 1)

    init(_ database: GRDB.Database, limit: Duration?) {
        (self.database, self.limit) = (database, limit)
        deadline.initialize(to: .now)
        guard limit != nil else { return }
        sqlite3_progress_handler(
            database.sqliteConnection, 4096,
            { pointer in
                guard let deadline = pointer?.assumingMemoryBound(to: ContinuousClock.Instant.self).pointee else {
                    return 0
                }
                return ContinuousClock.now > deadline ? 1 : 0
            }, deadline)
    }

    /// Takes the limit off again.
    func end() { sqlite3_progress_handler(database.sqliteConnection, 0, nil, nil) }

    deinit { deadline.deallocate() }

    func query(_ sql: SQL) throws(StoreFailure) -> [Row] {
        try translating {
            let statement = try prepare(sql)
            let columns = statement.columnNames
            let cursor = try GRDB.Row.fetchCursor(statement)
            var rows: [Row] = []
            while try cursor.next() != nil {
                rows.append(Row(columns: columns, values: columns.indices.map { value(statement.sqliteStatement, $0) }))
            }
            return rows
        }
    }

    func execute(_ sql: SQL) throws(StoreFailure) -> Int {
        try translating {
            try prepare(sql).execute()
            return database.changesCount
        }
    }

    private func prepare(_ sql: SQL) throws -> Statement {
        if let limit { deadline.pointee = .now + limit }
        let statement = try database.cachedStatement(sql: sql.text)
        try statement.setArguments(StatementArguments(sql.binds.map(\.databaseValue)))
        return statement
    }

    private func translating<Value>(_ body: () throws -> Value) throws(StoreFailure) -> Value {
        do { return try body() } catch { throw StoreFailure(sqlite: error) }
    }

    /// Straight from the statement that the cursor has stepped.
    private func value(_ statement: SQLiteStatement, _ index: Int) -> SQLValue {
        let index = Int32(index)
        switch sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, index))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, index))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(statement, index)
            let count = Int(sqlite3_column_bytes(statement, index))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(statement, index)
            let count = Int(sqlite3_column_bytes(statement, index))
            return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }
}
