import Loopback
import Simulated
import Synchronization
import Testing
import Unroll

@testable import Fetch

/// Servers that say anything at all: there is always an end, and never more than was asked for.
@Suite(.timeLimit(.minutes(5))) struct HostileAnswerTests {
    private static let seeds: [[UInt8]] =
        [
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Tea: green\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nx: y\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\nhello",
            "HTTP/1.0 302 Found\r\nLocation: /b\r\nLocation: //c\r\nContent-Length: 99999999999\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 429 \r\nRetry-After: 1\r\nContent-Encoding: gzip\r\nConnection: keep-alive\r\n\r\n",
        ].map { Array($0.utf8) } + [
            Array("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".utf8) + Gzip.stored(Array("hello".utf8)),
            Array("HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n".utf8) + Gzip.bomb(unpacking: 100_000),
        ]

    @Test func fuzzedAnswersEnd() async throws {
        let answers = Mutations(seeds: Self.seeds, seed: 31)
        let server = try await LoopbackServer.start { _ in .raw(answers.next(), ending: .close) }
        var limits = FetchLimits.patient
        limits.attempts = 1
        let http = NetworkHTTP.allowing(server, limits: limits)
        var (answered, failed) = (0, 0)
        for round in 0..<FuzzRounds.count(usually: 600) {
            switch await http.answer(to: Request(server.origin, maximumBytes: 4096)) {
            case .success(let response):
                #expect(response.body.count <= 4096)
                #expect(response.headers.keys.allSatisfy { $0 == $0.lowercased() })
                answered += 1
            case .failure(let failure):
                let expected: [FetchFailure] = [
                    .connectionLost, .tooLarge, .tooManyRedirects, .refusedURL, .refusedRedirect, .refusedAddress,
                    .unknownHost, .unreachable,
                ]
                #expect(expected.contains(failure), "round \(round)")
                failed += 1
            }
        }
        #expect(answered > 20 && failed > 20)
        await http.close()
        await server.stop()
    }
}

/// Ever new damaged versions of some bytes.
private final class Mutations: Sendable {
    private let seeds: [[UInt8]]
    private let random: Mutex<SplitMix>

    init(seeds: [[UInt8]], seed: UInt64) {
        self.seeds = seeds
        random = Mutex(SplitMix(seed: seed))
    }

    func next() -> [UInt8] {
        random.withLock { random in
            var bytes = seeds.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 0...5, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 2: bytes.insert(contentsOf: bytes.suffix(20), at: place)
                default: bytes.removeLast(min(place, 10))
                }
            }
            return bytes
        }
    }
}
