import Unroll

/// The part of JSON Schema that interface descriptions use: types, enumerations, bounds, patterns of digits, required and known
/// properties, `allOf`, `anyOf`, `oneOf` (at least one fits) and references inside the document.
package struct JSONSchemaCheck: Sendable {
    package let document: JSONValue
    /// Whether properties that no schema names are complained of.
    package var strict: Bool

    package init(document: JSONValue, strict: Bool = false) { (self.document, self.strict) = (document, strict) }

    /// `schema`, or what its `$ref` points at; nothing fits one that points nowhere.
    package func resolved(_ schema: JSONValue) -> JSONValue {
        var schema = schema
        for _ in 0..<16 {
            guard let reference = schema["$ref"]?.string, reference.hasPrefix("#/") else { return schema }
            var target: JSONValue? = document
            for segment in reference.dropFirst(2).split(separator: "/") {
                target = target?[String(segment.replacing("~1", with: "/").replacing("~0", with: "~"))]
            }
            guard let target else { return .object(["enum": .list([])]) }
            schema = target
        }
        return schema
    }

    /// `whole` is false for a part of a schema, which need not name every property.
    package func complaints(
        about value: JSONValue, against schema: JSONValue, at path: String = "$", whole: Bool = true
    ) -> [String] {
        let schema = resolved(schema)
        if value == .null && (schema["nullable"] == .bool(true) || Self.types(schema).contains("null")) { return [] }
        var complaints = simple(value, schema, path)
        if whole { complaints += unknown(value, schema, path) }
        for part in schema["allOf"]?.list ?? [] {
            complaints += self.complaints(about: value, against: part, at: path, whole: false)
        }
        for key in ["anyOf", "oneOf"] {
            let branches = schema[key]?.list ?? []
            let results = branches.map { self.complaints(about: value, against: $0, at: path, whole: false) }
            if let best = results.min(by: { $0.count < $1.count }), !best.isEmpty { complaints += best }
        }
        switch value {
        case .list(let list): complaints += elements(list, schema, path)
        case .object(let object): complaints += properties(object, schema, path)
        default: break
        }
        return complaints
    }

    private func simple(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        let types = Self.types(schema)
        guard types.isEmpty || types.contains(where: { Self.isA(value, $0) }) else {
            return ["\(path) is not \(types.joined(separator: " or "))"]
        }
        var complaints: [String] = []
        if let allowed = schema["enum"]?.list, !allowed.contains(value) {
            complaints.append("\(path) is \(value), which is not listed")
        }
        if let constant = schema["const"], constant != value { complaints.append("\(path) is not \(constant)") }
        if let size = Self.size(value) {
            for (key, fits) in Self.bounds where schema[key] != nil {
                guard let bound = schema[key].flatMap(Self.size), !fits(size, bound), Self.applies(key, to: value)
                else { continue }
                complaints.append("\(path) breaks \(key)")
            }
        }
        if case .string(let text) = value, let pattern = schema["pattern"]?.string,
            let regex = try? Regex(pattern), text.firstMatch(of: regex) == nil
        {
            complaints.append("\(path) does not fit \(pattern)")
        }
        return complaints
    }

    private func elements(_ list: [JSONValue], _ schema: JSONValue, _ path: String) -> [String] {
        guard let items = schema["items"] else { return [] }
        return list.enumerated().flatMap { complaints(about: $1, against: items, at: "\(path)[\($0)]") }
    }

    private func properties(_ object: [String: JSONValue], _ schema: JSONValue, _ path: String) -> [String] {
        var complaints: [String] = []
        for name in schema["required"]?.list.compactMap(\.string) ?? [] where object[name] == nil {
            complaints.append("\(path) lacks \(name)")
        }
        let known = schema["properties"]?.object ?? [:]
        let open = schema["additionalProperties"]
        for (name, value) in object {
            if let property = known[name] {
                complaints += self.complaints(about: value, against: property, at: "\(path).\(name)")
            } else if let open, !open.object.isEmpty {
                complaints += self.complaints(about: value, against: open, at: "\(path).\(name)")
            } else if open == .bool(false) {
                complaints.append("\(path) may not have \(name)")
            }
        }
        return complaints
    }

    /// Properties that neither `schema` nor any part of it names.
    private func unknown(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        guard strict, case .object(let object) = value, let names = names(of: schema), !names.isEmpty else { return [] }
        return object.keys.filter { !names.contains($0) }.sorted().map { "\(path) has an unknown \($0)" }
    }

    /// All property names in `schema` and its parts; nil where any others are welcome.
    private func names(of schema: JSONValue) -> Set<String>? {
        let schema = resolved(schema)
        if let open = schema["additionalProperties"], open != .bool(false) { return nil }
        var names = Set((schema["properties"]?.object ?? [:]).keys)
        for key in ["allOf", "anyOf", "oneOf"] {
            for part in schema[key]?.list ?? [] {
                guard let more = self.names(of: part) else { return nil }
                names.formUnion(more)
            }
        }
        for name in (schema["discriminator"]?["mapping"]?.object ?? [:]).values.compactMap(\.string) {
            names.formUnion(extensionNames(name, beside: schema))
        }
        return names
    }

    /// The names that a schema chosen by a discriminator adds to the one that chooses.
    private func extensionNames(_ reference: String, beside schema: JSONValue) -> Set<String> {
        let chosen = resolved(.object(["$ref": .string(reference)]))
        let parts = [chosen] + (chosen["allOf"]?.list ?? []).filter { resolved($0) != schema }
        return Set(parts.flatMap { resolved($0)["properties"]?.object.keys.map { $0 } ?? [] })
    }

    private static func types(_ schema: JSONValue) -> [String] {
        schema["type"].map { $0.string.map { [$0] } ?? $0.list.compactMap(\.string) } ?? []
    }

    private static func isA(_ value: JSONValue, _ type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.bool, "boolean"), (.integer, "integer"), (.integer, "number"), (.number, "number"),
            (.string, "string"), (.list, "array"), (.object, "object"):
            true
        default: false
        }
    }

    /// What bounds measure: a number, a text's or a list's length.
    private static func size(_ value: JSONValue) -> Double? {
        switch value {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        case .string(let text): Double(text.unicodeScalars.count)
        case .list(let list): Double(list.count)
        default: nil
        }
    }

    private static let bounds: [(key: String, fits: @Sendable (Double, Double) -> Bool)] = [
        ("minimum", { $0 >= $1 }), ("maximum", { $0 <= $1 }), ("minLength", { $0 >= $1 }),
        ("maxLength", { $0 <= $1 }), ("minItems", { $0 >= $1 }), ("maxItems", { $0 <= $1 }),
    ]

    private static func applies(_ key: String, to value: JSONValue) -> Bool {
        switch value {
        case .string: key.hasSuffix("Length")
        case .list: key.hasSuffix("Items")
        default: key == "minimum" || key == "maximum"
        }
    }
}
