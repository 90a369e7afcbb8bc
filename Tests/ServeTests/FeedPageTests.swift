import Store
import Testing
import Unroll

@testable import Serve

/// Feeds as whoever reads them gets them.
@Suite(.timeLimit(.minutes(2))) struct FeedPageTests {
    @Test(arguments: ArchiveEngine.available) func namesComeWithoutShortcodes(_ engine: ArchiveEngine) async throws {
        var author = Invented.ines
        author.name = "Ines :bread:"
        author.emoji = [CustomEmoji(shortcode: "bread", url: try #require(Link("https://cdn.example/bread.png")))]
        let thread = Invented.thread(Invented.posts(["Flour."], by: author))
        try await SiteStage.run(on: engine) { stage in
            try await stage.keep(thread)
            for feed in ["/feed.atom", Place.feed(FeedPlace(.author(.bluesky, Invented.ines.id), .json)).address.text] {
                let body = try await stage.get(feed).body
                #expect(body.contains("Ines") && !body.contains(":bread:"), "\(feed)")
            }
        }
    }
}
