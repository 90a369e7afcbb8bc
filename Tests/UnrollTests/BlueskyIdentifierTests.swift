import Simulated
import Testing
import Unroll

@Suite("Bluesky identifiers")
struct BlueskyIdentifierTests {
    @Test(arguments: [
        "did:plc:ewvi7nxzyoun6zhxrhs64oiz", "did:web:shore.example.com", "did:web:localhost%3A4000", "did:m:-",
    ])
    func takesDIDs(_ text: String) { #expect(DID(text)?.text == text) }

    @Test(arguments: [
        "", "did:", "did:plc", "did:plc:", "did:PLC:abc", "did:plc:abc:", "did:plc:a/b", "did:plc:a b", "did:plc:é",
        "xdid:plc:a",
        "did:plc:" + String(repeating: "a", count: 2100),
    ])
    func refusesOtherDIDs(_ text: String) { #expect(DID(text) == nil) }

    @Test func partsOfADID() throws {
        let did = try #require(DID("did:web:localhost%3A4000"))
        #expect(did.method == "web")
        #expect(did.identifier == "localhost%3A4000")
    }

    @Test func handlesAreInLowerCase() { #expect(Handle("Tilda.Example.COM")?.text == "tilda.example.com") }

    @Test(arguments: [
        "tilda", "tilda.", "-a.example.com", "a..example.com", "127.0.0.1", "tilda.4x", "bü.example.com", "a_b.test",
    ])
    func refusesOtherHandles(_ text: String) { #expect(Handle(text) == nil) }

    @Test(arguments: [
        ("2222222222222", 0), ("2222222222223", 1), ("3222222222222", 1 << 60), ("bzzzzzzzzzzzz", Int64.max),
    ])
    func tidsCount(_ text: String, _ value: Int64) {
        #expect(TID(text)?.value == value)
        #expect(TID(value: value).text == text)
    }

    @Test func theFarthestFutureIsOneInstant() { #expect(TID("jzzzzzzzzzzzz")?.value == .max) }

    @Test func tidsKeepTheirInstant() throws {
        let instant = try #require(Timestamp(rfc3339: "2025-03-14T09:26:53.589Z"))
        let tid = TID(instant)
        #expect(tid.instant == instant)
        #expect(TID(tid.text) == tid)
        #expect(tid < TID(instant.advanced(byMilliseconds: 1)))
        #expect(TID(Timestamp(milliseconds: .max)).value == .max)
        #expect(TID(Timestamp(milliseconds: .min)).value == 0)
    }

    @Test(arguments: ["at://did:plc:abc/app.bsky.feed.post/3kaaa", "at://did:web:a.test/app.bsky.graph.list/self"])
    func takesAddresses(_ text: String) { #expect(RecordAddress(text)?.description == text) }

    @Test(arguments: [
        "", "at://", "at://did:plc:abc", "at://tilda.example.com/app.bsky.feed.post/3kaaa",
        "at://did:plc:abc/app.bsky.feed.post/",
        "at://did:plc:abc/app.bsky.feed.post/a/b", "at://did:plc:abc/app.bsky.feed.post/a?b",
        "https://did:plc:abc/a.b.c/d",
        "at://did:plc:abc/a&b/c",
    ])
    func refusesOtherAddresses(_ text: String) { #expect(RecordAddress(text) == nil) }

    @Test(
        "The protocol's own lists of right and wrong identifiers",
        .enabled(if: SharedFolder.has("specs/atproto"), "the shared specifications are not here"),
        arguments: ["did", "handle", "tid", "recordkey"])
    func interop(_ kind: String) throws {
        for isValid in [true, false] {
            let name = "\(kind)_syntax_\(isValid ? "" : "in")valid.txt"
            let bytes = try SharedFolder.read("specs/atproto/interop/interop-test-files/syntax/" + name)
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
                .filter { !$0.hasPrefix("#") }
            #expect(!lines.isEmpty)
            for line in lines {
                let isTaken =
                    switch kind {
                    case "did": DID(line) != nil
                    case "handle": Handle(line) != nil
                    case "tid": TID(line) != nil
                    default: RecordKey.isValid(line)
                    }
                #expect(isTaken == isValid, "\(kind) \(line)")
            }
        }
    }
}
