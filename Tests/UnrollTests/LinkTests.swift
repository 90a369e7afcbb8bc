import Testing

@testable import Unroll

@Suite struct LinkTests {
    @Test(arguments: [
        ("https://example.org/a", "https://example.org/a"), ("HTTP://example.org", "HTTP://example.org"),
        (" https://example.org/a b ", "https://example.org/a%20b"),
        ("mailto:ana@example.org", "mailto:ana@example.org"),
        ("https://example.org/\"><script>", "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/é", "https://example.org/é"), ("https://example.org/\na", "https://example.org/a"),
    ])
    func takes(_ raw: String, _ text: String) { #expect(Link(raw)?.text == text) }

    @Test(arguments: [
        "javascript:alert(1)", "data:text/html,x", "java\nscript:alert(1)", "https:", "https:///a", "//example.org",
        "ftp://example.org", "at://did:plc:a/b",
        "https://exa\u{0}mple.org", "\u{1}javascript:x", "", "mailto:", "vbscript:x", " javascript:x",
        "mailto:\u{200d}ana@example.org", "mailto:ana@\u{301}example.org",
    ])
    func refuses(_ raw: String) { #expect(Link(raw) == nil) }

    @Test func refusesEndlessOnes() {
        #expect(Link("https://example.org/" + String(repeating: "a", count: 10_000)) == nil)
    }

    @Test(arguments: [
        ("https://www.example.org/", "example.org"),
        ("http://example.org/a/very/long/path/that/goes/on/and/on", "example.org/a/very/long/path/that/goes/o…"),
    ])
    func displays(_ raw: String, _ shown: String) { #expect(Link(raw)?.display() == shown) }
}

@Suite struct FacetTests {
    @Test func keepsOnlySoundOnes() {
        let link = Facet.Kind.hashtag(tag: "a", url: nil)
        let facets = [
            Facet(5..<9, link), Facet(0..<4, link), Facet(3..<6, link), Facet(8..<12, link), Facet(9..<10, link),
            Facet(2..<2, link), Facet(0..<10, .bold),
        ]
        #expect(
            Facet.sound(facets, length: 10) == [
                Facet(0..<4, link), Facet(0..<10, .bold), Facet(5..<9, link), Facet(9..<10, link),
            ])
    }
}

@Suite struct LanguageTagTests {
    @Test(
        arguments: [
            ("en", "en"), ("EN-us", "en-US"), ("zh-hant-tw", "zh-Hant-TW"), ("pt_BR", "pt-BR"), ("und", nil),
            ("qme", nil), ("zxx", nil), ("e", nil), ("en\"onload=", nil),
            ("12", nil), ("", nil), ("en-", nil),
        ] as [(String, String?)])
    func normalizes(_ tag: String, _ wanted: String?) { #expect(LanguageTag.normalized(tag) == wanted) }
}
