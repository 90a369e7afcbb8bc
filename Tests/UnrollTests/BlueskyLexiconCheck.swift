import Foundation
import Simulated

@testable import Unroll

/// Says where JSON is not what a lexicon wants: required fields, types, bounds of numbers and lists, formats of identifiers, and
/// unions. Schemas that are not in the folder fit everything.
struct BlueskyLexiconCheck {
    private var documents: [String: JSONValue] = [:]

    /// Reads every lexicon below `folder` of the shared files.
    init(folder: String) throws {
        var folders = [folder]
        while let folder = folders.popLast() {
            for name in SharedFolder.files(in: folder) {
                let path = folder + "/" + name
                guard name.hasSuffix(".json") else {
                    folders.append(path)
                    continue
                }
                let document = try JSONValue(parsing: SharedFolder.read(path))
                if let id = document["id"]?.string { documents[id] = document }
            }
        }
    }

    /// `method`'s answer.
    func complaints(about value: JSONValue, from method: String) -> [String] {
        guard let schema = documents[method]?["defs"]?["main"]?["output"]?["schema"] else { return ["no \(method)"] }
        return complaints(value, schema, method, "$")
    }

    /// Parameters that `method` does not take, or not with this value.
    func complaints(aboutQuery query: String, of method: String) -> [String] {
        guard let parameters = documents[method]?["defs"]?["main"]?["parameters"] else { return ["no \(method)"] }
        let pairs = query.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let missing = (parameters["required"]?.list ?? []).compactMap(\.string).filter { name in
            !pairs.contains { $0[0] == name }
        }
        return missing.map { "\($0) is missing" }
            + pairs.flatMap { pair -> [String] in
                guard let schema = parameters["properties"]?[pair[0]] else { return ["\(pair[0]) is unknown"] }
                let item = schema["items"] ?? schema
                let value: JSONValue =
                    switch item["type"]?.string {
                    case "integer": Int64(pair[1]).map { .integer($0) } ?? .null
                    case "boolean": .bool(pair[1] == "true")
                    default: .string(pair[1].removingPercentEncoding ?? "")
                    }
                return complaints(value, item, method, pair[0])
            }
    }

    /// An error is a name and a sentence.
    func error(_ value: JSONValue) -> [String] {
        value["error"]?.string == nil || value["message"]?.string == nil ? ["not an error"] : []
    }

    private func definition(_ reference: String, in document: String) -> (JSONValue, String)? {
        let parts = reference.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        let home = parts[0].isEmpty ? document : parts[0]
        guard let schema = documents[home]?["defs"]?[parts.count > 1 ? parts[1] : "main"] else { return nil }
        return (schema["type"]?.string == "record" ? schema["record"] ?? schema : schema, home)
    }

    private func complaints(_ value: JSONValue, _ schema: JSONValue, _ home: String, _ path: String) -> [String] {
        switch schema["type"]?.string {
        case "ref":
            guard let (target, home) = definition(schema["ref"]?.string ?? "", in: home) else { return [] }
            return complaints(value, target, home, path)
        case "union": return union(value, schema, home, path)
        case "object", "params": return object(value, schema, home, path)
        case "array":
            guard case .list(let list) = value else { return ["\(path) is no list"] }
            let excess = list.count > bound(schema["maxLength"]) ?? .max ? ["\(path) is too long"] : []
            return excess
                + list.enumerated().flatMap { complaints($1, schema["items"] ?? .null, home, "\(path)[\($0)]") }
        case "string": return string(value, schema, path)
        case "integer":
            guard case .integer(let number) = value else { return ["\(path) is no integer"] }
            let range = Int64(bound(schema["minimum"]) ?? .min)...Int64(bound(schema["maximum"]) ?? .max)
            return range.contains(number) ? [] : ["\(path) is out of range"]
        case "boolean":
            guard case .bool(let bool) = value else { return ["\(path) is no boolean"] }
            return schema["const"].map { $0 == .bool(bool) } == false ? ["\(path) is \(bool)"] : []
        case "blob":
            return value["ref"]?["$link"]?.string == nil || value["mimeType"]?.string == nil
                ? ["\(path) is no blob"] : []
        case "unknown": return record(value, path)
        default: return []
        }
    }

    private func bound(_ value: JSONValue?) -> Int? {
        if case .integer(let number)? = value { Int(number) } else { nil }
    }

    /// A record says itself what it is.
    private func record(_ value: JSONValue, _ path: String) -> [String] {
        guard let type = value["$type"]?.string, let (schema, home) = definition(type, in: "") else { return [] }
        return complaints(value, schema, home, path)
    }

    private func union(_ value: JSONValue, _ schema: JSONValue, _ home: String, _ path: String) -> [String] {
        guard let type = value["$type"]?.string else { return ["\(path) has no $type"] }
        let known = (schema["refs"]?.list ?? []).compactMap(\.string).map { $0.hasPrefix("#") ? home + $0 : $0 }
        guard known.contains(type) else { return ["\(path) is a \(type)"] }
        guard let (target, home) = definition(type, in: home) else { return [] }
        return complaints(value, target, home, path)
    }

    private func object(_ value: JSONValue, _ schema: JSONValue, _ home: String, _ path: String) -> [String] {
        guard case .object(let fields) = value else { return ["\(path) is no object"] }
        let missing = (schema["required"]?.list ?? []).compactMap(\.string).filter { fields[$0] == nil }
        return missing.map { "\(path).\($0) is missing" }
            + (schema["properties"]?.object ?? [:]).sorted { $0.key < $1.key }.flatMap { name, schema in
                fields[name].map { complaints($0, schema, home, path + "." + name) } ?? []
            }
    }

    private func string(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        guard case .string(let text) = value else { return ["\(path) is no string"] }
        if text.utf8.count > bound(schema["maxLength"]) ?? .max || text.count > bound(schema["maxGraphemes"]) ?? .max {
            return ["\(path) is too long"]
        }
        let fits =
            switch schema["format"]?.string {
            case "did": DID(text) != nil
            case "handle": Handle(text) != nil
            case "at-identifier": DID(text) != nil || Handle(text) != nil
            case "at-uri": RecordAddress(text) != nil
            case "datetime": Timestamp(rfc3339: text) != nil
            case "cid": text.hasPrefix("baf") && text.utf8.count == 59
            case "uri": text.contains(":")
            case "language": LanguageTag.normalized(text) != nil
            default: true
            }
        return fits ? [] : ["\(path) is no \(schema["format"]?.string ?? "")"]
    }
}
