import Foundation
import Simulated
import Testing

@testable import Unroll

@Suite("Bluesky recordings")
struct BlueskyRecordingTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Recordings/bluesky")

    static func recording(_ name: String) throws -> Recording {
        try Recording(json: Array(try Data(contentsOf: folder.appending(path: name + ".json"))))
    }

    /// Read once: there are many of them.
    static let lexicons = Result { try BlueskyLexiconCheck(folder: "specs/atproto/lexicons") }

    static let names = [
        "lighthouse", "deleted-root", "deleted-middle", "home-down", "quotes", "login-only", "lone-answer", "media",
        "handle-by-dns", "not-indexed",
    ]

    /// Plays a recording for one of its links; what was asked must be in it.
    static func gather(_ name: String, _ link: Int = 0) throws -> Conversation {
        let recording = try recording(name)
        let links = try #require(recording.links)
        let segments = try #require(URLParts(links[link])).segments
        let server: SimulatedServer = { request in
            var playback = Playback(recording)
            let kind: Request.Kind = request.url.hasPrefix("dns:") ? .dnsText : .http
            let result = playback.answer(to: Request(request.url, kind: kind, accept: request.headers["accept"] ?? ""))
            if case .failure(.notRecorded) = result { Issue.record("not recorded: \(request.url)") }
            return result
        }
        let start = try #require(Timestamp(rfc3339: recording.at ?? ""))
        let link = PostLink.BlueskyLink(actor: segments[1], rkey: segments[3])
        return try run(Backfill(.bluesky(link), settings: BackfillSettings()), against: server, start: start)
            .conversation
    }

    @Test(arguments: [
        ("lighthouse", 3, 11, 0, []), ("deleted-root", 2, 3, 1, []), ("deleted-middle", 2, 4, 1, []),
        ("home-down", 1, 13, 0, [Shortfall.homeUnavailable]), ("quotes", 1, 10, 0, []), ("lone-answer", 1, 5, 0, []),
        ("media", 1, 5, 0, []), ("handle-by-dns", 1, 3, 0, []), ("not-indexed", 1, 3, 0, []),
    ])
    func eachLinkGivesTheSame(
        _ name: String, _ links: Int, _ posts: Int, _ tombstones: Int, _ shortfalls: [Shortfall]
    ) throws {
        var all: [Set<PostID>] = []
        for link in 0..<links {
            let conversation = try Self.gather(name, link)
            all.append(Set(conversation.entries.map(\.id)))
            let shown = conversation.posts.map(\.id).count
            #expect(conversation.entries.count - shown == tombstones)
            #expect(shown == posts)
            #expect(conversation.shortfalls == shortfalls)
        }
        #expect(Set(all).count == 1)
    }

    @Test func loginOnly() { #expect(throws: BackfillFailure.loginOnly) { try Self.gather("login-only") } }

    @Test func theLighthouseIsComplete() throws {
        let thread = try unroll(try Self.gather("lighthouse", 1))
        #expect(thread.posts.count == 11)
        #expect(thread.completeness.state == .complete)
        #expect(thread.completeness.expected == 11)
        #expect(thread.author.bio == "Restores optics for lighthouses. Glass, brass, patience.")
        #expect(thread.author.handle == "marit.example.com")
        #expect(thread.posts.flatMap(\.attachments).count == 4)
        #expect(thread.posts.flatMap(\.attachments).allSatisfy { !$0.alt.isEmpty && $0.width != nil })
        #expect(thread.posts[9].card?.title == "Ring angles for a stepped lens")
        #expect(thread.posts[9].facets.count == 3)
        guard case .post(let quoted)? = thread.posts[7].quote else { return #expect(Bool(false)) }
        #expect(quoted.author.name == "Keeper of Lamps")
        #expect(quoted.attachments.count == 1)
        #expect(thread.url?.text.hasPrefix("https://bsky.app/profile/marit.example.com/post/") == true)
    }

    @Test func quotesInEveryState() throws {
        let posts = try Self.gather("quotes").posts.sorted { $0.order < $1.order }
        let states = posts.map { post -> String in
            switch post.quote {
            case .post: "post"
            case .placeholder(let placeholder): placeholder.state.rawValue
            case nil: post.card?.title ?? "none"
            }
        }
        #expect(
            states == [
                "none", "post", "deleted", "not-visible", "withdrawn", "not-visible", "Rivers", "Bird people",
                "Mudlarks",
                "post",
            ])
        #expect(posts[9].attachments.count == 1)
        #expect(posts[6].card?.url.text == "https://bsky.app/profile/cosmo.example.org/feed/rivers")
        guard case .post(let outer)? = posts[1].quote, case .post(let middle)? = outer.quote,
            case .placeholder(let inner)? = middle.quote
        else { return #expect(Bool(false)) }
        #expect(inner.state == .notLoaded)
        #expect(inner.url != nil)
    }

    @Test func mediaOfEveryKind() throws {
        let posts = try Self.gather("media").posts.sorted { $0.order < $1.order }
        #expect(posts[0].attachments.count == 5)
        #expect(posts[0].attachments.allSatisfy { $0.kind == .image && $0.url != nil && $0.preview != nil })
        #expect(posts[1].attachments.map(\.kind) == [.video])
        #expect(posts[1].attachments[0].url?.text.hasSuffix("playlist.m3u8") == true)
        #expect(posts[2].attachments.map(\.kind) == [.gif])
        #expect(posts[3].isSensitive)
        #expect(posts[3].warning == "graphic media")
        #expect(posts[3].labels == ["graphic-media"])
        #expect(posts[4].card?.url.text.hasPrefix("https://media.tenor.com/") == true)
        #expect(posts.allSatisfy { $0.author.signals == .bot })
    }

    @Test func thePictureOfAFreshPostComesFromItsServer() throws {
        let posts = try Self.gather("not-indexed").posts.sorted { $0.order < $1.order }
        #expect(posts[2].attachments.first?.url?.text.contains("com.atproto.sync.getBlob") == true)
        #expect(posts[2].facets.count == 1)
        #expect(posts[2].author.name == "Sol")
    }

    @Test func theLanguageIsTheAuthors() throws {
        #expect(try Self.gather("handle-by-dns").posts.allSatisfy { $0.language == "de" })
    }

    @Test(
        "Recorded bodies are what the lexicons say",
        .enabled(if: SharedFolder.has("specs/atproto/lexicons"), "the shared lexicons are not here"), arguments: names)
    func lexicons(_ name: String) throws {
        let check = try Self.lexicons.get()
        for exchange in try Self.recording(name).exchanges where exchange.url.contains("/xrpc/") {
            guard let json = exchange.json, let method = URLParts(exchange.url)?.segments.last else { continue }
            let complaints =
                exchange.status == 200 ? check.complaints(about: json, from: method) : check.error(json)
            #expect(complaints == [], "\(method)")
            #expect(check.complaints(aboutQuery: URLParts(exchange.url)?.query ?? "", of: method) == [])
        }
    }
}
