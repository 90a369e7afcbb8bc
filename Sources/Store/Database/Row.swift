import Unroll

/// One row of an answer, read by the names of its columns. A column that is missing or holds something else is
/// `StoreFailure.unreadable`: the schema and the program disagree.
package struct Row: Sendable {
    let columns: [String]
    let values: [SQLValue]

    package subscript(_ name: String) -> SQLValue? {
        columns.firstIndex(of: name).map { values[$0] }
    }

    package func integerOrNil(_ name: String) throws(StoreFailure) -> Int64? {
        switch self[name] {
        case .integer(let number): number
        case .null: nil
        default: throw .unreadable(name)
        }
    }

    package func textOrNil(_ name: String) throws(StoreFailure) -> String? {
        switch self[name] {
        case .text(let text): text
        case .null: nil
        default: throw .unreadable(name)
        }
    }

    package func bytesOrNil(_ name: String) throws(StoreFailure) -> [UInt8]? {
        switch self[name] {
        case .blob(let bytes): bytes
        case .null: nil
        default: throw .unreadable(name)
        }
    }

    package func real(_ name: String) throws(StoreFailure) -> Double {
        switch self[name] {
        case .real(let number): number
        case .integer(let number): Double(number)
        default: throw .unreadable(name)
        }
    }

    package func integer(_ name: String) throws(StoreFailure) -> Int64 { try some(integerOrNil(name), name) }
    package func text(_ name: String) throws(StoreFailure) -> String { try some(textOrNil(name), name) }
    package func bytes(_ name: String) throws(StoreFailure) -> [UInt8] { try some(bytesOrNil(name), name) }
    package func count(_ name: String) throws(StoreFailure) -> Int { Int(clamping: try integer(name)) }
    package func countOrNil(_ name: String) throws(StoreFailure) -> Int? {
        try integerOrNil(name).map(Int.init(clamping:))
    }
    package func flag(_ name: String) throws(StoreFailure) -> Bool { try integer(name) != 0 }

    package func flagOrNil(_ name: String) throws(StoreFailure) -> Bool? { try integerOrNil(name).map { $0 != 0 } }

    package func instant(_ name: String) throws(StoreFailure) -> Timestamp {
        Timestamp(milliseconds: try integer(name))
    }

    package func instantOrNil(_ name: String) throws(StoreFailure) -> Timestamp? {
        try integerOrNil(name).map(Timestamp.init(milliseconds:))
    }

    /// A column that holds one of the names of an enum.
    package func name<Name: RawRepresentable>(
        _ column: String, _ type: Name.Type = Name.self
    ) throws(StoreFailure) -> Name where Name.RawValue == String {
        try some(Name(rawValue: text(column)), column)
    }

    private func some<Value>(_ value: Value?, _ name: String) throws(StoreFailure) -> Value {
        guard let value else { throw .unreadable(name) }
        return value
    }
}
