import Unroll

/// A JSON value whose objects keep the order of their keys.
package enum JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
    case object([(StaticString, JSON)])
    case array([JSON])
    case string(String)
    case number(Int)
    case bool(Bool)
    case null
    /// A member that an object leaves out.
    case absent

    package init(dictionaryLiteral members: (StaticString, JSON)...) { self = .object(members) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }

    package init(_ text: String?) { self = text.map { .string($0) } ?? .null }
    package init(_ number: Int?) { self = number.map { .number($0) } ?? .null }
    package init(_ flag: Bool?) { self = flag.map { .bool($0) } ?? .null }
    package init(_ link: Link?) { self = link.map { .string($0.text) } ?? .null }
    package init(_ id: PostID?) { self = id.map { .string($0.value) } ?? .null }
    package init(_ moment: Timestamp?) { self = moment.map { .string($0.clamped.rfc3339) } ?? .null }
    package init<Value>(_ value: Value?, _ json: (Value) -> JSON) { self = value.map(json) ?? .null }
    package init<Value>(_ list: [Value], _ json: (Value) -> JSON) { self = .array(list.map(json)) }

    /// Nothing instead of null.
    package var orAbsent: JSON {
        if case .null = self { .absent } else { self }
    }
}

extension JSON {
    /// In one line, without a line end.
    package var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }
}

extension Timestamp {
    /// Within the years that RFC 3339 can write.
    fileprivate var clamped: Timestamp {
        Timestamp(milliseconds: min(max(milliseconds, -62_167_219_200_000), 253_402_300_799_999))
    }
}
