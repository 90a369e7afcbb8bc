import Testing
import Unroll

@Suite struct ExportConversationTests {
    private let thread = [
        ExportPost(10, "One"), ExportPost(11, "Two", to: 10), ExportPost(12, "aside", to: 10),
        ExportPost(14, "Four", to: 13),
        ExportPost(15, "Five", to: 14), ExportPost(16, "aside too", to: 12), ExportPost(50, "@bo no", to: 49, of: 88),
        ExportPost(51, "more", to: 50),
    ]

    @Test func anyPostLeadsToItsThread() throws {
        for id in ["10", "11", "12", "14", "15", "16"] {
            let conversation = try MemoryExport(thread).conversation(id)
            #expect(conversation.posts.map(\.id.value).sorted() == ["10", "11", "12", "14", "15", "16"])
            #expect(conversation.root == PostID("10"))
            #expect(conversation.anchor == PostID(id))
            #expect(conversation.source == Source(kind: .export, host: "ines.zip"))
            guard case .tombstone(let gone)? = conversation[PostID("13")] else {
                Issue.record("no tombstone")
                return
            }
            #expect(gone.reason == .deleted)
            #expect(gone.author == Author.ID("77"))
            let thread = try unroll(conversation)
            #expect(thread.posts.map(\.text) == ["One", "Two", "Four", "Five"])
            #expect(thread.completeness.state == .incomplete)
            #expect(thread.branches.flatMap(\.posts).map(\.id.value) == ["12", "16"])
        }
    }

    @Test func whatAnswersSomebodyElseNamesThem() throws {
        let conversation = try MemoryExport(thread).conversation("51")
        #expect(conversation.entries.count == 3)
        #expect(conversation.root == nil)
        guard case .tombstone(let foreign)? = conversation[PostID("49")] else {
            Issue.record("no tombstone")
            return
        }
        #expect(foreign.author == Author.ID("88"))
        #expect(foreign.reason == .unknown)
        #expect(try unroll(conversation).posts.map(\.text) == ["@bo no", "more"])
    }

    @Test(arguments: [
        ("false", true), ("\"false\"", true), ("true", false), ("\"true\"", false), ("7", false), ("null", false),
    ])
    func manifestSaysWhetherAllIsThere(partial: String, isWhole: Bool) throws {
        let conversation = try MemoryExport(Array(thread.prefix(2)), partial: partial).conversation("10")
        #expect(conversation.shortfalls == (isWhole ? [] : [.partialExport]))
        #expect(try unroll(conversation).completeness.state == (isWhole ? .complete : .unknown))
    }

    @Test func fewerPostsThanListedAreNotAll() throws {
        var export = MemoryExport(thread)
        export.files["data/manifest.js"] = MemoryExport.manifest(count: thread.count + 1)
        #expect(try export.conversation("10").shortfalls == [.partialExport])
        export.files["data/manifest.js"] = nil
        #expect(try export.conversation("10").shortfalls == [.partialExport])
    }

    @Test func postsThatCannotBeReadAreNotAll() throws {
        var export = MemoryExport(thread)
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        for broken in [
            "{\"tweet\": 1}", "{\"tweet\": {\"id_str\": {}}}", "nonsense", "{\"tweet\": {\"full_text\": \"a\"}}",
            "{\"tweet\": \(deep)}", "{]",
        ] {
            let list = ([broken] + thread.map(\.json)).joined(separator: ",")
            export.files["data/tweets.js"] = "window.YTD.tweets.part0 = [\(list)]"
            #expect(try export.conversation("10").shortfalls == [.partialExport])
        }
    }

    @Test func wrongTypesInAPostCostOnlyTheirFields() throws {
        let more =
            #""favorite_count": {}, "entities": [], "extended_entities": {"media": [7, {"type": 1}]}, "edit_info": "x", "display_text_range": ["a"], "possibly_sensitive": [],"#
        let post = try #require(try MemoryExport([ExportPost(10, "still &lt;here&gt;", more: more)]).post("10"))
        #expect(post.text == "still <here>")
        #expect(post.attachments.count == 1)
    }

    @Test func olderLayoutsAreRead() throws {
        let list = thread.map(\.bare).joined(separator: ",")
        let old = MemoryExport(files: [
            "tweet.js": "window.YTD.tweet.part0 = [\(list)]", "account.js": MemoryExport.account,
            "tweet_media/10-a.jpg": "",
        ])
        #expect(try old.conversation("10").posts.map(\.text).count == 6)
        #expect(try old.conversation("10").shortfalls == [.partialExport])
    }

    @Test func partsAreReadTogether() throws {
        let halves = [thread.prefix(3), thread.dropFirst(3)].map { $0.map(\.json).joined(separator: ",") }
        var export = MemoryExport(thread)
        export.files["data/tweets.js"] = "window.YTD.tweets.part0 = [\(halves[1])]"
        export.files["data/tweets-part1.js"] = "window.YTD.tweets.part1 = [\(halves[0])]"
        #expect(try export.conversation("15").posts.map(\.id.value).count == 6)
        #expect(try export.conversation("15").shortfalls.isEmpty)
    }

    @Test func sizeOfPiecesDoesNotMatter() throws {
        var export = MemoryExport(thread)
        let expected = try export.conversation("10").posts.map(\.text)
        for piece in [1, 7, 100_000] {
            export.piece = piece
            #expect(try export.conversation("10").posts.map(\.text) == expected)
        }
    }

    @Test(arguments: ["99", "", "x", "-1", "9999999999999999999999"])
    func postsThatAreNotThereAreSaidSo(id: String) throws {
        #expect(throws: ExportFailure.unknownPost(id)) { try MemoryExport(thread).conversation(id) }
    }

    @Test func exportsWithoutPostsOrOwnerAreSaidSo() throws {
        #expect(throws: ExportFailure.empty) { try MemoryExport([]).index() }
        #expect(throws: ExportFailure.empty) { try MemoryExport([ExportPost(10, "RT @bo: hi")]).index() }
        var export = MemoryExport(thread)
        export.files["data/account.js"] = nil
        #expect(try export.index().author.id == Author.ID("77"))
        export.files["data/manifest.js"] = "window.__THAR_CONFIG = {}"
        #expect(throws: ExportFailure.noAccount) { try export.index() }
        export.files["data/tweets.js"] = "window.YTD.tweets.part0 = [ {"
        #expect(throws: ExportFailure.damagedFile("data/tweets.js")) { try export.index() }
    }
}
