import Unroll

/// A statement that carries its binds: literals of the program are taken as they are, whatever is interpolated becomes a bound value.
/// Only a literal can become SQL, for the type of a literal here is `StaticString`. Placeholders are written `?` and counted by
/// the database that runs it; a literal holds none of its own.
package struct SQL: Sendable, Equatable, ExpressibleByStringInterpolation {
    package private(set) var text: String
    package private(set) var binds: [SQLValue]

    package init(stringLiteral: StaticString) { (text, binds) = (stringLiteral.description, []) }

    package init(stringInterpolation: StringInterpolation) {
        (text, binds) = (stringInterpolation.text, stringInterpolation.binds)
    }

    package static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum += right
        return sum
    }

    package static func += (left: inout SQL, right: SQL) {
        left.text += right.text
        left.binds += right.binds
    }

    /// The parts one after the other with `separator` between them; of no parts, nothing.
    package static func joined(_ parts: [SQL], by separator: SQL) -> SQL {
        var sum: SQL = ""
        sum.add(parts[...], by: separator)
        return sum
    }

    /// Adds the parts at the end, with `separator` between them.
    mutating func add(_ parts: ArraySlice<SQL>, by separator: SQL) {
        text.reserveCapacity(text.utf8.count + parts.reduce(0) { $0 + $1.text.utf8.count + separator.text.utf8.count })
        binds.reserveCapacity(binds.count + parts.reduce(0) { $0 + $1.binds.count + separator.binds.count })
        for index in parts.indices {
            if index > parts.startIndex { self += separator }
            self += parts[index]
        }
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var binds: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount)
            binds.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

        package mutating func appendInterpolation(_ value: SQLValue) {
            text += "?"
            binds.append(value)
        }

        package mutating func appendInterpolation(_ value: String?) { appendInterpolation(SQLValue(value)) }
        package mutating func appendInterpolation(_ value: Int?) { appendInterpolation(SQLValue(value)) }
        package mutating func appendInterpolation(_ value: Int64?) { appendInterpolation(SQLValue(value)) }
        package mutating func appendInterpolation(_ value: Double?) { appendInterpolation(SQLValue(value)) }
        package mutating func appendInterpolation(_ value: [UInt8]?) { appendInterpolation(SQLValue(value)) }
        package mutating func appendInterpolation(_ value: Bool) { appendInterpolation(SQLValue(value ? 1 : 0)) }
        package mutating func appendInterpolation(_ value: Timestamp?) {
            appendInterpolation(SQLValue(value?.milliseconds))
        }

        package mutating func appendInterpolation(_ sql: SQL) {
            text += sql.text
            binds += sql.binds
        }

        /// `?, ?, ?` for `IN (…)`. Their number is filled up to a power of two by repeating the last one, so that few different
        /// statements come of it. At most 1,000 values; of none, `NULL`, which nothing equals.
        package mutating func appendInterpolation(list values: [SQLValue]) {
            guard let last = values.last else { return text += "NULL" }
            var size = 1
            while size < values.count { size *= 2 }
            text += "?" + String(repeating: ", ?", count: size - 1)
            binds += values + Array(repeating: last, count: size - values.count)
        }
    }
}
