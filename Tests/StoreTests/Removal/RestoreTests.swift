import Testing

@testable import Store
@testable import Unroll

/// A backup that knows what was removed since, held against the list.
extension RemovalTests {
    @Test(arguments: Engine.available) func aRestoredBackupIsHeldAgainstTheList(_ engine: Engine) async throws {
        let (archive, _, _) = try await filled(engine)
        try await archive.store.removeAuthor(Sample.marit.id, on: .bluesky, at: now)
        let list = try await archive.store.database.read { c throws(StoreFailure) in try c.removed() }
        let (restored, _, _) = try await filled(engine)
        #expect(try await contents(restored).contains("removeme"))
        try await restored.store.applyRemovals(list, at: now)
        for trace in ["removeme first", "removeme second"] {
            #expect(try await restored.search(trace, for: .host).isEmpty)
        }
        #expect(try await contents(restored).contains("removeme") == false, "also in what was answered about others")
        #expect(
            try await restored.store.database.read { c throws(StoreFailure) in
                try c.author(Sample.marit.id, of: .bluesky)
            } == nil)
    }

    /// A process may be killed at any moment of it: whoever comes next goes on.
    @Test(arguments: Engine.available) func aRestoreThatWasBrokenOffIsGoneOnWith(_ engine: Engine) async throws {
        let (archive, _, _) = try await filled(engine)
        try await archive.store.removeAuthor(Sample.marit.id, on: .bluesky, at: now)
        let list = try await archive.store.database.read { c throws(StoreFailure) in try c.removed() }
        let (restored, _, _) = try await filled(engine)
        try await restored.store.beginApplying(list)
        #expect(try await restored.store.isApplyingRemovals())
        try await restored.store.applyRemovals(list, at: now)
        #expect(try await restored.store.isApplyingRemovals() == false)
        #expect(try await contents(restored).contains("removeme") == false)
    }

    /// Whom the archive knows by a quote alone has no row of their own.
    @Test(arguments: Engine.available, [true, false]) func aRestoredQuoteIsTakenAwayAgain(
        _ engine: Engine, isAuthor: Bool
    ) async throws {
        func quotingOnly() async throws -> (archive: Archive, key: Int64) {
            let archive = try await Archive(engine)
            var thread = quoting
            thread.context = []
            return (archive, try await archive.keep(thread))
        }
        let (archive, _) = try await quotingOnly()
        if isAuthor {
            try await archive.store.removeAuthor(Sample.marit.id, on: .bluesky, at: now)
        } else {
            try await archive.store.removeThread(archive.keep(marits), at: now)
        }
        #expect(try await contents(archive).contains("removeme") == false)
        let list = try await archive.store.database.read { c throws(StoreFailure) in try c.removed() }
        let (restored, key) = try await quotingOnly()
        #expect(try await contents(restored).contains("removeme"))
        try await restored.store.applyRemovals(list, at: now)
        #expect(try await contents(restored).contains("removeme") == false)
        let left = try #require(try await restored.store.thread(.key(key), for: .host))
        #expect(left.thread.posts[0].quote == .placeholder(QuotePlaceholder(.withdrawn)))
        #expect(try await restored.emptiesItsIndex())
    }

    /// What a backup knows as somebody's answer in another thread only.
    @Test(arguments: Engine.available) func aRestoredAnswerIsTakenAwayAgain(_ engine: Engine) async throws {
        let (archive, marits, _) = try await filled(engine)
        try await archive.store.removeThread(marits, at: now)
        let list = try await archive.store.database.read { c throws(StoreFailure) in try c.removed() }
        let restored = try await Archive(engine)
        let key = try await restored.keep(quoting)
        try await restored.store.applyRemovals(list, at: now)
        #expect(try await contents(restored).contains("removeme") == false)
        let left = try #require(try await restored.store.thread(.key(key), for: .host))
        #expect(left.thread.context.isEmpty && left.thread.posts.count == 1)
    }
}
