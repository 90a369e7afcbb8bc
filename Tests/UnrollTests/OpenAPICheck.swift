import Foundation
import Simulated

@testable import Unroll

/// Checks requests and answers against an OpenAPI document (3.0 or 3.1): the path exists, parameters and their values are
/// allowed, bodies have the types the document gives. Every complaint is one sentence; none means all is well.
struct OpenAPICheck: Sendable {
    let schemas: JSONSchemaCheck
    private let document: JSONValue

    /// `strict` complains of properties the document does not name.
    init(_ bytes: [UInt8], strict: Bool = false) throws {
        document = try JSONValue(parsing: bytes)
        schemas = JSONSchemaCheck(document: document, strict: strict)
    }

    /// What is wrong with a GET for `url`.
    func complaints(aboutRequest url: String) -> [String] {
        guard let parts = URLParts(url) else { return ["\(url) is no address"] }
        guard let (template, operation) = operation(for: parts.path) else { return ["no path fits \(parts.path)"] }
        let parameters = parameters(of: template, operation)
        var complaints: [String] = []
        let given = Self.query(parts.query ?? "")
        let known = parameters.filter { $0["in"]?.string == "query" }
        let names = Set(known.compactMap { $0["name"]?.string })
        for name in given.map(\.name) where !names.contains(name) { complaints.append("unknown parameter \(name)") }
        for parameter in known {
            guard let name = parameter["name"]?.string else { continue }
            let values = given.filter { $0.name == name }.map(\.value)
            if values.isEmpty {
                if parameter["required"] == .bool(true) { complaints.append("\(name) is missing") }
                continue
            }
            complaints += complaintsAboutValue(values, parameter).map { "\(name): \($0)" }
        }
        for parameter in parameters where parameter["in"]?.string == "path" {
            guard let name = parameter["name"]?.string, let value = Self.pathValue(name, template, parts.path)
            else { continue }
            complaints += complaintsAboutValue([value], parameter).map { "\(name): \($0)" }
        }
        return complaints
    }

    /// What is wrong with `body` as the answer with `status` to a GET for `url`.
    func complaints(about body: [UInt8], status: Int, to url: String) -> [String] {
        guard let parts = URLParts(url), let (_, operation) = operation(for: parts.path) else {
            return ["no path fits \(url)"]
        }
        let responses = operation["responses"]
        guard let response = responses?[String(status)] ?? responses?["default"] else {
            return ["status \(status) is not described"]
        }
        let contents = schemas.resolved(response)["content"]?.object ?? [:]
        let candidates = contents.values.compactMap { $0["schema"] }
        guard !candidates.isEmpty else { return [] }
        guard let value = try? JSONValue(parsing: body) else { return ["the body is no JSON"] }
        let all = candidates.map { schemas.complaints(about: value, against: $0) }
        return all.min { $0.count < $1.count } ?? []
    }

    private func operation(for path: String) -> (template: String, operation: JSONValue)? {
        let segments = path.split(separator: "/")
        let fitting = (document["paths"]?.object ?? [:]).filter { template, item in
            let pattern = template.split(separator: "/")
            return item["get"] != nil && pattern.count == segments.count
                && zip(pattern, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        let best = fitting.min { $0.key.count(where: { $0 == "{" }) < $1.key.count(where: { $0 == "{" }) }
        return best.flatMap { item in item.value["get"].map { (item.key, $0) } }
    }

    private func parameters(of template: String, _ operation: JSONValue) -> [JSONValue] {
        let shared = document["paths"]?[template]?["parameters"]?.list ?? []
        return (shared + (operation["parameters"]?.list ?? [])).map(schemas.resolved)
    }

    private func complaintsAboutValue(_ values: [String], _ parameter: JSONValue) -> [String] {
        guard let schema = parameter["schema"].map(schemas.resolved) else { return [] }
        var texts = values
        let isList = schema["type"]?.string == "array"
        if isList && parameter["explode"] == .bool(false) {
            texts = values.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        }
        let type = (isList ? schema["items"].map(schemas.resolved) : schema)?["type"]?.string
        let typed = texts.map { Self.typed($0, type) }
        if isList { return schemas.complaints(about: .list(typed), against: schema) }
        return typed.flatMap { schemas.complaints(about: $0, against: schema) }
    }

    private static func typed(_ text: String, _ type: String?) -> JSONValue {
        switch type {
        case "integer": Int64(text).map(JSONValue.integer) ?? .string(text)
        case "number": Double(text).map(JSONValue.number) ?? .string(text)
        case "boolean": text == "true" || text == "false" ? .bool(text == "true") : .string(text)
        default: .string(text)
        }
    }

    static func query(_ text: String) -> [(name: String, value: String)] {
        text.split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = sides.map { side -> String in
                let plain = side.replacing("+", with: " ")
                return String(plain).removingPercentEncoding ?? String(plain)
            }
            return (decoded[0], decoded.count > 1 ? decoded[1] : "")
        }
    }

    private static func pathValue(_ name: String, _ template: String, _ path: String) -> String? {
        let (pattern, segments) = (template.split(separator: "/"), path.split(separator: "/"))
        return zip(pattern, segments).first { $0.0 == "{\(name)}" }.map { String($0.1) }
    }
}
