import Render
import Store
import Testing
import Unroll

@testable import Serve

/// Addresses and the places they name.
@Suite struct PlaceTests {
    private static let did = "did:plc:abcdefghijklmnopqrstuvwx"
    private static let places: [Place] = [
        .home, .unroll, .job(7), .help, .practice(PracticePlace()), .practice(PracticePlace(.progress, post: 4)),
        .recent(after: ListCursor(instant: Timestamp(milliseconds: 5), key: 9)), .manifest, .asset("skein-1.css"),
        .robots, .health,
        .ready, .oEmbed("https://skein.example/thread/x/20?a=b&c=d"),
        .thread(ThreadPlace(.x, ["20"])), .thread(ThreadPlace(.bluesky, [did, "3kabc"], linkKey: "k-_9")),
        .thread(ThreadPlace(.mastodon, ["social.example:8443", "https://social.example:8443/?p=7"])),
        .history(ThreadPlace(.mastodon, ["social.example", "12"])), .refresh(ThreadPlace(.x, ["20"], linkKey: "k")),
        .author(AuthorPlace(.mastodon, Author.ID("https://social.example/users/ines"))),
        .author(
            AuthorPlace(
                .x, Author.ID("12"), after: ListCursor(instant: Timestamp(milliseconds: -5), key: 9))),
        .handle(.bluesky, "ines.example.com"),
        .search(SearchPlace("")),
        .search(SearchPlace("翼龙 \"a b\" & +%", order: .relevance, after: SearchCursor(rank: -3, post: 8))),
        .feed(FeedPlace(.site, .atom)), .feed(FeedPlace(.author(.bluesky, Author.ID(did)), .json)),
        .feed(FeedPlace(.search("a b"), .atom)),
        .medium(MediumPlace(hash: "00ff", width: 640, linkKey: "k")), .medium(MediumPlace(hash: "00ff")),
    ]

    @Test(arguments: places) func anAddressLeadsBack(_ place: Place) {
        let visit = Visit(method: .get, target: place.address.text, headers: [:], viewer: .anyone)
        #expect(visit.place == place)
    }

    @Test func aThreadHasFormsAndViews() {
        var thread = ThreadPlace(.bluesky, [Self.did, "3kabc"])
        thread.format = .markdown
        #expect(Place.thread(thread).address.text == "/thread/bluesky/\(Self.did)/3kabc.md")
        (thread.format, thread.view, thread.post) = (nil, .reading, "3kdef")
        #expect(Place.thread(thread).address.text == "/thread/bluesky/\(Self.did)/3kabc?view=reading#p-3kdef")
        (thread.format, thread.view, thread.post) = (.pdf, .text, nil)
        (thread.paper, thread.holdsFiles) = (.letter, true)
        let address = Place.thread(thread).address.text
        #expect(address == "/thread/bluesky/\(Self.did)/3kabc.pdf?view=text&paper=letter&files=1")
        #expect(Visit(method: .get, target: address, headers: [:], viewer: .anyone).place == .thread(thread))
    }

    @Test(arguments: [
        "/nowhere", "/thread", "/thread/x", "/thread/y/20", "/thread/x/20/other", "/unrolling/-1", "/unrolling/x",
        "/thread/bluesky/\(did)", "/author/x", "/feed/x/12", "/feed/y/12.atom", "/media", "/thread/x/20/history/more",
    ]) func otherAddressesLeadNowhere(_ path: String) {
        #expect(Visit(method: .get, target: path, headers: [:], viewer: .anyone).place == nil)
    }

    @Test func partsCannotLeaveTheirPlace() {
        #expect(SiteAddress(["a", "..", "b/c?d#e", "\r\n"]).text == "/a/%2E%2E/b%2Fc%3Fd%23e/%0D%0A")
    }
}
