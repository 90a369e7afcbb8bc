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
            defer { sqlite3_reset(statement.sqliteStatement) }
            let columns = statement.columnNames
            var rows: [Row] = []
            while try step(statement) {
                rows.append(Row(columns: columns, values: columns.indices.map { value(statement.sqliteStatement, $0) }))
            }
            return rows
        }
    }

    func execute(_ sql: SQL) throws(StoreFailure) -> Int {
        try translating {
            let statement = try prepare(sql)
            defer { sqlite3_reset(statement.sqliteStatement) }
            while try step(statement) {}
            return database.changesCount
        }
    }

    private func prepare(_ sql: SQL) throws -> Statement {
        if let limit { deadline.pointee = .now + limit }
        let statement = try database.cachedStatement(sql: sql.text)
        sqlite3_reset(statement.sqliteStatement)
        var place: Int32 = 0
        for value in sql.binds {
            place += 1
            try check(bind(value, at: place, to: statement.sqliteStatement))
        }
        return statement
    }

    /// Whether there is another row.
    private func step(_ statement: Statement) throws -> Bool {
        let code = sqlite3_step(statement.sqliteStatement)
        if code == SQLITE_ROW { return true }
        try check(code == SQLITE_DONE ? SQLITE_OK : code)
        return false
    }

    private func check(_ code: Int32) throws {
        guard code != SQLITE_OK else { return }
        throw DatabaseError(
            resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
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

/// Binds a value that SQLite copies.
private func bind(_ value: SQLValue, at place: Int32, to statement: SQLiteStatement) -> Int32 {
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: return sqlite3_bind_null(statement, place)
    case .integer(let number): return sqlite3_bind_int64(statement, place, number)
    case .real(let number): return sqlite3_bind_double(statement, place, number)
    case .text(var text):
        // A text without letters may have no address, which would be null.
        if text.isEmpty { return sqlite3_bind_text(statement, place, "", 0, copied) }
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text64(statement, place, $0.baseAddress, UInt64($0.count), copied, UInt8(SQLITE_UTF8))
            }
        }
    case .blob(let bytes):
        if bytes.isEmpty { return sqlite3_bind_zeroblob(statement, place, 0) }
        return bytes.withUnsafeBytes { sqlite3_bind_blob64(statement, place, $0.baseAddress, UInt64($0.count), copied) }
    }
}
