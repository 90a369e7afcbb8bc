import Foundation
import Simulated
import Testing

@testable import Unroll

/// Every parser of foreign bytes alone, on damaged samples.
@Suite struct ParserFuzzTests {
    private func mutations(_ samples: [String], _ seed: UInt64, usually: Int, _ test: (String) throws -> Void) rethrows
    {
        var mutator = Mutator(seed: seed)
        for round in 0..<FuzzRounds.count(usually: usually) {
            try test(mutator.damaged(samples[round % samples.count]))
        }
    }

    @Test func htmlFuzz() throws {
        let emoji = [CustomEmoji(shortcode: "teapot", url: try #require(Link("https://media.example/teapot.png")))]
        mutations(HTMLCases.all.map(\.html), 21, usually: 3000) { html in
            let read = PostHTML.read(html, emoji: emoji)
            Soundness.check(read.facets, in: read.text, "\(html)")
            var events = HTMLEvents(html.utf8)
            while events.next() != nil {}
            #expect(events.steps <= 600 * (html.utf8.count + 10), "\(html)")
        }
    }

    @Test func linkFuzz() {
        let samples = [
            "https://a.example/b?c=d#e", "mailto:ines@a.example", "HTTP://a.example:80/ü", " https://a.example ",
        ]
        mutations(samples, 22, usually: 5000) { text in
            guard let link = Link(text) else { return }
            #expect(Link(link.text) == link, "\(text)")
            #expect(!link.text.utf8.contains { $0 <= 0x20 || $0 == 0x22 || $0 == 0x3c || $0 == 0x3e || $0 == 0x7f })
            #expect(["http", "https", "mailto"].contains(link.text.prefix { $0 != ":" }.lowercased()))
        }
    }

    @Test func pastedTextFuzz() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Links.txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        mutations(lines, 23, usually: 6000) { text in
            guard let link = try? PostLink(text) else { return }
            switch link {
            case .x(let link): #expect(!link.id.isEmpty && link.id.allSatisfy { ("0"..."9").contains($0) }, "\(text)")
            case .bluesky(let link): #expect(RecordKey.isValid(link.rkey), "\(text)")
            case .mastodon(let link):
                #expect(MastodonServer(of: link.origin, settings: BackfillSettings()) != nil, "\(text)")
            }
        }
    }

    @Test func timestampFuzz() {
        let samples = [
            "2025-05-02T08:15:30.250Z", "2025-05-02", "Wed Oct 10 20:19:24 +0000 2018", "Sun, 06 Nov 1994 08:49:37 GMT",
        ]
        mutations(samples, 24, usually: 6000) { text in
            for instant in [Timestamp(rfc3339: text), Timestamp(x: text), Timestamp(http: text)].compactMap({ $0 }) {
                #expect(abs(instant.milliseconds) < 300_000_000_000_000, "\(text)")
                if instant.parts.year >= 0 { #expect(Timestamp(rfc3339: instant.rfc3339) == instant, "\(text)") }
            }
        }
    }

    @Test func rateLimitFuzz() {
        let now = Timestamp(seconds: 1_790_000_000)
        let samples = ["120", "1790000300", "2026-09-21T14:00:00.000000Z", "Mon, 21 Sep 2026 14:00:00 GMT", "0"]
        let names = [
            "retry-after", "x-rate-limit-reset", "ratelimit-reset", "x-ratelimit-reset", "x-ratelimit-remaining",
        ]
        var mutator = Mutator(seed: 25)
        for round in 0..<FuzzRounds.count(usually: 4000) {
            var response = Response(status: round % 2 == 0 ? 429 : 503, body: [], url: "", received: now)
            for name in names where mutator.isLucky(oneIn: 2) {
                response.headers[name] = mutator.damaged(samples[round % samples.count])
            }
            for attempt in [1, 7, 1000] {
                let wait = RateLimit.wait(after: response, attempt: attempt)
                #expect(response.status == 503 || wait != nil)
                #expect(wait.map { $0 > now } ?? true, "\(response.headers)")
            }
            if let end = RateLimit.exhausted(response) { #expect(end > now, "\(response.headers)") }
        }
    }

    @Test func identityDocumentFuzz() throws {
        let recording = try Recording(json: ProjectRecordings.bytes("bluesky/lone-answer"))
        let exchange = try #require(recording.exchanges.first { $0.url.hasPrefix("https://plc.directory/") })
        let did = try #require(DID(URLParts(exchange.url)?.segments.first ?? ""))
        var mutator = Mutator(seed: 26)
        var homes: Set<String> = []
        for _ in 0..<FuzzRounds.count(usually: 1500) {
            let body = mutator.damagedJSON(exchange.body)
            guard let home = DIDDocument(body, of: did, plainHosts: [])?.home else { continue }
            #expect(URLParts(home)?.origin == home && home.hasPrefix("https://"))
            homes.insert(home)
        }
        #expect(!homes.isEmpty)
    }

    @Test func identifierFuzz() {
        let samples = [
            "did:plc:efzot7apltvku47hpvn6ccjo", "did:web:a.example%3A8080", "marit.example.com",
            "at://did:plc:efzot7apltvku47hpvn6ccjo/app.bsky.feed.post/3mgkwmsxtst27", "3mgkwmsxtst27", "pt_BR",
            "zh-hant-TW",
        ]
        mutations(samples, 27, usually: 8000) { text in
            if let did = DID(text) { #expect(did.text == text) }
            if let handle = Handle(text) { #expect(Handle(handle.text) == handle) }
            if let address = RecordAddress(text) { #expect(RecordAddress(address.description) == address, "\(text)") }
            if let tid = TID(text) { #expect(tid.text == text || tid.value == .max) }
            if let tag = LanguageTag.normalized(text) { #expect(LanguageTag.normalized(tag) == tag, "\(text)") }
        }
    }

    @Test func recordingFuzz() throws {
        let bytes = try ProjectRecordings.bytes("x/unofficial-fxtwitter")
        var mutator = Mutator(seed: 28)
        var read = 0
        for _ in 0..<FuzzRounds.count(usually: 60) {
            guard let recording = try? Recording(json: mutator.damagedJSON(bytes)) else { continue }
            read += 1
            var playback = Playback(recording)
            for exchange in recording.exchanges.prefix(50) { _ = playback.answer(to: Request(exchange.url)) }
        }
        #expect(read > 0)
    }
}
