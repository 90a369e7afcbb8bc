import CPQ
import Glibc

/// Connecting, within a time, and with the server's own code for why it did not work.
enum PostgresOpening {
    static func open(_ address: PostgresAddress, patience: Duration) throws(StoreFailure) -> OpaquePointer {
        guard let connection = begin(address) else { throw .unavailable }
        PQsetErrorVerbosity(connection, PQERRORS_SQLSTATE)
        let end = ContinuousClock.now + patience
        var state = PGRES_POLLING_WRITING
        while state != PGRES_POLLING_OK {
            guard state != PGRES_POLLING_FAILED, PQstatus(connection) != CONNECTION_BAD,
                wait(for: state, on: connection, until: end)
            else {
                defer { PQfinish(connection) }
                throw failure(String(cString: PQerrorMessage(connection)))
            }
            state = PQconnectPoll(connection)
        }
        PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
        return connection
    }

    private static func begin(_ address: PostgresAddress) -> OpaquePointer? {
        let options = [
            ("application_name", "skein"), ("dbname", address.revealed), ("client_encoding", "UTF8"),
            ("tcp_user_timeout", "30000"),
        ]
        var names = options.map { UnsafePointer(strdup($0.0)) } + [nil]
        var values = options.map { UnsafePointer(strdup($0.1)) } + [nil]
        defer { for text in names + values { free(UnsafeMutablePointer(mutating: text)) } }
        return PQconnectStartParams(&names, &values, 1)
    }

    private static func wait(
        for state: PostgresPollingStatusType, on connection: OpaquePointer, until end: ContinuousClock.Instant
    ) -> Bool {
        let left = (end - .now).milliseconds
        guard left > 0 else { return false }
        let events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT
        var socket = pollfd(fd: PQsocket(connection), events: Int16(events), revents: 0)
        return poll(&socket, 1, Int32(clamping: left)) > 0 || errno == EINTR
    }

    /// The message is `FATAL:  53300` where the server said no, and words of libpq where there was no server to say anything. A host
    /// with several addresses has several lines, and each may begin with the address and its port.
    static func failure(_ message: String) -> StoreFailure {
        let codes = message.split(separator: "\n").compactMap { line -> Substring? in
            guard let severity = line.firstRange(of: ":  ") else { return nil }
            let code = line[severity.upperBound...]
            let isCode = code.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) }
            return code.utf8.count == 5 && isCode ? code : nil
        }
        guard let code = codes.last else { return .unavailable }
        switch String(code) {
        case "28P01", "28000": return .cannotOpen("the server does not accept this user and password (\(code))")
        case "3D000": return .cannotOpen("the server has no database of this name (3D000)")
        default: return StoreFailure(sqlstate: String(code), message: String(code))
        }
    }
}
