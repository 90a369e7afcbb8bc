import Foundation
import Simulated
import Testing
import Unroll

/// Many threads gathered at once come to what each of them comes to alone.
@Suite struct ExportHarvestTests {
    /// Threads, single posts, an edit, a gap, answers to others, and quotes of the author's own posts two deep, in no order.
    private let posts = [
        ExportPost(40, "a reader asked", to: 39, of: 88), ExportPost(12, "three", to: 11), ExportPost(10, "one"),
        ExportPost(30, "look at this https://t.co/a", more: Self.quoting(20)), ExportPost(11, "two", to: 10),
        ExportPost(20, "and this https://t.co/a", more: Self.quoting(12)), ExportPost(52, "after the gap", to: 51),
        ExportPost(50, "before the gap"), ExportPost(53, "and on", to: 52),
        ExportPost(60, "first wording", more: Self.versions(60, 61)),
        ExportPost(61, "second wording", more: Self.versions(60, 61)), ExportPost(62, "an answer to it", to: 60),
        ExportPost(70, "see https://t.co/a", more: Self.quoting(62)),
    ]

    private static func quoting(_ id: Int) -> String {
        """
        "entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://x.com/ines/status/\(id)"}]},
        """
    }

    private static func versions(_ ids: Int...) -> String {
        let list = ids.map { "\"\($0)\"" }.joined(separator: ",")
        return
            #""edit_info": {"edit": {"initialTweetId": "\#(ids[0])", "editControlInitial": {"editTweetIds": [\#(list)]}}},"#
    }

    @Test(arguments: [1, 400, 1 << 20])
    func everyThreadIsWhatItIsAlone(limit: Int) throws {
        for (order, piece) in [
            (posts, 37), (posts, 100_000), (posts.reversed(), 1000), (posts.sorted { $0.id < $1.id }, 1000),
        ] {
            var export = MemoryExport(order)
            export.piece = piece
            let (conversations, _) = try export.harvest(limit: limit)
            #expect(conversations.map(\.anchor.value).sorted() == ["10", "20", "30", "40", "50", "61", "70"])
            for conversation in conversations {
                let alone = try export.conversation(conversation.anchor.value)
                #expect(try unroll(conversation) == unroll(alone))
            }
        }
    }

    @Test func whatIsQuotedIsThere() throws {
        let (conversations, _) = try MemoryExport(posts).harvest()
        let outer = try #require(conversations.first { $0.anchor.value == "30" }?.post(PostID("30")))
        guard case .post(let inner)? = outer.quote, case .post(let innermost)? = inner.quote else {
            Issue.record("a quote is missing")
            return
        }
        #expect([inner.text, innermost.text] == ["and this", "three"])
    }

    /// One reading, and one for each level of quotes; of what does not fit, one more for as much as does.
    @Test func readingsAreFew() throws {
        #expect(try MemoryExport(Array(posts.prefix(3))).harvest().readings == 1)
        #expect(try MemoryExport(posts).harvest().readings <= 3)
        let simulated = MemoryExport(SimulatedExport(posts: 300))
        #expect(try simulated.harvest().readings == 1)
        // Posts come in order, so a thread is whole before the next begins.
        #expect(try simulated.harvest(limit: 1).readings == 1)
    }

    @Test func onlyWhatIsWantedIsGathered() throws {
        let export = MemoryExport(posts)
        let wanted = try export.index().sketches.filter { $0.id.value == "50" }
        #expect(wanted.map(\.posts) == [3])
        #expect(try export.harvest(wanted).conversations.map(\.anchor.value) == ["50"])
        #expect(try export.harvest([]).readings == 0)
    }

    @Test func theIndexSaysWhatItLeavesOutAndWhenItWasMade() throws {
        var export = MemoryExport(posts + [ExportPost(80, "RT @bo: hello")])
        export.files["data/manifest.js"] = MemoryExport.manifest(count: 14).replacingOccurrences(
            of: #""isPartialArchive""#, with: #""generationDate": "2025-05-03T10:00:00.000Z", "isPartialArchive""#)
        export.files["data/tweets.js"] = export.files["data/tweets.js"]?.replacingOccurrences(
            of: "[ {", with: #"[ {"tweet": 7}, {"#)
        let index = try export.index()
        #expect((index.reposts, index.unreadable) == (1, 1))
        #expect(index.isPartial)
        #expect(index.made == Timestamp(rfc3339: "2025-05-03T10:00:00Z"))
        #expect(try MemoryExport(posts).index().made == nil)
    }

    @Test func itsPostsAreAsOldAsTheExport() throws {
        var export = MemoryExport(posts)
        let (newest, made) = (Timestamp(rfc3339: "2025-05-02T08:15:30Z"), Timestamp(rfc3339: "2025-05-03T10:00:00Z"))
        let now = Timestamp(seconds: 1_790_000_000)
        #expect(try export.index().retrieved(asOf: now) == newest, "the manifest does not say when it was made")
        export.files["data/manifest.js"] = export.files["data/manifest.js"]?.replacingOccurrences(
            of: #""isPartialArchive""#, with: #""generationDate": "2025-05-03T10:00:00.000Z", "isPartialArchive""#)
        let index = try export.index()
        #expect(index.retrieved(asOf: now) == made)
        let before = try #require(made).advanced(byMilliseconds: -1)
        #expect(index.retrieved(asOf: before) == newest, "a date in the future is wrong")
        let long = Timestamp(seconds: 1_000_000_000)
        #expect(index.retrieved(asOf: long) == long)
    }
}

extension MemoryExport {
    fileprivate init(_ simulated: SimulatedExport) {
        var bytes: [UInt8] = []
        simulated.writeTweets { bytes += $0 }
        self.init(files: Dictionary(simulated.smallFiles.map { ($0.path, $0.text) }) { first, _ in first })
        files["data/tweets.js"] = String(decoding: bytes, as: UTF8.self)
    }

    /// The conversations of these threads, of all without, and how often the files were read.
    fileprivate func harvest(
        _ threads: [ExportSketch]? = nil, limit: Int = ExportHarvest.patience
    ) throws -> (conversations: [Conversation], readings: Int) {
        let (index, names) = (try index(), Set(files.keys))
        var harvest = ExportHarvest(
            threads ?? index.sketches, in: index, host: "ines.zip", retrieved: Timestamp(seconds: 1_790_000_000),
            limit: limit
        ) { names.contains($0) }
        var (found, readings) = ([Conversation](), 0)
        while let files = harvest.reading {
            try elements(of: files) { if let one = harvest.add($0) { found.append(one) } }
            found += harvest.finishReading()
            readings += 1
            #expect(readings < 100)
        }
        return (found, readings)
    }
}
