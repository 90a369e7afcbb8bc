import Unroll

/// How text looks in a terminal that has colours and weights.
enum TerminalStyle: UInt8, Hashable {
    // The values are SGR parameters (ECMA-48 §8.3.117).
    case plain = 0
    case bold = 1
    case faint = 2
    case italic = 3
    case underlined = 4
    case struck = 9
}

/// Text that is safe to print: without control characters, escapes and overrides, whatever was interpolated.
struct TerminalText: ExpressibleByStringInterpolation {
    struct Run {
        var text: String
        var style: TerminalStyle
    }

    private(set) var runs: [Run]

    init(stringLiteral: StaticString) { runs = [Run(text: stringLiteral.description, style: .plain)] }

    init(stringInterpolation: StringInterpolation) { runs = stringInterpolation.runs }

    init(_ text: String, _ style: TerminalStyle) { runs = [Run(text: legible(text), style: style)] }

    static func += (left: inout TerminalText, right: TerminalText) { left.runs += right.runs }

    /// The same, everything in one style.
    func all(_ style: TerminalStyle) -> TerminalText {
        var text = self
        text.runs = runs.map { Run(text: $0.text, style: style) }
        return text
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var runs: [Run] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: StaticString) {
            runs.append(Run(text: literal.description, style: .plain))
        }
        mutating func appendInterpolation(_ number: Int) { runs.append(Run(text: String(number), style: .plain)) }
        mutating func appendInterpolation(_ text: TerminalText) { runs += text.runs }
        mutating func appendInterpolation(_ text: String, _ style: TerminalStyle = .plain) {
            runs.append(Run(text: legible(text), style: style))
        }
    }
}
