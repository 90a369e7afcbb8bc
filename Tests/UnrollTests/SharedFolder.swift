import Foundation

@testable import Unroll

/// The folder with the networks' specifications and recordings from real servers, which is not part of the project: named by
/// `SKEIN_SHARED`, or beside the project as `shared`. Tests that use it are skipped where it is absent.
enum SharedFolder {
    static let url: URL = {
        if let path = ProcessInfo.processInfo.environment["SKEIN_SHARED"] { return URL(filePath: path) }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.deletingLastPathComponent().appending(path: "shared")
    }()

    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: url.appending(path: path).path(percentEncoded: false))
    }

    static func read(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: url.appending(path: path)))
    }

    /// The names of the files directly in `folder`, in order.
    static func files(in folder: String) -> [String] {
        let path = url.appending(path: folder).path(percentEncoded: false)
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
}

extension JSONValue {
    /// Parsed quickly, for files of a megabyte.
    init(parsing bytes: [UInt8]) throws {
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

    subscript(key: String) -> JSONValue? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    var string: String? {
        if case .string(let string) = self { string } else { nil }
    }

    var list: [JSONValue] {
        if case .list(let list) = self { list } else { [] }
    }

    var object: [String: JSONValue] {
        if case .object(let object) = self { object } else { [:] }
    }
}
