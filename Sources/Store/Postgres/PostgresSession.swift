import CPQ

/// One connection of libpq, used by one thread only. Calls block.
final class PostgresSession {
    /// More statements than the program has; beyond it the server forgets them all and they are prepared anew.
    private static let statementLimit = 400

    private let connection: OpaquePointer
    private let settings: DatabaseSettings
    /// Statement texts with numbered placeholders, by the text with question marks.
    private var numbered: [String: String] = [:]
    private var prepared: [String: String] = [:]
    /// Whether the last thing asked was to commit.
    private(set) var wasCommitting = false

    init(_ address: PostgresAddress, settings: DatabaseSettings) throws(StoreFailure) {
        self.settings = settings
        connection = try PostgresOpening.open(address, patience: settings.patience)
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
    }

    deinit { PQfinish(connection) }

    var isSound: Bool { PQstatus(connection) == CONNECTION_OK && PQtransactionStatus(connection) == PQTRANS_IDLE }

    /// A read sees one state and takes no locks; writes are as if they came one after the other, as in SQLite.
    func begin(_ mode: TransactionMode) throws(StoreFailure) {
        wasCommitting = false
        let limit = mode == .migrating ? 0 : settings.statementLimit.milliseconds
        let kind =
            switch mode {
            case .reading: "REPEATABLE READ READ ONLY"
            case .writing: "SERIALIZABLE"
            case .migrating, .vacuuming: "READ COMMITTED"
            }
        try command("BEGIN ISOLATION LEVEL \(kind); SET LOCAL statement_timeout = \(limit); SET LOCAL jit = off")
    }

    func commit() throws(StoreFailure) {
        wasCommitting = true
        let answer = try command("COMMIT")
        wasCommitting = false
        // A statement failed and the closure went on as if it had not.
        guard answer.isCommitted else { throw .refused("25P02") }
    }

    func rollBack() {
        guard PQstatus(connection) == CONNECTION_OK, PQtransactionStatus(connection) != PQTRANS_IDLE else { return }
        _ = try? command("ROLLBACK")
    }

    func run(_ sql: SQL) throws(StoreFailure) -> PostgresAnswer {
        let text = numbered[sql.text] ?? number(sql.text)
        guard settings.preparesStatements else {
            return try PostgresAnswer(
                PostgresBinds(sql.binds).withPointers { count, types, values, lengths, formats in
                    PQexecParams(connection, text, count, types, values, lengths, formats, 1)
                }, of: connection)
        }
        let name = try prepare(text, binds: sql.binds)
        return try PostgresAnswer(
            PostgresBinds(sql.binds).withPointers { count, _, values, lengths, formats in
                PQexecPrepared(connection, name, count, values, lengths, formats, 1)
            }, of: connection)
    }

    private func prepare(_ text: String, binds: [SQLValue]) throws(StoreFailure) -> String {
        // A null alone does not tell the type of a placeholder, so statements with nulls in other places are others.
        let key = text + binds.map { $0 == .null ? "0" : "1" }.joined()
        if let name = prepared[key] { return name }
        if prepared.count >= PostgresSession.statementLimit {
            try command("DEALLOCATE ALL")
            prepared = [:]
        }
        let name = "s\(prepared.count)"
        _ = try PostgresAnswer(
            PostgresBinds(binds).withPointers { count, types, _, _, _ in
                PQprepare(connection, name, text, count, types)
            }, of: connection)
        prepared[key] = name
        return name
    }

    @discardableResult private func command(_ text: String) throws(StoreFailure) -> PostgresAnswer {
        try PostgresAnswer(PQexec(connection, text), of: connection)
    }

    /// `?` becomes `$1`, `$2`, …
    private func number(_ text: String) -> String {
        var (result, count) = ("", 0)
        for part in text.split(separator: "?", omittingEmptySubsequences: false) {
            result += count == 0 ? String(part) : "$\(count)" + part
            count += 1
        }
        numbered[text] = result
        return result
    }
}
