import Testing
import Unroll

@Suite struct XTextTests {
    private func link(
        _ short: String, _ expanded: String?, _ display: String?, hidden: Bool = false, at start: Int? = nil
    ) -> XText.Mark {
        XText.Mark(
            .link(short: short, expanded: expanded, display: display, isHidden: hidden), start: start,
            end: start.map { $0 + short.unicodeScalars.count })
    }

    private func stretches(_ text: XText) -> [String] {
        let scalars = Array(text.text.unicodeScalars)
        return text.facets.map { facet in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[facet.range])
            return String(view)
        }
    }

    @Test func linksShowTheirDisplayForm() {
        let text = XText(
            raw: "Bread &amp; tea https://t.co/aa #slow",
            marks: [
                XText.Mark(.hashtag("slow"), start: 32, end: 37),
                link("https://t.co/aa", "https://tea.example/leaves?kind=1", "tea.example/leaves…", at: 16),
            ])
        #expect(text.text == "Bread & tea tea.example/leaves… #slow")
        #expect(stretches(text) == ["tea.example/leaves…", "#slow"])
        guard case .link(let forms) = text.facets[0].kind else { return #expect(Bool(false)) }
        #expect(forms.expanded.text == "https://tea.example/leaves?kind=1")
        #expect(forms.short?.text == "https://t.co/aa")
    }

    @Test(arguments: [0, 3, 18, 19, 20, -5, Int.max, Int.min])
    func wrongIndicesFindTheirText(start: Int) {
        let text = XText(
            raw: "🏳️‍🌈 see https://t.co/bb and @Ines_K",
            marks: [
                link("https://t.co/bb", "https://b.example/", "b.example", at: nil),
                XText.Mark(.mention(handle: "ines_k", id: nil), start: start, end: start &+ 7),
            ])
        #expect(text.text == "🏳️‍🌈 see b.example and @Ines_K")
        #expect(stretches(text) == ["b.example", "@Ines_K"])
    }

    @Test func utf16IndicesAreUnderstood() {
        let raw = "🍞🍞 #a #a"
        let text = XText(raw: raw, marks: [XText.Mark(.hashtag("a"), start: 8, end: 10)])
        #expect(text.facets.map(\.range) == [6..<8])
    }

    @Test func sameWordTwiceTakesTwoPlaces() {
        let text = XText(raw: "#a b #a", marks: [XText.Mark(.hashtag("a")), XText.Mark(.hashtag("a"))])
        #expect(text.facets.map(\.range) == [0..<2, 5..<7])
    }

    @Test func hiddenLinksGoOnlyFromTheEnd() {
        let marks = [
            link("https://t.co/q", "https://x.com/b/status/7", "x.com/b/status/7", hidden: true),
            link("https://t.co/m", "https://x.com/a/status/9/photo/1", "pic.x.com/m", hidden: true),
        ]
        #expect(XText(raw: "Look https://t.co/q https://t.co/m", marks: marks).text == "Look")
        #expect(XText(raw: "https://t.co/m", marks: marks).text == "")
        #expect(XText(raw: "https://t.co/q is it", marks: marks).text == "x.com/b/status/7 is it")
    }

    @Test func handlesOfAnAnswerAreNotShown() {
        let marks = [
            XText.Mark(.mention(handle: "ines", id: nil), start: 0, end: 5),
            XText.Mark(.mention(handle: "bo", id: nil), start: 10, end: 13),
        ]
        let text = XText(raw: "@ines hey @bo", marks: marks, from: 6)
        #expect(text.text == "hey @bo")
        #expect(text.facets.map(\.range) == [4..<7])
        #expect(XText(raw: "@ines hey @bo", marks: [], from: 9).text == "@ines hey @bo")
        #expect(XText(raw: "@ines", marks: [], from: 5).text == "")
        #expect(XText(raw: "", marks: marks, from: 3).text == "")
    }

    @Test func escapingIsUndoneOnlyWhereItWasDone() {
        #expect(XText(raw: "a &lt;b&gt; &amp;amp;", marks: []).text == "a <b> &amp;")
        #expect(XText(raw: "a <b> &amp;", marks: []).text == "a <b> &amp;")
        #expect(XText(raw: "q & a &lt;", marks: []).text == "q & a &lt;")
    }

    @Test func stylesCountCodePointsOfTheRawText() {
        let text = XText(
            raw: "🎈 R&amp;D now", marks: [XText.Mark(.bold, start: 2, end: 9), XText.Mark(.italic, start: 9, end: 99)])
        #expect(text.text == "🎈 R&D now")
        #expect(stretches(text) == ["R&D"])
    }

    @Test func linksThatMayNotStandInADocumentStayText() {
        let text = XText(raw: "x javascript:alert(1)", marks: [link("javascript:alert(1)", "data:,x", "good.example")])
        #expect(text.text == "x javascript:alert(1)")
        #expect(text.facets.isEmpty)
    }

    @Test func composedAndDecomposedTagsDoNotMix() {
        let text = XText(raw: "#caf\u{e9}", marks: [XText.Mark(.hashtag("cafe\u{301}"), start: 0, end: 6)])
        #expect(text.facets.isEmpty)
    }

    @Test func manyMarksOnALongTextStayLinear() {
        let raw = String(repeating: "#a ", count: 200_000)
        let marks = (0..<10_000).map { XText.Mark(.hashtag($0 % 2 == 0 ? "a" : "zz"), start: $0 * 7 + 1) }
        #expect(XText(raw: raw, marks: marks).facets.count == 1000)
    }

    @Test(arguments: [
        ("https://x.com/ines/status/20", "20"), ("https://twitter.com/ines/status/20/photo/1", "20"),
        ("https://twitter.com/i/web/status/20?s=20", "20"), ("https://x.com/ines/status/020", nil),
        ("https://nx.com/ines/status/20", nil), ("https://x.com/status/20", nil), ("x", nil),
        ("https://x.com/a/b/c/status/20", nil),
    ])
    func statusAddresses(url: String, id: String?) { #expect(XURL.postID(in: url) == id) }

    @Test func snowflakesTellTheTime() {
        #expect(Snowflake.timestamp(1_741_610_183_685_046_272)?.rfc3339 == "2024-01-01T00:00:00Z")
        #expect(Snowflake.timestamp(20) == nil)
        #expect(Snowflake.timestamp(-1) == nil)
    }
}
