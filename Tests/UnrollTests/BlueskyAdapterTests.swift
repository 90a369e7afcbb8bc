import Foundation
import Simulated
import Testing

@testable import Unroll

@Suite("Bluesky posts")
struct BlueskyAdapterTests {
    private static let now = Timestamp(seconds: 1_790_000_000)

    /// The entry for a view written out as JSON; `record` and `rest` replace parts of a plain one.
    private func entry(
        _ record: String = #"{"text": "Hello", "createdAt": "2025-05-02T08:15:30.000Z"}"#,
        _ rest: String = #""labels": []"#, author: String = #"{"did": "did:plc:tilda", "handle": "Tilda.Example.com"}"#
    ) throws -> Conversation.Entry {
        let json = """
            {"uri": "at://did:plc:tilda/app.bsky.feed.post/3loaaaaaaaa2a", "cid": "x", "author": \(author),
             "record": \(record), "indexedAt": "2025-05-02T08:15:31.000Z", \(rest)}
            """
        let view = try JSONDecoder().decode(PostViewWire.self, from: Data(json.utf8))
        return try #require(BlueskyPost(now: Self.now).entry(view))
    }

    private func post(
        _ record: String = #"{"text": "Hello", "createdAt": "2025-05-02T08:15:30.000Z"}"#,
        _ rest: String = #""labels": []"#, author: String = #"{"did": "did:plc:tilda", "handle": "Tilda.Example.com"}"#
    ) throws -> Post {
        guard case .post(let post) = try entry(record, rest, author: author) else { throw NoPost() }
        return post
    }

    private struct NoPost: Error {}

    private func facets(_ text: String, _ marks: [(Int, Int, String)]) throws -> [Facet] {
        let json = marks.map { #"{"index": {"byteStart": \#($0.0), "byteEnd": \#($0.1)}, "features": [\#($0.2)]}"# }
        let wires = try JSONDecoder().decode(
            [FacetWire].self, from: Data("[\(json.joined(separator: ","))]".utf8))
        return BlueskyFacets.read(wires, in: text)
    }

    private let tag = #"{"$type": "app.bsky.richtext.facet#tag", "tag": "sea"}"#

    @Test func bytesBecomeCodePoints() throws {
        let text = "🌊é #sea"
        #expect(try facets(text, [(7, 11, tag)]).map(\.range) == [3..<7])
        let link = #"{"uri": "https://example.org/long?q=1"}"#
        let found = try facets("see ex.org/…", [(4, 14, link)])
        let target = try #require(Link("https://example.org/long?q=1"))
        #expect(found == [Facet(4..<12, .link(LinkForms(expanded: target, display: "ex.org/…")))])
    }

    @Test func mentionsKnowTheAccount() throws {
        let found = try facets("@tilda.example.com", [(0, 18, #"{"did": "did:plc:tilda"}"#)])
        let url = Link("https://bsky.app/profile/did:plc:tilda")
        #expect(
            found.map(\.kind) == [.mention(handle: "tilda.example.com", id: Author.ID("did:plc:tilda"), url: url)])
    }

    @Test(arguments: [(1, 3), (0, 2), (-1, 3), (5, 99), (6, 6), (7, 5), (.min, .max), (0, .max)])
    func marksThatDoNotFitAreLeftOut(_ start: Int, _ end: Int) throws {
        #expect(try facets("🌊 sea 🌊", [(start, end, tag)]) == [])
    }

    @Test func theFirstOfOverlappingMarksCounts() throws {
        let found = try facets("one two three", [(4, 13, tag), (0, 7, tag), (8, 13, tag)])
        #expect(found.map(\.range) == [0..<7, 8..<13])
    }

    @Test(arguments: [
        #"{"uri": "javascript:alert(1)"}"#, #"{"uri": "file:///etc"}"#, #"{"did": "tilda"}"#, #"{"tag": ""}"#, "{}",
        "3",
    ])
    func featuresThatLeadNowhereAreLeftOut(_ feature: String) throws {
        #expect(try facets("some words", [(0, 4, feature)]) == [])
    }

    @Test func aPlainPost() throws {
        let post = try post()
        #expect(post.id.value == "at://did:plc:tilda/app.bsky.feed.post/3loaaaaaaaa2a")
        #expect(post.url?.text == "https://bsky.app/profile/tilda.example.com/post/3loaaaaaaaa2a")
        #expect(post.author.id == Author.ID("did:plc:tilda"))
        #expect(post.order == TID("3loaaaaaaaa2a")?.value)
        #expect(post.published.rfc3339 == "2025-05-02T08:15:30Z")
    }

    @Test func aHandleThatLeadsNowhereIsNotShown() throws {
        let post = try post(author: #"{"did": "did:plc:tilda", "handle": "handle.invalid"}"#)
        #expect(post.author.handle == "did:plc:tilda")
        #expect(post.url?.text == "https://bsky.app/profile/did:plc:tilda/post/3loaaaaaaaa2a")
    }

    @Test func aBridgedPostIsWhole() throws {
        let record = #"""
            {"text": "A long story about […]", "createdAt": "2025-05-02T08:15:30.000Z",
             "bridgyOriginalText": "<p>A long story about <b>tea</b> &amp; trains.</p><p>Its end.</p>"}
            """#
        let post = try post(record, author: #"{"did": "did:plc:tilda", "handle": "tilda.a.example.ap.brid.gy"}"#)
        #expect(post.text == "A long story about tea & trains.\n\nIts end.")
        #expect(post.facets == [Facet(19..<22, .bold)])
        #expect(post.raw?.hasPrefix("<p>A long story") == true)
        #expect(try self.post(record).text == "A long story about […]")
    }

    @Test(arguments: [
        ("2009-01-01T00:00:00Z", "2009-01-01T00:00:00Z"), ("2031-01-01T00:00:00Z", "2025-05-02T08:15:31Z"),
        ("0001-01-01T00:00:00Z", "2025-05-02T08:15:31Z"), ("yesterday", "2025-05-02T08:15:31Z"),
    ])
    func absurdDatesGiveWayToTheIndex(_ created: String, _ published: String) throws {
        #expect(try post(#"{"text": "", "createdAt": "\#(created)"}"#).published.rfc3339 == published)
    }

    @Test(arguments: [
        (#"[{"val": "porn"}]"#, "porn"), (#"[{"val": "sexual"}, {"val": "nudity"}]"#, "sexual, nudity"),
        (#"[{"val": "porn"}, {"val": "porn", "neg": true}]"#, nil), (#"[{"val": "!warn"}]"#, "warning"),
        (#"[{"val": "porn", "exp": "2026-01-01T00:00:00Z"}]"#, nil), (#"[{"val": "tasty"}, 4, {}]"#, nil),
    ])
    func labelsWarn(_ labels: String, _ warning: String?) throws {
        let post = try post(#"{"text": "x"}"#, #""labels": \#(labels)"#)
        #expect(post.warning == warning)
        #expect(post.isSensitive == (warning != nil))
    }

    @Test func selfLabelsAndAccountLabelsCount() throws {
        let record = #"{"text": "x", "labels": {"$type": "x", "values": [{"val": "nudity"}]}}"#
        #expect(try post(record).labels == ["nudity"])
        let author =
            #"{"did": "did:plc:tilda", "handle": "a.test", "labels": [{"val": "porn", "uri": "did:plc:tilda"}, {"val": "bot", "uri": "at://did:plc:tilda/app.bsky.actor.profile/self"}]}"#
        let post = try post(author: author)
        #expect(post.labels == ["porn"])
        #expect(post.author.signals == .bot)
    }

    @Test func aPostUnderAnothersAddressIsNone() throws {
        let json =
            #"{"uri": "at://did:plc:tilda/app.bsky.feed.post/3l", "author": {"did": "did:plc:oren"}, "record": {}}"#
        let view = try JSONDecoder().decode(PostViewWire.self, from: Data(json.utf8))
        if BlueskyPost(now: Self.now).entry(view) != nil { Issue.record("taken") }
    }

    @Test(arguments: [
        #"{"$type": "app.bsky.embed.future#view", "thing": 4}"#, "7", "[]", #"{"images": 7}"#, #"{"record": "x"}"#,
        #"{"external": {"title": "no address"}}"#, #"{"external": {"uri": "javascript:1", "title": "x"}}"#,
    ])
    func embedsNobodyKnowsAreLeftOut(_ embed: String) throws {
        let post = try post(#"{"text": "x"}"#, #""embed": \#(embed)"#)
        #expect(post.text == "x")
        #expect(post.attachments == [])
        #expect(post.card == nil)
    }

    @Test func aQuoteWithoutAViewHasItsAddress() throws {
        let post = try post(
            #"{"text": "x", "embed": {"record": {"uri": "at://did:plc:oren/app.bsky.feed.post/3laaa", "cid": "x"}}}"#)
        guard case .placeholder(let placeholder)? = post.quote else { throw NoPost() }
        #expect(placeholder.state == .notLoaded)
        #expect(placeholder.url?.text == "https://bsky.app/profile/did:plc:oren/post/3laaa")
    }

    @Test(arguments: [10, 60, 10_000])
    func nestedQuotesEnd(_ depth: Int) throws {
        let open =
            #"{"record": {"uri": "at://did:plc:oren/app.bsky.feed.post/3laaa", "author": {"did": "did:plc:oren"}, "value": {"text": "x"}, "embeds": ["#
        let json = String(repeating: open, count: depth) + String(repeating: "]}}", count: depth)
        let body =
            #"{"thread": {"post": {"uri": "at://did:plc:tilda/app.bsky.feed.post/3loaaaaaaaa2a", "author": {"did": "did:plc:tilda"}, "record": {"text": "x"}, "embed": \#(json)}}}"#
        let response = Response(status: 200, body: Array(body.utf8), url: "", received: Self.now)
        let thread = try? XRPC.read(.success(response), as: ThreadWire.self, from: "x")
        #expect((thread == nil) == (depth > 100))
        guard case .post(let view, _, _)? = thread?.thread,
            case .post(let post)? = BlueskyPost(now: Self.now).entry(view), case .post(let outer)? = post.quote,
            case .post(let middle)? = outer.quote
        else { return #expect(depth > 100) }
        #expect(middle.quote == .placeholder(QuotePlaceholder(.notLoaded, id: outer.id, url: outer.url)))
    }

    @Test(
        "Views recorded from the AppView decode",
        .enabled(if: SharedFolder.has("recordings/atproto"), "the shared recordings are not here"),
        arguments: [
            "appview-snapshots/thread.json", "appview-snapshots/blocks.json",
        ])
    func recordedThreads(_ name: String) throws {
        let snapshots = try JSONValue(parsing: SharedFolder.read("recordings/atproto/" + name)).object
        #expect(!snapshots.isEmpty)
        for (title, value) in snapshots {
            let body = Array(try JSONEncoder().encode(value["thread"] == nil ? .object(["thread": value]) : value))
            let response = Response(status: 200, body: body, url: "", received: Self.now)
            let thread = try XRPC.read(.success(response), as: ThreadWire.self, from: title).thread
            var pool = BlueskyPool()
            pool.admit(thread, now: Self.now)
            #expect(pool.all.contains { _ in true }, "\(title)")
        }
    }

    @Test(
        "Every recorded view of a post becomes a post",
        .enabled(if: SharedFolder.has("recordings/atproto"), "the shared recordings are not here"))
    func recordedPosts() throws {
        var waiting: [JSONValue] = []
        let names = SharedFolder.files(in: "recordings/atproto/appview-snapshots").map { "appview-snapshots/" + $0 }
        for name in names + ["thread_view_post_with_embed_media.json"] {
            waiting.append(try JSONValue(parsing: SharedFolder.read("recordings/atproto/" + name)))
        }
        var count = 0
        while let value = waiting.popLast() {
            waiting += value.list + value.object.values
            guard value["record"]?["$type"]?.string == "app.bsky.feed.post", value["author"] != nil,
                value["uri"]?.string != nil, value["reason"] == nil
            else { continue }
            let view = try JSONDecoder().decode(PostViewWire.self, from: JSONEncoder().encode(value))
            let embed = value["embed"]?["$type"]?.string
            guard case .post(let post)? = BlueskyPost(now: Self.now).entry(view) else { continue }
            count += 1
            #expect(post.text == value["record"]?["text"]?.string)
            switch embed {
            case "app.bsky.embed.images#view", "app.bsky.embed.gallery#view", "app.bsky.embed.video#view":
                #expect(!post.attachments.isEmpty)
            case "app.bsky.embed.record#view": #expect(post.quote != nil || post.card != nil)
            case "app.bsky.embed.recordWithMedia#view": #expect(post.quote != nil && !post.attachments.isEmpty)
            case "app.bsky.embed.external#view": #expect(post.card != nil)
            default: break
            }
        }
        #expect(count > 100)
    }

    @Test(
        "Recorded identity documents and records decode",
        .enabled(if: SharedFolder.has("recordings/atproto"), "the shared recordings are not here"))
    func recordedIdentity() throws {
        let recorded = try JSONValue(parsing: SharedFolder.read("recordings/atproto/did_doc.json"))
        let did = try #require(DID(recorded["did"]?.string ?? ""))
        let body = Array(try JSONEncoder().encode(#require(recorded["didDoc"])))
        let document = try #require(DIDDocument(body, of: did, plainHosts: []))
        #expect(document.handle?.text == recorded["handle"]?.string)
        #expect(document.home?.hasPrefix("https://") == true)
        for name in ["post_record.json", "extended_post_record.json"] {
            let bytes = try SharedFolder.read("recordings/atproto/" + name)
            let record = try JSONDecoder().decode(RecordsWire.Record.self, from: Data(bytes))
            #expect(record.value.text?.isEmpty == false)
            #expect(record.value.createdAt.flatMap { Timestamp(rfc3339: $0) } != nil)
        }
    }
}
