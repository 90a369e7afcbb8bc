import Testing

@testable import Store
@testable import Unroll

@Suite(.timeLimit(.minutes(2))) struct ListTests {
    private func thread(_ number: Int, by author: Author = Sample.ines) -> Unroll.Thread {
        Sample.thread([Sample.post(number, "lighthouse \(number)", by: author, in: "thread\(number)-")])
    }

    @Test(arguments: Engine.available) func listsArePagedWithoutGapsOrRepeats(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        for number in 1...25 { try await archive.keep(thread(number / 2 * 2)) }
        for number in 30...34 { try await archive.keep(thread(number, by: Sample.marit)) }
        var (recent, cursor): ([String], ListCursor?) = ([], nil)
        repeat {
            let page = try await archive.store.database.read { [cursor] c throws(StoreFailure) in
                try c.recentThreads(after: cursor, limit: 4, for: .anyone)
            }
            recent += page.threads.map(\.title)
            cursor = page.next
        } while cursor != nil
        #expect(recent == ([34, 33, 32, 31, 30] + (0...12).map { 24 - 2 * $0 }).map { "lighthouse \($0)" })
        let mine = try await archive.store.database.read { c throws(StoreFailure) in
            try c.threads(by: Sample.marit.id, on: .bluesky, limit: 3, for: .anyone)
        }
        #expect(mine.threads.map(\.title) == ["lighthouse 34", "lighthouse 33", "lighthouse 32"])
        #expect(mine.next != nil)
    }

    @Test(arguments: Engine.available) func threadsWithNewsComeFirst(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        func keep(_ number: Int, _ more: [Post] = [], at hours: Int64, isExport: Bool = false) async throws {
            var kept = thread(number)
            kept.posts += more
            kept.retrieved = Sample.start.advanced(byMilliseconds: hours * 3_600_000)
            if isExport { kept.source = Source(kind: .export, host: "a.zip") }
            try await archive.keep(kept)
        }
        func expect(_ order: [Int], _ comment: Comment) async throws {
            let lists = try await archive.store.database.read { c throws(StoreFailure) in
                [
                    try c.recentThreads(for: .anyone).threads,
                    try c.news(by: Sample.ines.id, on: .bluesky, for: .anyone),
                ]
            }
            for list in lists { #expect(list.map(\.title) == order.map { "lighthouse \($0)" }, comment) }
        }
        try await keep(500, at: 10)
        try await keep(1, at: 11)
        try await expect([1, 500], "an old thread that was kept last")
        try await keep(500, at: 12)
        try await expect([1, 500], "nothing new in it")
        try await keep(500, [Sample.post(400, "was missing", in: "thread500-")], at: 13)
        try await expect([500, 1], "it has grown")
        try await keep(2, at: 14, isExport: true)
        try await expect([500, 1, 2], "the posts of an export are as old as they are")
    }

    @Test(arguments: Engine.available) func everyoneSeesWhatTheyMay(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let keys = try await [
            archive.keep(thread(1), .public), archive.keep(thread(2), .link), archive.keep(thread(3), .private),
        ]
        let link = Archive.linkKey(thread(2))
        let viewers: [(viewer: Viewer, listed: [Int], open: [Int])] = [
            (.anyone, [1], [1]), (.anyone.holding(link), [1], [1, 2]), (.host, [3, 2, 1], [1, 2, 3]),
            (.anyone.holding(Archive.linkKey(thread(3))), [1], [1]),
        ]
        for (viewer, listed, open) in viewers {
            let titles = listed.map { "lighthouse \($0)" }
            let pages = try await archive.store.database.read { c throws(StoreFailure) in
                (
                    try c.recentThreads(for: viewer).threads.map(\.title),
                    try c.threads(by: Sample.ines.id, on: .bluesky, for: viewer).threads.map(\.title)
                )
            }
            #expect(pages.0 == titles && pages.1 == titles)
            for order in SearchOrder.allCases {
                #expect(Set(try await archive.search("lighthouse", order, for: viewer)) == Set(titles))
            }
            for (number, key) in zip(1..., keys) {
                #expect((try await archive.store.thread(.key(key), for: viewer) != nil) == open.contains(number))
            }
        }
    }

    @Test(arguments: Engine.available) func theHostsChoiceStaysAndTakesEffectAtOnce(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let key = try await archive.keep(thread(1), .link, reason: "x")
        #expect(try await archive.search("lighthouse").isEmpty)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.setAudience(.public, reason: Keeping.hostReason, of: key)
        }
        #expect(try await archive.search("lighthouse") == ["lighthouse 1"])
        var later = thread(1)
        later.retrieved = later.retrieved.advanced(byMilliseconds: 1)
        try await archive.keep(later, .link, reason: "x")
        #expect(try await archive.store.thread(.key(key), for: .anyone)?.audience == .public)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.setAudience(.private, reason: "noindex", of: key)
        }
        #expect(try await archive.search("lighthouse").isEmpty)
        #expect(try await archive.search("lighthouse", for: .host) == ["lighthouse 1"])
    }
}
