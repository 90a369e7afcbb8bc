import Testing

@testable import Store
@testable import Unroll

/// What those who keep pages are told.
@Suite struct ChangeTests {
    private static let later = Sample.start.advanced(byMilliseconds: 2 * 86_400_000)

    /// What is new at `archive` after `position`, which is moved on.
    private func news(_ archive: Archive, _ position: inout ChangePosition, at now: Timestamp = Sample.start)
        async throws -> Change?
    {
        let before = position
        let answer = try await archive.store.database.read { c throws(StoreFailure) in
            try c.changes(after: before, at: now)
        }
        position = answer.position
        return answer.change
    }

    private func position(_ archive: Archive) async throws -> ChangePosition {
        try await archive.store.database.read { c throws(StoreFailure) in try c.changePosition() }
    }

    @Test(arguments: Engine.available) func everyChangeIsToldOnce(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var position = try await position(archive)
        let thread = Sample.thread([Sample.post(1, "One")])
        let key = try await archive.keep(thread)
        #expect(try await news(archive, &position) == .threads([key]))
        #expect(try await news(archive, &position) == nil)
        #expect(try await news(archive, &position, at: Self.later) == nil, "nor when it is long ago")
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.setAudience(.private, reason: Keeping.hostReason, of: key)
        }
        #expect(try await news(archive, &position, at: Self.later) == .threads([key]))
        try await archive.store.database.write { c throws(StoreFailure) in try c.setNoIndex(true, of: key) }
        #expect(try await news(archive, &position, at: Self.later) == .threads([key]))
        try await archive.store.removeThread(key, at: Self.later)
        #expect(try await news(archive, &position, at: Self.later) == .everything)
    }

    @Test(arguments: Engine.available) func pagesThatShowTheSamePostsAreNamed(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let asked = Sample.post(1, "A question", by: Sample.marit, in: "q")
        var answering = Sample.thread([Sample.post(1, "An answer")])
        answering.context = [.post(asked)]
        let first = try await archive.keep(answering)
        var position = try await position(archive)
        let second = try await archive.keep(
            Sample.thread([asked, Sample.post(2, "More", by: Sample.marit, in: "q")], at: Self.later))
        #expect(try await news(archive, &position) == .threads([first, second]))
        let third = try await archive.keep(Sample.thread([Sample.post(1, "Another", in: "o")]))
        #expect(try await news(archive, &position) == .threads([first, third]), "the author's other pages list it")
    }

    @Test(arguments: Engine.available) func aCopiedPictureChangesThePagesThatShowIt(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let key = try await archive.keep(Sample.thread([Sample.post(1, "One")]))
        let link = Sample.link("https://cdn.example/1.jpg")
        let medium = Medium(
            hash: Array(repeating: 1, count: 32), type: "image/jpeg", length: 9, width: 1, height: 1)
        try await archive.store.database.write { c throws(StoreFailure) in
            let post = try c.first("SELECT key FROM posts")?.integer("key") ?? 0
            try c.use([(owner: .post(post), links: [link])], now: Sample.start)
        }
        var position = try await position(archive)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.keep(medium, from: link, now: Sample.start)
        }
        #expect(try await news(archive, &position) == .threads([key]))
    }

    @Test func aTransactionThatEndsLateIsNotMissed() {
        var position = ChangePosition(floor: 10)
        position = position.with([12], at: Sample.start)
        #expect(position.floor == 10, "11 may still come")
        position = position.with([11, 12], at: Sample.start.advanced(byMilliseconds: 30_000))
        #expect(position.seen.keys.sorted() == [11, 12])
        position = position.with([11, 12], at: Sample.start.advanced(byMilliseconds: 70_000))
        #expect(position.floor == 12 && position.seen.isEmpty)
    }

    @Test(arguments: Engine.available) func whoIsFarBehindForgetsEverything(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var position = try await position(archive)
        try await archive.store.database.write { c throws(StoreFailure) in
            for _ in 0...1000 { try c.execute("INSERT INTO changes (thread) VALUES (7)") }
        }
        #expect(try await news(archive, &position) == .everything)
        #expect(try await news(archive, &position) == (engine == .postgres ? .threads([7]) : nil))
    }
}
