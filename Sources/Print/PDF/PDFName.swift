/// A name object: a word of the program, or a foreign one of which everything but letters and digits is escaped.
struct PDFName: PDFObject, Hashable, ExpressibleByStringLiteral {
    private let text: String

    init(stringLiteral: StaticString) { text = stringLiteral.description }

    /// A name of the program with a number behind it (`F1`).
    init(_ prefix: StaticString, _ number: Int) { text = prefix.description + String(number) }

    /// A foreign word, at most 80 bytes of it; everything but letters, digits and hyphens as `#` and two digits.
    init(foreign word: String, prefix: StaticString = "") {
        let escaped = word.utf8.prefix(80).map { byte -> String in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d: String(UnicodeScalar(byte))
            case 0: ""
            default: "#" + hexadecimal(byte)
            }
        }
        text = prefix.description + escaped.joined()
    }

    func write(to bytes: inout [UInt8]) {
        bytes.append(0x2f)
        bytes += text.utf8
    }
}

/// Two digits.
private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0" + digits : digits
}
