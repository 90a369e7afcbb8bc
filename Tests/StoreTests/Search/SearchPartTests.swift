import Testing

@testable import Store
@testable import Unroll

@Suite(.timeLimit(.minutes(2))) struct SearchPartTests {
    private var post: Post {
        var post = Sample.post(1, "Rings of glass :blob: stacked")
        post.facets = [
            Facet(15..<21, .emoji(CustomEmoji(shortcode: "blob", url: Sample.link("https://cdn.example/b"))))
        ]
        post.attachments = [Attachment(kind: .image, alt: "A beehive"), Attachment(kind: .video, alt: "The beam")]
        post.poll = Poll(options: [Poll.Option(label: "Mercury"), Poll.Option(label: "Water")])
        post.card = Card(url: Sample.link("https://museum.example/"), title: "Stepped lens", summary: "Drawn in 1822")
        post.article = Article(title: "Fresnel", text: "An engineer of roads")
        return post
    }

    private func quoting(_ change: (inout Post) -> Void = { _ in }) -> Post {
        var quoted = Sample.post(9, "A moth slept here", by: Sample.marit, in: "q")
        quoted.quote = .post(Sample.post(8, "deeper", by: Sample.marit, in: "q"))
        change(&quoted)
        var post = Sample.post(2, "See this")
        post.quote = .post(quoted)
        return post
    }

    @Test func emojiOfWarningsAndAnswersAreNoWords() {
        var post = post
        post.spareEmoji = [CustomEmoji(shortcode: "shell", url: Sample.link("https://cdn.example/s"))]
        post.warning = "Sharp :shell: edges :blob:"
        post.poll?.options[0].label = "Mercury :shell:"
        #expect(post.searchParts.map(\.text).prefix(2) == ["Rings of glass stacked", "Sharp edges"])
        #expect(post.searchParts.filter { $0.kind == .option }.map(\.text) == ["Mercury", "Water"])
        let quoting = quoting { ($0.warning, $0.spareEmoji) = ("Damp :shell:", post.spareEmoji) }
        #expect(quoting.searchParts.last?.text == "Damp")
    }

    /// The parts that a question finds in a post: their kinds, and their texts with what fits in brackets.
    private func finds(_ question: String, in post: Post) -> [(kind: SearchPart.Kind, text: String)] {
        SearchQuery(question).finds(in: post).map { find in
            var text = Array(find.part.text.unicodeScalars)
            for range in find.highlights.reversed() {
                text.insert("]", at: range.upperBound)
                text.insert("[", at: range.lowerBound)
            }
            return (find.part.kind, String(String.UnicodeScalarView(text)))
        }
    }

    @Test func thePartThatFitsIsShown() {
        let cases: [(question: String, kind: SearchPart.Kind, text: String)] = [
            ("glass", .text, "Rings of [glass] stacked"), ("beehive", .attachment(.image), "A [beehive]"),
            ("beam", .attachment(.video), "The [beam]"), ("water", .option, "[Water]"),
            ("stepped", .card, "[Stepped] lens"), ("1822", .card, "Drawn in [1822]"),
            ("fresnel", .article, "[Fresnel]"),
            ("roads", .article, "An engineer of [roads]"), ("from:ines", .text, "Rings of glass stacked"),
        ]
        for (question, kind, text) in cases {
            let found = finds(question, in: post)
            #expect(found.count == 1 && found[0] == (kind, text), "\(question) \(found)")
        }
        #expect(finds("moth", in: quoting()).map(\.text) == ["A [moth] slept here"])
        #expect(finds("glass beehive rings", in: post).map(\.text) == ["[Rings] of [glass] stacked", "A [beehive]"])
        #expect(finds("has:image", in: Sample.post(1, "")).isEmpty)
    }

    @Test func whatIsHiddenIsNotShown() {
        var warned = post
        warned.warning = "glass and heights"
        for (question, text) in [("glass", "[glass] and heights"), ("beehive", "glass and heights")] {
            #expect(finds(question, in: warned).map(\.text) == [text])
        }
        var sensitive = post
        sensitive.isSensitive = true
        #expect(finds("beehive", in: sensitive).map(\.text) == ["Rings of glass stacked"])
        #expect(finds("moth", in: quoting { $0.warning = "insects" }).map(\.text) == ["See this"])
        #expect(finds("insects", in: quoting { $0.warning = "insects" }).map(\.text) == ["[insects]"])
    }

    @Test(arguments: Engine.available) func everyPartIsFoundAndNoPhraseAcrossThem(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        try await archive.keep(Sample.thread([post, quoting()]))
        for question in ["glass", "beehive", "mercury", "\"stepped lens\"", "1822", "fresnel", "glass roads"] {
            #expect(try await archive.search(question) == [post.text], "\(question)")
        }
        #expect(try await archive.search("\"a moth slept\"") == ["See this"])
        for question in [
            "blob", "\"stacked a beehive\"", "\"stacked fresnel\"", "\"lens drawn\"", "\"mercury water\"",
            "\"this a moth\"", "deeper",
        ] {
            #expect(try await archive.search(question).isEmpty, "\(question)")
        }
    }

    @Test(arguments: Engine.available) func whoIsNotToBeFoundIsNotFoundInQuotes(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        try await archive.keep(Sample.thread([quoting { $0.author.signals = .notIndexable }]))
        #expect(try await archive.search("moth", for: .host).isEmpty)
        #expect(try await archive.search("see") == ["See this"])
    }

    @Test(arguments: Engine.available) func quotesThatAreTakenAwayAreNotFound(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var thread = Sample.thread([quoting()])
        try await archive.keep(thread)
        #expect(try await archive.search("moth").count == 1)
        thread.posts[0].quote = .placeholder(QuotePlaceholder(.withdrawn))
        thread.retrieved = thread.retrieved.advanced(byMilliseconds: 1)
        try await archive.keep(thread)
        #expect(try await archive.search("moth").isEmpty)
        thread.posts = [quoting()]
        thread.retrieved = thread.retrieved.advanced(byMilliseconds: 1)
        try await archive.keep(thread)
        #expect(try await archive.search("moth see").count == 1)
        try await archive.store.removeAuthor(Sample.marit.id, on: .bluesky, at: thread.retrieved)
        #expect(try await archive.search("moth").isEmpty)
        #expect(try await archive.search("see") == ["See this"])
        #expect(try await archive.emptiesItsIndex())
    }

    /// What nobody is told of any more has left the index with all its words, whatever became of a post.
    @Test(arguments: Engine.available) func noWordStaysBehind(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var thread = Sample.thread([post, quoting(), Sample.everything(3)])
        let first = try await archive.keep(thread)
        thread.posts[0].text = "Edited :blob: words"
        thread.posts[1].quote = .placeholder(QuotePlaceholder(.deleted))
        thread.posts[2].poll = nil
        thread.retrieved = thread.retrieved.advanced(byMilliseconds: 1)
        try await archive.keep(thread)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.setAudience(.private, reason: "host", of: first)
        }
        thread.posts.removeLast()
        thread.retrieved = thread.retrieved.advanced(byMilliseconds: 1)
        try await archive.keep(thread)
        let second = try await archive.keep(
            Sample.thread([Sample.post(7, "hers", by: Sample.marit, in: "m"), quoting()]))
        try await archive.store.removeThread(second, at: thread.retrieved)
        #expect(try await archive.emptiesItsIndex())
    }

    @Test(arguments: Engine.available) func theNumberIsThatOfThePage(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        func numbers(_ question: String) async throws -> [Int?] {
            try await archive.store.database.read { c throws(StoreFailure) in
                try c.search(SearchQuery(question), for: .anyone).hits.map(\.number)
            }
        }
        var thread = Sample.thread((1...3).map { Sample.post($0, "wave \($0)") })
        thread.branches = [Unroll.Thread.Branch(attachedTo: nil, posts: [Sample.post(4, "wave aside")], missing: [])]
        try await archive.keep(thread)
        #expect(try await numbers("wave") == [nil, 3, 2, 1])
        thread.posts.remove(at: 1)
        thread.retrieved = thread.retrieved.advanced(byMilliseconds: 1)
        try await archive.keep(thread)
        #expect(try await numbers("wave 3") == [nil])
        try await archive.keep(Sample.thread([Sample.post(1, "gull", in: "g")], state: .incomplete))
        #expect(try await numbers("gull") == [nil])
    }

    @Test(arguments: Engine.available) func anEmptiedIndexIsFilledAgain(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        func page(_ question: String) async throws -> SearchPage {
            try await archive.store.database.read { c throws(StoreFailure) in
                try c.search(SearchQuery(question), for: .anyone)
            }
        }
        #expect(try await page("wave").isPartial == false)
        for number in 1...5 {
            var thread = Sample.thread([Sample.post(number, "wave \(number)", in: "w\(number)-")])
            thread.context = [.post(Sample.post(number, "wave of hers", by: Sample.marit, in: "c\(number)-"))]
            try await archive.keep(thread, number == 5 ? .link : .public)
        }
        try await archive.store.database.write { c throws(StoreFailure) in
            for statement in Schema.indexAnew(c.dialect) + Schema.indexAnew(c.dialect) { try c.execute(statement) }
        }
        #expect(try await page("wave") == SearchPage(hits: [], next: nil, isPartial: true))
        var (next, rounds): (Int64?, Int) = (.max, 0)
        while let key = next {
            next = try await archive.store.database.write { c throws(StoreFailure) in
                try c.indexPosts(before: key, limit: 3)
            }
            rounds += 1
        }
        #expect(rounds == 4)
        #expect(try await archive.search("wave") == ["wave 4", "wave 3", "wave 2", "wave 1"])
        #expect(try await archive.search("wave", for: .host).count == 5)
        try await archive.store.database.write { c throws(StoreFailure) in try c.finishIndex() }
        #expect(try await page("wave").isPartial == false)
        #expect(try await archive.emptiesItsIndex())
    }

    @Test(arguments: Engine.available) func othersMayWriteWhileTheIndexIsFilled(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let database = archive.store.database
        let thread = try await archive.keep(Sample.thread((1...60).map { Sample.post($0, "wave \($0)") }))
        for _ in 1...8 {
            try await database.write { c throws(StoreFailure) in
                for statement in Schema.indexAnew(c.dialect) { try c.execute(statement) }
            }
            async let filled = database.write { c throws(StoreFailure) in try c.indexPosts() }
            async let changed: Void = database.write { c throws(StoreFailure) in
                try c.setAudience(.public, reason: "network", of: thread)
            }
            _ = try await (filled, changed)
            #expect(try await archive.search("\"wave 7\"") == ["wave 7"])
        }
        #expect(try await archive.emptiesItsIndex())
    }
}
