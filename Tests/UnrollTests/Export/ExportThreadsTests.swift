import Simulated
import Testing
import Unroll

@Suite struct ExportThreadsTests {
    /// A 2025 id made this many seconds after midday.
    private func id(_ seconds: Int) -> Int { 1_918_000_000_000_000_000 + (seconds * 1000) << 22 }

    private func threads(_ posts: [ExportPost]) throws -> [[String]] {
        try MemoryExport(posts).index().threads.map { [$0.id.value, String($0.posts), $0.words] }
    }

    @Test func threadsAreListedNewestFirst() throws {
        let posts = [
            ExportPost(30, "Late &amp; short", to: nil), ExportPost(11, "two", to: 10),
            ExportPost(10, "One\n\nhttps://t.co/x day"),
            ExportPost(31, "on", to: 30), ExportPost(20, "alone"), ExportPost(12, "three", to: 11),
            ExportPost(40, "@bo thanks", to: 39, of: 88),
        ]
        #expect(try threads(posts) == [["30", "2", "Late & short"], ["10", "3", "One day"]])
        #expect(try threads(posts.reversed()) == threads(posts))
    }

    @Test func repostsAreNotPosts() throws {
        let index = try MemoryExport([ExportPost(10, "RT @bo: hello"), ExportPost(11, "RT @ is a place", to: 10)])
            .index()
        #expect(index.postCount == 1)
    }

    @Test func orderInTheFileDoesNotMatter() throws {
        var random = SplitMix(seed: 5)
        var posts = (1...200).map { ExportPost($0, "post \($0)", to: $0 % 20 == 1 ? nil : $0 - 1) }
        let expected = try threads(posts)
        #expect(expected.count == 10)
        for _ in 0..<5 {
            posts.shuffle(using: &random)
            #expect(try threads(posts) == expected)
        }
    }

    @Test func answersToOneMissingPostBelongTogether() throws {
        #expect(try threads([ExportPost(11, "a", to: 9), ExportPost(12, "b", to: 9)]).count == 1)
        #expect(try threads([ExportPost(11, "a", to: 9, of: 88), ExportPost(12, "b", to: 9, of: 88)]).isEmpty)
    }

    @Test(arguments: [
        ("a thought", "and on", 9, true), ("a thought", "and on", 700, false), ("1/ a", "3/ c", 40_000, true),
        ("3/ a", "3/ c", 9, false), ("2/7 a", "4/9 c", 9, false), ("2/7 a", "4/7 c", 9000, true),
        ("a thought", "3/ c", 9, true),
    ])
    func restBehindAMissingPostIsFound(first: String, rest: String, seconds: Int, isJoined: Bool) throws {
        var (a, c) = (ExportPost(id(0), first), ExportPost(id(seconds + 5), rest, to: id(seconds)))
        (a.date, c.date) = ("", "")
        #expect(try threads([a, c]).count == (isJoined ? 1 : 0))
    }

    @Test func ownAnswersToOthersTakeNoOrphans() throws {
        var posts = [
            ExportPost(id(0), "thread"), ExportPost(id(2), "@bo yes", to: 7, of: 88),
            ExportPost(id(9), "rest", to: id(5)),
        ]
        for index in posts.indices { posts[index].date = "" }
        #expect(try threads(posts) == [[String(id(0)), "2", "thread"]])
    }

    @Test func circlesEnd() throws {
        #expect(
            try threads([ExportPost(10, "a", to: 12), ExportPost(11, "b", to: 10), ExportPost(12, "c", to: 11)]).count
                == 1)
        #expect(try threads([ExportPost(10, "self", to: 10)]).isEmpty)
    }

    @Test func samePostTwiceCountsOnce() throws {
        #expect(
            try threads([ExportPost(10, "a"), ExportPost(10, "a"), ExportPost(11, "b", to: 10)]) == [["10", "2", "a"]])
    }

    @Test func longBeginningsAreCutBetweenCharacters() throws {
        let words = try threads([ExportPost(10, String(repeating: "ü👩🏽‍🚀", count: 90)), ExportPost(11, "b", to: 10)])[0][2]
        #expect(!words.contains("\u{fffd}"))
        #expect(words.count <= ExportThread.wordsLimit)
    }

    @Test func everyFailureHasItsSentence() {
        let failures: [ExportFailure] = [
            .notFound, .unreadable, .notAnExport, .severalExports, .damaged, .damagedFile("a"), .encrypted,
            .unsafeName("b"),
            .tooManyFiles, .tooLarge, .noAccount, .empty, .unknownPost("1"),
        ]
        let sentences = failures.map(Words.english.exportFailure)
        #expect(Set(sentences).count == failures.count)
        #expect(sentences.allSatisfy { $0.hasSuffix(".") })
    }
}
