import Testing

@testable import Store
@testable import Unroll

/// How threads begin, for lists of them.
@Suite struct OpeningTests {
    private static let later = Sample.start.advanced(byMilliseconds: 2 * 86_400_000)

    private func openings(_ archive: Archive) async throws -> [[String]] {
        try await archive.store.database.read { c throws(StoreFailure) in
            try c.opened(c.recentThreads(for: .anyone).threads).map { $0.opening.map(\.text) }
        }
    }

    @Test(arguments: Engine.available) func theFirstPostsOfTheMainLineOpenAThread(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        try await archive.keep(Sample.thread((1...5).map { Sample.post($0, "post \($0)") }))
        var short = Sample.thread([Sample.post(1, "alone", in: "s")], at: Self.later)
        short.branches = [Thread.Branch(attachedTo: short.posts[0].id, posts: [Sample.post(2, "aside", in: "s")])]
        short.context = [.post(Sample.post(0, "asked", by: Sample.marit, in: "s"))]
        try await archive.keep(short)
        #expect(
            try await openings(archive).sorted { $0.count < $1.count } == [["alone"], ["post 1", "post 2", "post 3"]])
    }

    @Test(arguments: Engine.available) func whatVanishedOpensNothing(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let posts = (1...3).map { Sample.post($0, "post \($0)") }
        try await archive.keep(Sample.thread(posts))
        try await archive.keep(Sample.thread([posts[0], posts[2]], at: Self.later))
        #expect(try await openings(archive) == [["post 1", "post 3"]])
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.markGone(
                [posts[0].id: .deleted], on: .bluesky, source: Source(kind: .api, host: "api.example"), at: Self.later)
        }
        #expect(try await openings(archive) == [["post 3"]])
    }
}
