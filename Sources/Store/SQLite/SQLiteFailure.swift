import GRDB

extension StoreFailure {
    init(sqlite error: any Error) {
        if let failure = error as? StoreFailure {
            self = failure
            return
        }
        guard let error = error as? DatabaseError else {
            self = .refused("sqlite")
            return
        }
        switch error.resultCode {
        // The index of its log cannot grow.
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: self = .diskFull
        case .SQLITE_FULL: self = .diskFull
        case .SQLITE_READONLY: self = .readOnly
        case .SQLITE_PERM, .SQLITE_AUTH: self = .cannotOpen("no permission")
        case .SQLITE_CANTOPEN: self = .cannotOpen("its file or folder cannot be opened")
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_INTERRUPT: self = .timedOut
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: self = .damaged
        case .SQLITE_CONSTRAINT: self = .conflict(error.message ?? "")
        default: self = .refused("sqlite \(error.extendedResultCode.rawValue) \(error.message ?? "")")
        }
    }
}
