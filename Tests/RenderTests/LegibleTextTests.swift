import Simulated
import Testing
import Unroll

@testable import Render

/// Text is read in long pieces; it has to come out as if it were read one code point at a time.
@Suite struct LegibleTextTests {
    private static let scalars: [Unicode.Scalar] = [
        "a", "b", " ", "\n", "\t", "\u{0}", "\u{7f}", "\u{85}", "é", "\u{301}", "\u{302}", "\u{ad}", "\u{200b}",
        "\u{200d}",
        "\u{202e}", "\u{2028}", "\u{2029}", "\u{2066}", "翼", "か", "\u{3099}", "ا", "\u{61c}", "’", "👩", "\u{1f3f4}",
        "\u{e0067}", "\u{e007f}", "\u{fe0f}", "\u{e0100}", "\u{fffe}", "<", "&", "\"",
    ]

    @Test func piecesAreWhatCodePointsGive() {
        var random = SplitMix(seed: 3)
        for _ in 0..<3000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...24, using: &random) {
                text.append(Self.scalars.randomElement(using: &random) ?? "a")
            }
            var filter = LegibleText()
            var expected = String.UnicodeScalarView()
            for scalar in text { if let shown = filter.admit(scalar) { expected.append(shown) } }
            #expect(Array(legible(String(text)).unicodeScalars) == Array(expected), "\(Array(text))")
        }
    }

    @Test func ordinaryIsOnlyWhatIsShown() {
        for value in UInt32(0)...0x10ffff where LegibleText.isOrdinary(value) {
            guard let properties = Unicode.Scalar(value)?.properties else {
                Issue.record("\(value) is no code point")
                continue
            }
            let hidden: [Unicode.GeneralCategory] = [.control, .format, .surrogate, .nonspacingMark, .enclosingMark]
            #expect(!hidden.contains(properties.generalCategory) && !properties.isNoncharacterCodePoint, "\(value)")
        }
    }

    @Test(arguments: ["", " ", "a", "a b", " a", "a ", "a  b", "a\tb", "é  b", "\u{200b}", "a\u{2028}b", "\u{202e}"])
    func oneLineHasSingleSpaces(_ text: String) {
        let words = legible(text).unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map(String.init)
        #expect(oneLine(text) == (isBlank(text) ? "" : words.joined(separator: " ")))
    }
}
