/// A connection inside a transaction, lent to the closure of `Database.read` or `.write` for as long as it runs. Calls block; a
/// failure ends the transaction, so closures let it through.
package protocol Connection: AnyObject {
    var dialect: Dialect { get }

    /// The rows a statement gives, all of them: it says itself how many it wants (`LIMIT`).
    func query(_ sql: SQL) throws(StoreFailure) -> [Row]

    /// Runs a statement; how many rows it changed.
    @discardableResult func execute(_ sql: SQL) throws(StoreFailure) -> Int
}

extension Connection {
    package func first(_ sql: SQL) throws(StoreFailure) -> Row? { try query(sql).first }
}
