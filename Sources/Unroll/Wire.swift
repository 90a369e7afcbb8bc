/// What lenient decoding of foreign JSON needs: a field of the wrong type counts as missing, a broken element of a list is left
/// out, and the rest stays readable.

/// A value that is nil when it is missing, null or of the wrong type.
@propertyWrapper
package struct Lenient<Value: Decodable & Sendable>: Decodable, Sendable {
    package var wrappedValue: Value?

    package init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    package init(from decoder: any Decoder) throws { wrappedValue = try? Value(from: decoder) }
}

/// A list whose broken elements are left out; empty when it is missing or no list.
@propertyWrapper
package struct Lossy<Element: Decodable & Sendable>: Decodable, Sendable {
    package var wrappedValue: [Element]

    package init(wrappedValue: [Element]) { self.wrappedValue = wrappedValue }

    package init(from decoder: any Decoder) throws {
        guard var list = try? decoder.unkeyedContainer() else {
            wrappedValue = []
            return
        }
        wrappedValue = []
        while !list.isAtEnd {
            if let element = try list.decode(Lenient<Element>.self).wrappedValue { wrappedValue.append(element) }
        }
    }
}

extension KeyedDecodingContainer {
    /// What stands under `key`; nil when it is missing or broken.
    package func lenient<Value: Decodable>(_ key: Key, _: Value.Type = Value.self) -> Value? {
        (try? decodeIfPresent(Value.self, forKey: key)) ?? nil
    }

    package func decode<Value>(_ type: Lenient<Value>.Type, forKey key: Key) throws -> Lenient<Value> {
        Lenient(wrappedValue: (try? decodeIfPresent(Value.self, forKey: key)) ?? nil)
    }

    package func decode<Element>(_ type: Lossy<Element>.Type, forKey key: Key) throws -> Lossy<Element> {
        ((try? decodeIfPresent(type, forKey: key)) ?? nil) ?? Lossy(wrappedValue: [])
    }
}
