import Render

/// XML that is well-formed as far as its literals are: they are taken as they are, whatever stands in an interpolation is escaped, and
/// what XML 1.0 forbids (control characters, U+FFFE and U+FFFF) is left out.
struct XML: Sendable, ExpressibleByStringInterpolation {
    private(set) var bytes: [UInt8]

    init(stringLiteral: StaticString) { bytes = stringLiteral.withUTF8Buffer { Array($0) } }

    init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        init(literalCapacity: Int, interpolationCount: Int) { bytes.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        mutating func appendInterpolation(_ text: String) { escape(legible(text).utf8) }
        mutating func appendInterpolation(_ xml: XML?) { bytes += xml?.bytes ?? [] }
        mutating func appendInterpolation(_ parts: [XML]) { for part in parts { bytes += part.bytes } }
        /// Markup as text, as feeds carry it. What is in it was made legible when it was built.
        mutating func appendInterpolation(text html: HTML) { escape(html.bytes) }

        /// ` name="value"`, or nothing where there is no value.
        mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            appendLiteral(" ")
            appendLiteral(name)
            appendLiteral("=\"")
            appendInterpolation(value)
            appendLiteral("\"")
        }

        private mutating func escape(_ text: some Sequence<UInt8>) {
            for byte in text {
                switch byte {
                case 0x26: bytes += "&amp;".utf8
                case 0x3c: bytes += "&lt;".utf8
                case 0x3e: bytes += "&gt;".utf8
                case 0x22: bytes += "&quot;".utf8
                default: bytes.append(byte)
                }
            }
        }
    }
}
