import Testing

@testable import Serve

/// Who may read at all, which the settings say for sites that others can reach.
@Suite struct ReadingTests {
    private static let closed: [Place] = [
        .home, .search(SearchPlace("a")), .feed(FeedPlace(.site, .atom)), .thread(ThreadPlace(.x, ["20"])),
        .thread(ThreadPlace(.x, ["20"], linkKey: "any")), .oEmbed("https://skein.example/thread/x/20"),
    ]

    @Test(arguments: ArchiveEngine.available) func whereOnlyTheHostReadsNobodyElseDoes(_ engine: ArchiveEngine)
        async throws
    {
        try await SiteStage.run(on: engine, changing: { ($0.origin, $0.reading) = ("http://127.0.0.1", .host) }) {
            stage in
            for place in Self.closed {
                let page = try await stage.get(place.address.text)
                #expect(page.status == 403, "\(place)")
                #expect(page.body.contains("This site is for its host alone"))
                #expect(!page.body.contains("name=\"link\"") && page.body.contains(Place.help.address.text))
            }
            let (help, style) = (Place.help.address.text, Place.asset(SiteAsset.style.name).address.text)
            let pages = [try await stage.get(help), try await stage.get(style)]
            #expect(pages.map(\.status) == [200, 200])
        }
    }

    @Test(arguments: ArchiveEngine.available) func whereEverybodyReadsTheFirstPageIsOpen(_ engine: ArchiveEngine)
        async throws
    {
        try await SiteStage.run(on: engine, changing: { $0.origin = "http://127.0.0.1" }) { stage in
            let page = try await stage.get(Place.home.address.text)
            #expect(page.status == 200)
        }
    }
}
