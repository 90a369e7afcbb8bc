import Unroll

/// Markup that is safe to send: literals are taken as they are, whatever stands in an interpolation is escaped by its type.
/// Only a literal of the program can become markup, for the type of a literal here is `StaticString`.
package struct HTML: Sendable, ExpressibleByStringInterpolation {
    package private(set) var bytes: [UInt8]

    package init(stringLiteral: StaticString) {
        bytes = []
        stringLiteral.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    package init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

    package static func += (left: inout HTML, right: HTML) { left.bytes += right.bytes }

    package mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    package mutating func append(text: String) { appendEscaped(text, to: &bytes) }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * StringInterpolation.usualLength)
        }

        /// Bytes that an interpolation often adds: to make room once is cheaper than to move what is written.
        private static let usualLength = 32

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        package mutating func appendInterpolation(_ text: String) { appendEscaped(text, to: &bytes) }
        package mutating func appendInterpolation(_ number: Int) { bytes += String(number).utf8 }
        package mutating func appendInterpolation(_ address: SiteAddress) { appendEscaped(address.text, to: &bytes) }
        package mutating func appendInterpolation(_ mail: MailDraft) { appendEscaped(mail.address, to: &bytes) }
        package mutating func appendInterpolation(_ link: Link) { appendEscaped(link.address, to: &bytes) }
        package mutating func appendInterpolation(_ html: HTML) { bytes += html.bytes }
        package mutating func appendInterpolation(_ html: HTML?) { bytes += html?.bytes ?? [] }
        package mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { bytes += part.bytes } }

        /// ` name="value"`, or nothing where there is no value.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            appendLiteral(" ")
            appendLiteral(name)
            appendLiteral("=\"")
            appendEscaped(value, to: &bytes)
            appendLiteral("\"")
        }

        package mutating func appendInterpolation(trusted text: StaticString) { appendLiteral(text) }

        /// What `EmbeddedJSON` has made safe.
        mutating func appendInterpolation(json escaped: [UInt8]) { bytes += escaped }

        /// A picture inside the document.
        mutating func appendInterpolation(data picture: EmbeddedPicture) {
            appendLiteral("data:")
            bytes += picture.type.rawValue.utf8
            appendLiteral(";base64,")
            bytes += picture.base64.utf8
        }
    }
}

/// Escapes for text and for values in double quotes alike.
private func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
        // Most texts hold nothing to be escaped or left out.
        if utf8.allSatisfy(standsForItself) { return bytes.append(contentsOf: utf8) }
        LegibleText.pieces(of: utf8) { escape($0, to: &bytes) }
    }
}

private func standsForItself(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x26, 0x3c, 0x3e, 0x22, 0x27: false
    default: (0x20...0x7e).contains(byte) || byte == 0x0a
    }
}

private func escape(_ utf8: Slice<UnsafeBufferPointer<UInt8>>, to bytes: inout [UInt8]) {
    var start = utf8.startIndex
    for index in utf8.startIndex..<utf8.endIndex {
        let entity: StaticString
        switch utf8[index] {
        case 0x26: entity = "&amp;"
        case 0x3c: entity = "&lt;"
        case 0x3e: entity = "&gt;"
        case 0x22: entity = "&quot;"
        case 0x27: entity = "&#39;"
        default: continue
        }
        bytes.append(contentsOf: utf8[start..<index])
        entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
        start = index + 1
    }
    bytes.append(contentsOf: utf8[start...])
}
