import Loopback
import Simulated
import Testing
import Unroll

@testable import Fetch

@Suite(.timeLimit(.minutes(1))) struct TextRecordTests {
    /// `_a.b`, TXT, IN.
    private static let question: [UInt8] = [7, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 0x5f, 0x61, 1, 0x62, 0, 0, 16, 0, 1]

    @Test func recordsAreJoinedFromTheirStrings() throws {
        let message = NameMessage.answer(to: Self.question, texts: [["did=did:plc:", "abc"], [], ["a\nb", "\u{1}"]])
        let records = try #require(TextRecords(message))
        #expect(records.records.map { String(decoding: $0, as: UTF8.self) } == ["did=did:plc:abc", "", "a\nb\u{1}"])
        #expect(String(decoding: records.lines, as: UTF8.self) == "did=did:plc:abc\n\na b \n")
    }

    @Test func otherRecordsAreSteppedOver() throws {
        let header: [UInt8] = [0, 0, 0x81, 0x80, 0, 0, 0, 3, 0, 0, 0, 0]
        // An alias with a name that ends in a pointer, a TXT record of another class, and the record.
        let alias: [UInt8] = [1, 0x61, 0, 0, 5, 0, 1, 0, 0, 0, 0, 0, 4, 1, 0x62, 0xc0, 12]
        let chaos: [UInt8] = [1, 0x62, 0xc0, 12, 0, 16, 0, 3, 0, 0, 0, 0, 0, 2, 1, 0x78]
        let text: [UInt8] = [0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 0, 0, 3, 2, 0x68, 0x69]
        #expect(TextRecords(header + alias + chaos + text)?.lines == Array("hi\n".utf8))
    }

    @Test func whatIsCutOffIsNothing() {
        let message = NameMessage.answer(to: Self.question, texts: [["some", "text"], ["more"]])
        for length in 0..<message.count { #expect(TextRecords(Array(message.prefix(length))) == nil, "\(length)") }
        #expect(TextRecords(message + [1, 2, 3]) != nil)
    }

    @Test func mutatedMessagesAreHarmless() {
        var random = SplitMix(seed: 11)
        let sound = NameMessage.answer(to: Self.question, texts: [["did=did:plc:", "abc"], ["v=spf1"], ["x"]])
        for _ in 0..<FuzzRounds.count(usually: 20_000) {
            var message = sound
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                message[Int.random(in: 0..<message.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            message.removeLast(Int.random(in: 0...8, using: &random))
            guard let records = TextRecords(message) else { continue }
            #expect(records.records.reduce(0) { $0 + $1.count } <= message.count)
        }
    }

    @Test func lookUpsGoThroughLibresolv() async throws {
        let server = try await LoopbackNameServer.start(texts: [
            "_atproto.ines.test": [["did=did:plc:", "abc"], ["v=1"]], "bare.test": [],
        ])
        let resolver = SystemResolver(textPort: try #require(UInt16(exactly: server.port)))
        let http = NetworkHTTP(FetchSettings(), resolver: resolver)
        func ask(_ name: String, maximumBytes: Int = 100) async -> Result<Response, FetchFailure> {
            await http.answer(to: Request("dns:" + name, kind: .dnsText, maximumBytes: maximumBytes))
        }
        let response = try await ask("_atproto.Ines.test").get()
        #expect(response.status == 200)
        #expect(String(decoding: response.body, as: UTF8.self) == "did=did:plc:abc\nv=1\n")
        #expect(response.url == "dns:_atproto.Ines.test")
        #expect(await ask("bare.test").success?.body == [])
        #expect(await ask("unknown.test").failure == .unknownHost)
        #expect(await ask("_atproto.ines.test", maximumBytes: 10).failure == .tooLarge)
        for name in ["", "127.0.0.1", "a b.test", "a\u{0}.test", "::1"] {
            #expect(await ask(name).failure == .refusedURL, "\(name)")
        }
        await http.close()
        await server.stop()
    }

    @Test func theSystemKnowsLocalhost() async throws {
        let addresses = try await SystemResolver().addresses(of: "localhost")
        #expect(!addresses.isEmpty && addresses.allSatisfy { !$0.isPublic })
    }
}
