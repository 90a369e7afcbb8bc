import Foundation
import Testing

@testable import Render

/// What is printed, looked at sign by sign.
struct TerminalOutput {
    private let lines: [String]

    /// Takes Skein's own styles out of coloured text; every line must end without one.
    init(_ bytes: [UInt8], hasColor: Bool) throws {
        let text = try #require(String(validating: bytes, as: UTF8.self))
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if !hasColor { return String(line) }
            var (plain, style) = (String.UnicodeScalarView(), Unicode.Scalar("0"))
            var rest = line[...]
            while let scalar = rest.popFirst() {
                let next = Array(rest.prefix(3))
                if scalar == "\u{1b}", next.count == 3, next[0] == "[", next[2] == "m", Self.styles.contains(next[1]) {
                    style = next[1]
                    rest = rest.dropFirst(3)
                } else {
                    plain.append(scalar)
                }
            }
            return String(plain) + (style == "0" ? "" : "\u{1b}")
        }
    }

    private static let styles: [Unicode.Scalar] = ["0", "1", "2", "3", "4", "9"]

    /// No control character, no override, nothing that is no character; lines no wider than `width` unless they hold an address.
    func check(width: Int = .max, addresses: Set<String> = [], isJSON: Bool = false) {
        for line in lines {
            if let scalar = line.unicodeScalars.first(where: { !Self.isHarmless($0, isJSON) }) {
                Issue.record("U+\(String(scalar.value, radix: 16)) in \(line.debugDescription.prefix(200))")
                return
            }
            let columns = line.reduce(0) { $0 + $1.columns }
            if columns > width, !addresses.contains(where: { line.hasSuffix($0) }) {
                Issue.record("\(columns) columns: \(line.prefix(200))")
                return
            }
        }
    }

    /// Joiners, marks of direction that end with their letter, soft places to break, and the tags of flags do no harm.
    private static func isHarmless(_ scalar: Unicode.Scalar, _ isJSON: Bool) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
        case .format: [0xad, 0x61c, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f].contains(scalar.value)
        case .unassigned: isJSON || !scalar.properties.isNoncharacterCodePoint
        default: true
        }
    }
}
