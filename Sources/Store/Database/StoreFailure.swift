/// Why the store could not do what it was asked. None of them names a password, and none holds a text of a post.
package enum StoreFailure: Error, Hashable, Sendable {
    /// The server is restarting, out of connections, or not to be reached. It is tried again with the next question.
    case unavailable
    /// The file, folder or database is not there, or not for this user. The text is for the host.
    case cannotOpen(String)
    case readOnly
    case diskFull
    /// Somebody else held a lock for longer than the store waits.
    case busy
    /// Others changed the same rows again and again while this was tried.
    case contended
    /// A statement took longer than it may.
    case timedOut
    /// The file is no database, or broken.
    case damaged
    /// Made by a later version of Skein.
    case newerThanProgram(found: Int, known: Int)
    /// A rule of the schema was broken; the text names it.
    case conflict(String)
    /// The database does not take the statement; the text is its code. A mistake in the program.
    case refused(String)
    /// A row that does not hold what it should; the text names the column.
    case unreadable(String)
    /// The store was closed.
    case closed
}

extension StoreFailure: CustomStringConvertible {
    /// One sentence, for the host and the log.
    package var description: String {
        switch self {
        case .unavailable: "The database is not answering; it is tried again with the next request."
        case .cannotOpen(let reason): "The database cannot be opened: \(reason)."
        case .readOnly: "The database can only be read, not written."
        case .diskFull: "The disk of the database is full."
        case .busy: "Another process keeps the database locked."
        case .contended: "Others kept changing the same rows."
        case .timedOut: "The database took too long."
        case .damaged: "The file of the database is damaged, or no database."
        case .newerThanProgram(let found, let known):
            "The database was made by a later Skein (version \(found) of its tables; this program knows \(known)): update the program."
        case .conflict(let rule): "The database refused a row: \(rule)."
        case .refused(let code): "The database refused a statement: \(code)."
        case .unreadable(let column): "The database holds something unexpected in \(column)."
        case .closed: "The database is closed."
        }
    }
}
