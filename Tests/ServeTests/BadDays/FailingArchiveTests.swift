import Store
import Testing
import Unroll

@testable import Serve

/// An archive that is full, cannot be written, is of another program, or does not answer: what is kept stays readable as long as
/// that is possible, and each page says what is wrong.
@Suite(.timeLimit(.minutes(5))) struct FailingArchiveTests {
    private static let words = Words.english.site.errors
    private static let thread = Invented.thread(Invented.posts(["A lens is cut.", "Sand first."]))

    /// Gives the site one link after the other until that fails, or often enough.
    private static func ask(_ site: SiteStage) async throws -> SiteStage.Page {
        var page = try await site.post("/unroll", "link=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F17290000")
        for number in 1..<600 where page.status == 303 {
            page = try await site.post("/unroll", "link=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F1729\(number)")
        }
        return page
    }

    @Test func aFullDiskIsSaidAndWhatIsKeptIsRead() async throws {
        try await SiteStage.run { site in
            try await site.keep(Self.thread)
            try await site.store.database.write { c throws(StoreFailure) in
                // The same failure as the disk's, at the same place.
                _ = try c.query("PRAGMA max_page_count = 1")
            }
            let page = try await Self.ask(site)
            #expect(page.status == 507)
            #expect(page.body.contains(Self.words.full.sentence))
            #expect(try await site.get(site.address(of: Self.thread)).status == 200)
            #expect(try await site.get("/readyz").status == 200)
            _ = try await site.store.database.write { c throws(StoreFailure) in
                try c.query("PRAGMA max_page_count = 1000000")
            }
            #expect(try await Self.ask(site).status == 303)
        }
    }

    @Test func aDiskThatCannotBeWrittenIsSaidAndWhatIsKeptIsRead() async throws {
        try await SiteStage.run { site in
            try await site.keep(Self.thread)
            _ = try await site.store.database.write { c throws(StoreFailure) in try c.query("PRAGMA query_only = 1") }
            let page = try await Self.ask(site)
            #expect(page.status == 503)
            #expect(page.body.contains(Self.words.readOnly.sentence))
            #expect(try await site.get(site.address(of: Self.thread)).status == 200)
        }
    }

    @Test func anArchiveThatWasClosedIsSaid() async throws {
        try await SiteStage.run { site in
            await site.store.close()
            for address in ["/", "/search?q=lens", "/author/x/1", "/feed.atom", "/thread/x/20"] {
                let page = try await site.get(address)
                #expect(page.status == 503)
                #expect(page.body.contains(Self.words.unavailable.sentence))
                #expect(page.headers["retry-after"] == "5")
            }
            #expect(
                site.heard.lines.count == 5 && site.heard.lines.allSatisfy { $0.contains("The database is closed.") })
            #expect(try await site.get("/healthz").status == 200)
            let ready = try await site.get("/readyz")
            #expect(ready.status == 503 && ready.body == "The database is closed.\n")
        }
    }

    @Test(arguments: [(1000, "later Skein"), (-1, "earlier Skein")])
    func tablesOfAnotherVersionAreSaid(_ difference: Int, _ part: String) async throws {
        try await SiteStage.run { site in
            #expect(try await site.get("/readyz").status == 200)
            try await site.store.database.write { c throws(StoreFailure) in
                try c.execute("UPDATE schema_version SET version = version + \(difference)")
            }
            let page = try await site.get("/readyz")
            #expect(page.status == 503 && page.body.contains(part), "\(page.body)")
            #expect(page.type.hasPrefix("text/plain") && page.headers["cache-control"] == "no-store")
        }
    }

    @Test func whoeverEndsIsNotReady() async throws {
        try await SiteStage.run { site in
            site.site.drain.begin()
            let page = try await site.get("/readyz")
            #expect(page.status == 503 && page.body == "The server is ending.\n")
            #expect(try await site.get("/").status == 200, "whoever is here is answered")
        }
    }
}
