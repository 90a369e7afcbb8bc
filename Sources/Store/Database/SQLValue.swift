/// What a column holds and a statement binds.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    /// Never with a NUL, which PostgreSQL refuses and C strings end at.
    case text(String)
    case blob([UInt8])

    /// NUL becomes U+FFFD.
    package init(_ text: String?) {
        switch text {
        case nil: self = .null
        case let text?: self = .text(text.utf8.contains(0) ? text.replacing("\0", with: "\u{fffd}") : text)
        }
    }

    package init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }
    package init(_ number: Int64?) { self = number.map(SQLValue.integer) ?? .null }
    /// Numbers that are none become null, as in SQLite.
    package init(_ number: Double?) { self = number.flatMap { $0.isFinite ? .real($0) : nil } ?? .null }
    package init(_ bytes: [UInt8]?) { self = bytes.map(SQLValue.blob) ?? .null }
}
