import Foundation
import Store
import Testing
import Unroll

@testable import Serve

/// Links of the site's own that somebody gives it.
@Suite(.timeLimit(.minutes(2))) struct OwnLinkTests {
    private static let thread = Invented.thread(Invented.posts(["A lens is cut.", "Sand first."]))

    private func led(_ stage: SiteStage, _ link: String, _ headers: [String: String] = [:]) async throws -> String? {
        let form = "link=" + (link.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
        let page = try await stage.post("/unroll", form, headers)
        return page.status == 303 ? page.headers["location"] : "\(page.status)"
    }

    @Test func theyLeadToTheirPages() async throws {
        try await SiteStage.run { stage in
            let (here, port) = (stage.origin, stage.origin.split(separator: ":").last ?? "")
            let thread = stage.address(of: Self.thread)
            for (link, place) in [
                (here + thread, thread), ("  " + here + thread + "/ ", thread), ("localhost:\(port)" + thread, thread),
                ("Read this: http://localhost:\(port)\(thread).", thread), ("http://[::1]:\(port)" + thread, thread),
                (here + thread + "?key=k-_9&view=reading#p-rkey1", thread + "?view=reading&key=k-_9#p-rkey1"),
                (here + thread + ".md", thread + ".md"), (here + thread + "/history", thread + "/history"),
                (here + thread + "/refresh", thread), (here + "/thread/x/20", "/thread/x/20"),
                (here + "/author/bluesky/did:plc:ines", "/author/bluesky/did:plc:ines"),
                (here + "/author/bluesky/@ines.example.com", "/author/bluesky/@ines.example.com"),
                (here + "/search?q=lens", "/search?q=lens"),
                (here + "/https://x.com/a/status/17290001", "/unrolling/"),
            ] {
                let location = try #require(try await led(stage, link))
                #expect(
                    location.hasPrefix(place) && (place.hasSuffix("/") || location == place), "\(link): \(location)")
            }
            for link in [here, here + "/", here + "/unroll?link=a", here + "/thread/y/20", here + "/assets/a.css"] {
                #expect(try await led(stage, link) == "422", "\(link)")
            }
            #expect(try await led(stage, "http://localhost:1" + thread) == "422")
            #expect(try await led(stage, "http://other.example" + thread) == "422")
        }
    }

    /// Also by the name others know it by; who may see the thread is for its page to say.
    @Test(arguments: ArchiveEngine.available) func whoMaySeeAThreadStaysAsItIs(_ engine: ArchiveEngine) async throws {
        try await SiteStage.run(
            on: engine, changing: { ($0.origin, $0.reading) = ("https://skein.example", .everyone) }
        ) { stage in
            try await stage.keep(Self.thread, .link, linkKey: "the-key")
            let bare = stage.address(of: Self.thread)
            for (address, status) in [(bare, 404), (bare + "?key=other", 404), (bare + "?key=the-key", 200)] {
                let place = try #require(
                    try await led(stage, "https://skein.example" + address, SiteStage.stranger))
                #expect(place == address)
                #expect(try await stage.get(place, SiteStage.stranger).status == status)
            }
        }
    }

    /// No network has it, so none is asked.
    @Test func aPracticeLinkLeadsToThePracticeThread() async throws {
        try await SiteStage.run { stage in
            for link in ["https://harbour.example/@tove/4", "harbour.example/@tove/4"] {
                #expect(try await led(stage, link) == "/practice?step=3&post=3")
            }
            for link in ["https://harbour.example/@tove/-9223372036854775808", "https://harbour.example/"] {
                #expect(try await led(stage, link) == "/practice?step=3&post=0")
            }
            let page = try await stage.get("/https://harbour.example/@tove/4")
            #expect(page.headers["location"] == "/practice?step=3&post=3")
            #expect(try await stage.get("/practice?step=3&post=3").body.contains("Incomplete"))
        }
    }

    @Test func whatIsNotKeptCanBeLookedFor() async throws {
        try await SiteStage.run(changing: { $0.origin = "https://skein.example" }) { stage in
            for address in ["/thread/x/20", "/thread/x/20/history"] {
                let page = try await stage.get(address, SiteStage.stranger)
                #expect(page.status == 404 && !page.body.contains("Look for this thread"))
            }
        }
        try await SiteStage.run { stage in
            for (address, link) in [
                ("/thread/x/20", "https://x.com/i/status/20"), ("/thread/x/20/history", "https://x.com/i/status/20"),
                ("/thread/bluesky/ines.example.com/3kabc", "https://bsky.app/profile/ines.example.com/post/3kabc"),
                ("/thread/mastodon/social.example/12", "https://social.example/web/statuses/12"),
            ] {
                let page = try await stage.get(address)
                #expect(page.status == 404 && page.body.contains("<button>Look for this thread on "))
                #expect(page.body.contains("<input type=\"hidden\" name=\"link\" value=\"\(link)\">"), "\(address)")
            }
            for address in [
                "/nowhere", "/thread/x/abc", "/thread/mastodon/a/b", "/thread/bluesky/a/%22%3E", "/author/x/1",
            ] {
                let page = try await stage.get(address)
                #expect(page.status == 404 && !page.body.contains("Look for this thread"), "\(address)")
            }
        }
    }
}
