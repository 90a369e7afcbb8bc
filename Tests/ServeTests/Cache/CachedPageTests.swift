import Store
import Testing
import Unroll

@testable import Serve

/// Pages from the cache: the same as without it, and never older than what was kept.
@Suite(.timeLimit(.minutes(2))) struct CachedPageTests {
    private static let page = "/thread/bluesky/did:plc:ines/t1"
    private static let start = Timestamp(seconds: 1_760_000_000)
    private static let ines = Author(id: Author.ID("did:plc:ines"), handle: "ines.example", name: "Ines Okafor")

    private static func thread(_ texts: [String], day: Int64 = 1) -> Unroll.Thread {
        let posts = texts.enumerated().map { number, text in
            Post(
                id: PostID("at://did:plc:ines/app.bsky.feed.post/t\(number + 1)"), author: ines,
                published: start.advanced(byMilliseconds: Int64(number) * 60_000), text: text)
        }
        return Unroll.Thread(
            network: .bluesky, id: posts[0].id, aliases: [], url: nil, anchor: posts[0].id, author: ines,
            title: "Lenses", language: "en", posts: posts, branches: [], answers: [], context: [], missing: [],
            completeness: Completeness(state: .complete, found: posts.count),
            retrieved: start.advanced(byMilliseconds: day * 86_400_000),
            source: Source(kind: .api, host: "api.example"), remarks: [])
    }

    @discardableResult private static func keep(
        _ texts: [String], in store: Store, day: Int64 = 1, audience: Audience = .public
    ) async throws -> Int64 {
        let keeping = Keeping(thread(texts, day: day), audience: audience, reason: "network", linkKey: "k-1")
        guard case .kept(let key, _) = try await store.keep(keeping) else { return 0 }
        return key
    }

    @Test(arguments: ArchiveEngine.available) func readyPagesAreTheSameAsFreshOnes(_ engine: ArchiveEngine) async throws
    {
        try await SiteStage.run(on: engine) { site in
            try await Self.keep(["A lens bends light. Nobody knew why.", "Then somebody looked."], in: site.store)
            let fresh = try await site.ask(Self.page)
            #expect(fresh.status == 200)
            try await site.untilReady(Self.page)
            for encoding in ["identity", "gzip", "br", "gzip, deflate, br"] {
                let answer = try await site.ask(Self.page, ["Accept-Encoding": encoding])
                #expect(answer.unpacked == fresh.body)
                #expect(answer.fields["vary"] == "accept, accept-encoding")
                #expect(
                    answer.fields["content-encoding"]
                        == (encoding == "identity" ? nil : encoding.suffix(4) == "gzip" ? "gzip" : "br"))
                #expect(answer.fields["date"]?.hasSuffix(" GMT") == true)
                for name in fresh.fields.keys where !["date", "content-length", "etag"].contains(name) {
                    #expect(answer.fields[name] == fresh.fields[name], "\(name)")
                }
                let tag = try #require(answer.fields["etag"])
                let known = try await site.ask(Self.page, ["Accept-Encoding": encoding, "If-None-Match": tag])
                #expect(known.status == 304 && known.body.isEmpty && known.fields["etag"] == tag)
                let head = try await site.ask(Self.page, ["Accept-Encoding": encoding], method: "HEAD")
                #expect(head.status == 200 && head.fields["content-length"] == "\(answer.body.count)")
            }
            let markdown = try await site.ask(Self.page, ["Accept": "text/markdown"])
            #expect(markdown.fields["content-type"]?.hasPrefix("text/markdown") == true)
        }
    }

    @Test(arguments: ArchiveEngine.available) func everyChangeIsSeenAtOnce(_ engine: ArchiveEngine) async throws {
        try await SiteStage.run(on: engine) { site in
            let key = try await Self.keep(["Alpha"], in: site.store)
            try await site.untilReady(Self.page)
            try await Self.keep(["Alpha", "Beta"], in: site.store, day: 2)
            #expect(try await site.ask(Self.page).text.contains("Beta"))
            try await site.untilReady(Self.page)
            try await site.store.database.write { c throws(StoreFailure) in
                try c.setAudience(.private, reason: Keeping.hostReason, of: key)
            }
            let proxied = ["X-Forwarded-For": "192.0.2.1"]
            #expect(try await site.ask(Self.page, proxied).status == 404)
            #expect(try await site.ask(Self.page).status == 200, "the host sees it")
            try await site.untilReady(Self.page)
            #expect(try await site.ask(Self.page, proxied).status == 404, "also when it is ready for the host")
            try await site.store.removeThread(key, at: Self.start)
            #expect(try await site.ask(Self.page).status == 410)
        }
    }

    @Test(arguments: ArchiveEngine.available) func whatAnotherProcessChangesIsSeen(_ engine: ArchiveEngine) async throws
    {
        try await SiteStage.run(on: engine) { site in
            let key = try await Self.keep(["Alpha"], in: site.store)
            try await site.untilReady(Self.page)
            let other = try await site.opened()
            try await other.removeThread(key, at: Self.start)
            var status = 200
            for _ in 0..<1_500 where status != 410 {
                try await Task.sleep(for: .milliseconds(20))
                status = try await site.ask(Self.page).status
            }
            #expect(status == 410)
            await other.close()
        }
    }

    @Test(arguments: ArchiveEngine.available) func aKeyIsNeededAlsoWhenThePageIsReady(_ engine: ArchiveEngine)
        async throws
    {
        try await SiteStage.run(
            on: engine,
            changing: { settings in
                settings.origin = "https://skein.example"
                settings.reading = .everyone
            }
        ) { site in
            try await Self.keep(["Alpha"], in: site.store, audience: .link)
            let withKey = Self.page + "?key=k-1"
            #expect(try await site.ask(withKey, host: "skein.example").status == 200)
            try await site.untilReady(withKey, host: "skein.example")
            for path in [Self.page, Self.page + "?key=k-2", Self.page + "?key="] {
                #expect(try await site.ask(path, host: "skein.example").status == 404, "\(path)")
            }
            #expect(try await site.ask(withKey, host: "evil.example").status == 421, "another name is another site")
        }
    }
}
