import Store
import Testing
import Unroll

@testable import Serve

/// The page of an author, and the ways to it.
@Suite struct AuthorPageTests {
    private static let place = AuthorPlace(.bluesky, Invented.ines.id)

    @Test(arguments: ArchiveEngine.available) func itPagesThroughThreads(_ engine: ArchiveEngine) async throws {
        try await SiteStage.run(on: engine) { stage in
            for number in 0..<45 {
                let posts = Invented.posts(["Thread number \(number)."], key: "t\(number)x")
                try await stage.keep(Invented.thread(posts))
            }
            var address: String? = Place.author(Self.place).address.text
            var seen: Set<String> = []
            var pages = 0
            while let next = address {
                let page = try await stage.get(next, SiteStage.stranger)
                #expect(page.status == 200)
                for match in page.body.matches(of: /Thread number \d+\./) { seen.insert(String(match.output)) }
                address = page.body.firstMatch(of: /rel="next" href="([^"]*)"/).map {
                    String($0.1).replacing("&amp;", with: "&")
                }
                pages += 1
            }
            #expect(seen.count == 45)
            #expect(pages == 3)
        }
    }

    @Test(arguments: ArchiveEngine.available) func whoIsSeenByLinkOnlyIsNotKnownToOthers(_ engine: ArchiveEngine)
        async throws
    {
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(Invented.thread(Invented.posts(["Quiet."])), .link)
            let address = Place.author(Self.place).address.text
            let handle = Place.handle(.bluesky, "ines.example.com").address.text
            for address in [address, handle] {
                #expect(try await stage.get(address, SiteStage.stranger).status == 404)
            }
            #expect(try await stage.get(address).status == 200)
            #expect(try await stage.get(handle).headers["location"] == address)
        }
    }

    @Test(arguments: ArchiveEngine.available) func aHandleThatSeveralHadIsAChoice(_ engine: ArchiveEngine) async throws
    {
        let other = Author(id: Author.ID("did:plc:other"), handle: "ines.example.com", name: "Somebody else")
        let later = Author(id: Invented.ines.id, handle: "okafor.example.com", name: "Ines Okafor")
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(Invented.thread(Invented.posts(["First."])))
            try await stage.keep(Invented.thread(Invented.posts(["Second."], by: other)))
            try await stage.keep(Invented.thread(Invented.posts(["Third."], by: later, key: "z"), hours: 90))
            let page = try await stage.get(Place.handle(.bluesky, "INES.example.com").address.text)
            #expect(page.status == 200)
            #expect(page.body.contains("Ines Okafor") && page.body.contains("Somebody else"))
            let author = try await stage.get(Place.author(Self.place).address.text)
            #expect(author.body.contains("Formerly @ines.example.com"))
        }
    }
}
