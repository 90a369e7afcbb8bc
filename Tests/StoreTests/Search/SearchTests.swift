import Testing

@testable import Store
@testable import Unroll

@Suite(.timeLimit(.minutes(2))) struct SearchTests {
    private static let texts = [
        "The lighthouse keeper's café, in Zürich", "翼龙是飞行爬行动物", "灯台のレンズはガラスです", "등대의 렌즈는 어떻게 깎는가",
        "iPhone手机 review", "KEEPER of the light house", "ประภาคารแห่งนี้ปิดตัวลง", "كيف تُقطع عدسة المنارة؟", "only 龙 here",
        "don't AND or NOT \"NEAR\" (x) * ^ : - tokens",
    ]

    @Test(arguments: Engine.available) func wordsOfEveryScriptAreFound(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        for (number, text) in SearchTests.texts.enumerated() {
            try await archive.keep(Sample.thread([Sample.post(number, text, in: "s\(number)-")]))
        }
        let cases: [(question: String, found: [Int])] = [
            ("keeper", [5, 0]), ("CAFE", [0]), ("zurich café", [0]), ("\"keeper of\"", [5]), ("“light house”", [5]),
            ("lighthouse", [0]), ("翼龙", [1]), ("龙", [8, 1]), ("翼", [1]), ("飞行爬", [1]), ("龙飞", []), ("动物", [1]),
            ("物", [1]),
            ("レンズ", [2]), ("ガラス", [2]), ("カ", []), ("台", [2]), ("등대", [3]), ("렌", [3]), ("깎", [3]), ("手机", [4]),
            ("iphone手机", [4]),
            ("手机 review", [4]), ("\"手机 review\"", [4]), ("\"龙 here\"", [8]), ("ประภาคาร", [6]), ("المنارة", [7]),
            ("المناره", []),
            ("don't", [9]), ("AND", [9]), ("\"", []), ("* ^ ( ) : -", []), ("near tokens x", [9]), ("keep", []),
        ]
        for (question, found) in cases {
            guard !SearchQuery(question).isEmpty else {
                #expect(found.isEmpty, "\(question)")
                continue
            }
            for order in SearchOrder.allCases {
                let hits = try await archive.search(question, order)
                #expect(Set(hits) == Set(found.map { SearchTests.texts[$0] }), "\(question) \(order)")
                if order == .newest { #expect(hits == found.map { SearchTests.texts[$0] }, "\(question)") }
            }
        }
    }

    @Test(arguments: Engine.available) func filtersNarrow(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var pictured = Sample.post(1, "a lens", in: "p")
        pictured.attachments = [Attachment(kind: .image, alt: "a brass ring")]
        try await archive.keep(Sample.thread([pictured]))
        try await archive.keep(Sample.thread([Sample.post(2000, "a lens again", by: Sample.marit)], network: .x))
        let cases: [(String, [String])] = [
            ("lens", ["a lens again", "a lens"]), ("lens has:image", ["a lens"]), ("network:x", ["a lens again"]),
            ("network:x network:bluesky", ["a lens again", "a lens"]), ("from:marit", ["a lens again"]),
            ("from:nobody", []),
            ("lens before:2025-10-10", ["a lens"]), ("lens after:2025-10-10", ["a lens again"]), ("after:2026", []),
            ("brass", ["a lens"]), ("after:2025-10", ["a lens again", "a lens"]), ("from:marit from:ines lens", []),
        ]
        for (question, found) in cases { #expect(try await archive.search(question) == found, "\(question)") }
    }

    @Test(arguments: Engine.available) func whatIsExcludedIsNotFound(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let texts = ["a lamp and a flame", "a flame in the lamp room", "a flame, 翼龙", "no fire", "room for a lamp: 龙"]
        for (number, text) in texts.enumerated() {
            try await archive.keep(Sample.thread([Sample.post(number, text, in: "e\(number)-")]))
        }
        let cases: [(question: String, found: [Int])] = [
            ("flame -lamp", [2]), ("-lamp flame", [2]), ("lamp -flame", [4]), ("flame -\"lamp room\"", [2, 0]),
            ("lamp -“room for”", [1, 0]), ("a -lamp -翼龙", []), ("a -翼", [4, 1, 0]), ("a -龙", [1, 0]),
            ("network:bluesky -flame", [4, 3]), ("from:ines -a", [3]), ("after:2000 -lamp", [3, 2]),
            ("lamp - flame", [1, 0]), ("\"-lamp\" -flame", [4]), ("lamp--flame", []), ("flame -", [2, 1, 0]),
            ("lamp -nowhere", [4, 1, 0]), ("fire -fire", []),
        ]
        for (question, found) in cases {
            for order in SearchOrder.allCases {
                let hits = try await archive.search(question, order)
                #expect(Set(hits) == Set(found.map { texts[$0] }), "\(question) \(order)")
                if order == .newest { #expect(hits == found.map { texts[$0] }, "\(question)") }
            }
        }
    }

    /// What is shut out says nothing of how well a post fits.
    @Test(arguments: Engine.available, ["wave", "wave -nowhere"])
    func resultsArePaged(_ engine: Engine, question: String) async throws {
        let archive = try await Archive(engine)
        for number in 1...23 {
            let text = String(repeating: "wave ", count: number % 5 + 1) + "\(number)"
            try await archive.keep(Sample.thread([Sample.post(number, text, in: "w\(number)-")]))
        }
        for order in SearchOrder.allCases {
            var (found, cursor): ([String], SearchCursor?) = ([], nil)
            repeat {
                let page = try await archive.store.database.read { [cursor] c throws(StoreFailure) in
                    try c.search(SearchQuery(question), order: order, after: cursor, limit: 5, for: .anyone)
                }
                found += page.hits.map(\.post.text)
                cursor = page.next
            } while cursor != nil
            #expect(found.count == 23)
            #expect(Set(found).count == 23)
            if order == .relevance { #expect(found.first?.hasPrefix("wave wave wave wave wave") == true) }
        }
    }

    @Test func whatWasFoundIsMarked() {
        func marked(_ question: String, _ text: String) -> [String] {
            let scalars = Array(text.unicodeScalars)
            return SearchQuery(question).highlights(in: SearchText.tokens(text)).map { range in
                String(String.UnicodeScalarView(scalars[range]))
            }
        }
        #expect(marked("cafe \"the sea\"", "Café by The  sea, cafés") == ["Café", "The  sea"])
        #expect(marked("翼龙", "有翼龙和翼龙") == ["翼龙", "翼龙"])
        #expect(marked("翼", "有翼龙") == ["翼"])
        #expect(marked("龙", "有翼龙") == ["龙"])
        #expect(marked("飞行爬", "翼龙是飞行爬行") == ["飞行爬"])
        #expect(marked("手机 iphone", "my iPhone手机") == ["iPhone", "手机"])
        #expect(marked("from:ines", "from ines").isEmpty)
    }

    @Test func questionsAreReadAsTheyAreMeant() {
        let query = SearchQuery(
            "from:@Ines.example network:mastodon before:2026-08 after:2025 has:image foo:bar \"has:video\"")
        #expect(query.handles == ["ines.example"])
        #expect(query.networks == [.mastodon])
        #expect(query.before == Timestamp(rfc3339: "2026-08-01"))
        #expect(query.after == Timestamp(rfc3339: "2025-01-01"))
        #expect(query.hasImage)
        #expect(query.phrases.map(\.tokens) == [["foo", "bar"], ["has", "video"]])
        #expect(query.misread.isEmpty)
        #expect(SearchQuery(String(repeating: "a ", count: 100_000)).phrases.count <= SearchQuery.limits.parts)
    }

    @Test func whatCannotBeReadIsLeftOut() {
        let query = SearchQuery("from:@ lens network:foo HAS:video before:noon after:2026-13")
        #expect(query.misread.map(\.part) == ["from:@", "network:foo", "HAS:video", "before:noon", "after:2026-13"])
        #expect(query.misread.map(\.missing) == [.handle, .network, .kind, .date, .date])
        #expect(query.phrases.map(\.tokens) == [["lens"]] && !query.isEmpty)
        #expect(SearchQuery("before:noon").isEmpty)
        let alone = SearchQuery("-lamp -\"a b\" -from:ines -has:image --x -")
        #expect(alone.excluded.map(\.tokens) == [["lamp"], ["a", "b"]])
        #expect(alone.misread.map(\.part) == ["-from:ines", "-has:image"] && alone.misread.last?.missing == .word)
        #expect(alone.phrases.map(\.tokens) == [["x"]] && SearchQuery("-lamp").isEmpty)
    }

    @Test func ofSeveralDatesAllHold() {
        let query = SearchQuery("before:2026 before:2025 after:2020 after:2019")
        #expect(query.before == Timestamp(rfc3339: "2025-01-01T00:00:00Z"))
        #expect(query.after == Timestamp(rfc3339: "2020-01-01T00:00:00Z"))
    }
}
