import Testing

@testable import Serve

/// Who may read at all, which the settings say for sites that others can reach.
@Suite struct ReadingTests {
    private static let closed: [Place] = [
        .home, .search(SearchPlace("a")), .feed(FeedPlace(.site, .atom)), .thread(ThreadPlace(.x, ["20"])),
        .thread(ThreadPlace(.x, ["20"], linkKey: "any")), .oEmbed("https://skein.example/thread/x/20"),
    ]

    @Test func whereOnlyTheHostReadsNobodyElseDoes() async throws {
        try await SiteStage.run(changing: { ($0.origin, $0.reading) = ("http://127.0.0.1", .host) }) { stage in
            for place in Self.closed {
                #expect(try await stage.get(place.address.text).status == 403, "\(place)")
            }
            #expect(try await stage.get(Place.help.address.text).status == 200)
            #expect(try await stage.get(Place.asset(SiteAsset.style.name).address.text).status == 200)
        }
    }

    @Test func whereEverybodyReadsTheFirstPageIsOpen() async throws {
        try await SiteStage.run(changing: { $0.origin = "http://127.0.0.1" }) { stage in
            #expect(try await stage.get(Place.home.address.text).status == 200)
        }
    }
}
