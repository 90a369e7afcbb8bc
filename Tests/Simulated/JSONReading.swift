import Foundation
import Unroll

extension JSONValue {
    /// Parsed quickly, for files of a megabyte.
    package init(parsing bytes: [UInt8]) throws {
        self.init(try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed))
    }

    private init(_ value: Any) {
        switch value {
        case let text as String: self = .string(text)
        case let list as [Any]: self = .list(list.map { JSONValue($0) })
        case let object as [String: Any]: self = .object(object.mapValues { JSONValue($0) })
        case let number as NSNumber where String(cString: number.objCType) == "c": self = .bool(number.boolValue)
        case let number as NSNumber:
            self = Int64(exactly: number).map { .integer($0) } ?? .number(number.doubleValue)
        default: self = .null
        }
    }

    package subscript(key: String) -> JSONValue? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    package var string: String? {
        if case .string(let string) = self { string } else { nil }
    }

    package var list: [JSONValue] {
        if case .list(let list) = self { list } else { [] }
    }

    package var object: [String: JSONValue] {
        if case .object(let object) = self { object } else { [:] }
    }
}
