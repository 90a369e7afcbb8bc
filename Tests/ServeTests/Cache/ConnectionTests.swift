import NIOCore
import Testing
import Unroll

@testable import Serve

/// Clients that take their time, and many that do nothing.
@Suite(.timeLimit(.minutes(2)), .serialized) struct ConnectionTests {
    @Test func aHeadThatComesByteByByteIsCutOff() async throws {
        try await SiteStage.run(changing: { $0.patience = 300 }) { site in
            let slow = try await RawConnection(port: site.port)
            try await slow.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
            let writing = Task {
                while !Task.isCancelled {
                    try await slow.send("x")
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            #expect(try await slow.bytes().isEmpty, "closed without an answer")
            writing.cancel()
            #expect(try await site.ask("/healthz").status == 200)
        }
    }

    @Test func aBodyThatDoesNotComeIsCutOff() async throws {
        try await SiteStage.run(changing: { $0.patience = 300 }) { site in
            let slow = try await RawConnection(port: site.port)
            try await slow.send(
                "POST /unroll HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nlink=")
            #expect(try await slow.bytes().isEmpty)
        }
    }

    /// Whoever asks and asks, and takes in nothing, is sent no more than fits on the way.
    @Test func whoeverTakesInNothingIsCutOff() async throws {
        try await SiteStage.run(changing: { $0.patience = 300 }) { site in
            let slow = try await RawConnection(port: site.port)
            let request = "GET /help HTTP/1.1\r\nHost: localhost\r\n\r\n"
            let requests = Array(String(repeating: request, count: 500).utf8)
            let sending = Task.detached { while slow.sendPart(requests) > 0 {} }
            await sending.value
            #expect(try await site.ask("/healthz").status == 200)
        }
    }

    @Test func requestsInOneGoAreAnsweredInOrder() async throws {
        try await SiteStage.run { site in
            let connection = try await RawConnection(port: site.port)
            let fields = "Host: localhost\r\n\r\n"
            try await connection.send(
                "GET /healthz HTTP/1.1\r\n" + fields + "GET /nowhere HTTP/1.1\r\n" + fields
                    + "GET /healthz HTTP/1.1\r\n"
                    + "Connection: close\r\n" + fields)
            var text = ""
            while case let bytes = try await connection.bytes(), !bytes.isEmpty {
                text += String(decoding: bytes, as: UTF8.self)
            }
            let statuses = text.split(separator: "HTTP/1.1 ").map { String($0.prefix(3)) }
            #expect(statuses == ["200", "404", "200"])
        }
    }

    @Test func tenThousandIdleConnectionsDoNoHarm() async throws {
        let limit = OpenFiles.raiseLimit()
        // Each has two ends in this process.
        let count = min(10_000, (limit - 2 * OpenFiles.ownNeeds) / 2)
        try await SiteStage.run { site in
            var idle: [RawConnection] = []
            for _ in 0..<count { idle.append(try await RawConnection(port: site.port)) }
            #expect(try await site.ask("/healthz").status == 200)
            #expect(idle.count == count)
        }
    }

    @Test func aPhaseHasALimitOfTime() {
        let start = NIODeadline.uptimeNanoseconds(0)
        func at(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }
        var phase = ConnectionPhase(patience: .seconds(30), now: start)
        #expect(phase.deadline(now: at(10)) == at(30))
        phase.headRead(now: at(10))
        #expect(phase.deadline(now: at(20)) == at(40), "for the body")
        phase.passedOn()
        phase.endRead(now: at(20))
        #expect(!phase.isFree)
        #expect(phase.deadline(now: at(500)) == at(530), "while it is answered")
        phase.isWritable(false, now: at(500))
        #expect(phase.deadline(now: at(501)) == at(530), "while nothing is taken in")
        phase.isWritable(true, now: at(510))
        phase.answered(now: at(511))
        #expect(phase.isFree)
        #expect(phase.deadline(now: at(512)) == at(541), "until the next request")
    }

    @Test(
        arguments: [
            (nil, .identity), ("", .identity), ("gzip", .gzip), ("gzip, deflate, br, zstd", .brotli),
            ("br;q=0, gzip;q=0.5", .gzip), ("GZIP;q=0.0", .identity), ("*", .identity), ("x-gzip", .gzip),
        ] as [(String?, ContentEncoding)]) func theBestPackingIsChosen(_ header: String?, _ encoding: ContentEncoding)
    {
        #expect(ContentEncoding(accepting: header) == encoding)
    }
}
