import Testing

@testable import Serve

struct SearchExcerptTests {
    private func marked(_ text: String, _ ranges: [Range<Int>]) -> String {
        SearchExcerpt(text, ranges).pieces.map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined()
    }

    @Test func aShortTextIsShownWhole() {
        #expect(marked("a lens and a lens", [2..<6, 13..<17]) == "a [lens] and a [lens]")
        #expect(marked("翼龙在飞", [0..<2]) == "[翼龙]在飞")
        #expect(marked("", []) == "")
    }

    @Test func aLongTextIsShownAroundTheFirstMatch() {
        let text = String(repeating: "before ", count: 40) + "needle" + String(repeating: " after", count: 80)
        let excerpt = marked(text, [280..<286])
        #expect(excerpt.hasPrefix("… before ") && excerpt.hasSuffix("after …") && excerpt.contains("[needle]"))
        #expect(excerpt.count < 300)
    }

    @Test func aMatchLongerThanTheExcerptIsShownWhole() {
        let text = String(repeating: "x", count: 1000)
        #expect(marked(text, [100..<900]).contains(String(repeating: "x", count: 800) + "]"))
    }

    @Test func rangesBeyondTheTextDoNoHarm() {
        #expect(marked("abc", [1..<9, 20..<30]) == "a[bc]")
    }
}
