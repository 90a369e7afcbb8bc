import CPQ

/// Which database: `sqlite:PATH` or `postgres://USER@HOST:PORT/NAME`.
package enum DatabaseAddress: Sendable, Equatable {
    case sqlite(path: String)
    case postgres(PostgresAddress)

    package enum Problem: Error, Hashable, Sendable {
        /// Neither `sqlite:` nor `postgres://`.
        case unknownKind
        case noPath
        /// `:memory:` is gone when the program ends, and different in each connection.
        case inMemory
        /// Not what libpq takes as an address. Not repeated, for there may be a password in it.
        case malformedPostgres
    }

    package init(_ text: String) throws(Problem) {
        if text.hasPrefix("sqlite:") {
            let path = text.dropFirst("sqlite:".count)
            let plain = path.hasPrefix("///") ? path.dropFirst(2) : path
            guard !plain.isEmpty, !plain.utf8.contains(0), !plain.hasPrefix("//") else { throw .noPath }
            guard plain != ":memory:" else { throw .inMemory }
            self = .sqlite(path: String(plain))
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            guard let address = PostgresAddress(text) else { throw .malformedPostgres }
            self = .postgres(address)
        } else {
            throw .unknownKind
        }
    }
}

extension DatabaseAddress: CustomStringConvertible {
    /// Never with a password.
    package var description: String {
        switch self {
        case .sqlite(let path): "sqlite:\(path)"
        case .postgres(let address): address.description
        }
    }
}

extension DatabaseAddress.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownKind: "a database is named sqlite:PATH or postgres://USER@HOST/NAME"
        case .noPath: "sqlite: is followed by the path of a file"
        case .inMemory: "a database in memory would be gone when the program ends; name a file"
        case .malformedPostgres:
            "this is no address of a PostgreSQL database; special characters in it are percent-encoded"
        }
    }
}

/// The address of a PostgreSQL database, as libpq understands it. Nothing that prints, describes or reflects it shows the password.
package struct PostgresAddress: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The whole address, for the one place that connects.
    let revealed: String
    package let description: String

    init?(_ text: String) {
        guard !text.utf8.contains(0), let options = PQconninfoParse(text, nil) else { return nil }
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        let user = values["user"].map { $0 + "@" } ?? ""
        let port = values["port"].map { ":" + $0 } ?? ""
        revealed = text
        description = "postgres://\(user)\(values["host"] ?? "")\(port)/\(values["dbname"] ?? "")"
    }

    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
