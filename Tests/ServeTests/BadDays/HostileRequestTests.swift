import Dispatch
import Fetch
import Foundation
import Glibc
import Store
import Testing
import Unroll

@testable import Serve

/// Requests that mean no good, as they come over the wire: a clear sentence with the right status, and the next visitor is answered.
@Suite(.timeLimit(.minutes(5)), .serialized) struct HostileRequestTests {
    private static let words = Words.english.site.errors

    @Test(arguments: [20_000, 1_000_000]) func anAddressWithoutEndIsRefused(length: Int) async throws {
        try await SiteStage.run { site in
            let path = "/search?q=" + String(repeating: "a", count: length)
            let answer = try await site.ask(path)
            #expect(answer.status == 414)
            expectPage(answer, Self.words.tooLong)
            #expect(try await site.ask("/healthz").status == 200)
        }
    }

    @Test func fieldsWithoutEndAreRefused() async throws {
        try await SiteStage.run { site in
            let long = ["Cookie": String(repeating: "a", count: 1_000_000)]
            let many = Dictionary(uniqueKeysWithValues: (0..<2000).map { ("X-\($0)", "a") })
            for fields in [long, many] {
                let answer = try await site.ask("/", fields)
                #expect(answer.status == 431)
                expectPage(answer, Self.words.tooManyFields)
            }
            #expect(try await site.ask("/healthz").status == 200)
        }
    }

    @Test(arguments: [
        "HELLO\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\r\n\r\n", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\n bad : x\r\n\r\n",
    ]) func whatIsNoRequestIsAnswered(text: String) async throws {
        try await SiteStage.run { site in
            let connection = try await RawConnection(port: site.port)
            try await connection.send(text)
            let answer = try await connection.answer()
            #expect(answer.status == 400)
            expectPage(answer, Self.words.unreadable)
            #expect(answer.fields["connection"] == "close")
            #expect(try await connection.bytes().isEmpty, "it is closed")
            #expect(try await site.ask("/healthz").status == 200)
        }
    }

    @Test(arguments: ["ZZ\r\n", "5\r\nlink=\r\nQQ\r\n\r\n"]) func aBrokenBodyIsAnsweredOnce(body: String) async throws {
        try await SiteStage.run { site in
            let connection = try await RawConnection(port: site.port)
            try await connection.send(
                "POST /unroll HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
            let answer = try await connection.answer()
            #expect(answer.status == 400)
            expectPage(answer, Self.words.unreadable)
            #expect(try await connection.bytes().isEmpty, "it is closed")
        }
    }

    /// A second request that somebody hides in the first one is not answered as if it were one.
    @Test func requestsAreNotSmuggled() async throws {
        try await SiteStage.run { site in
            let connection = try await RawConnection(port: site.port)
            try await connection.send(
                "POST /unroll HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try await connection.answer().status == 400)
            #expect(try await connection.bytes().isEmpty)
        }
    }

    @Test(
        arguments: [("POST /unroll", 100), ("POST /search", 2), ("GET /", 2), ("POST /thread/x/20/refresh", 2)],
        [true, false])
    func aBodyWithoutEndIsNotKept(_ request: (line: String, megabytes: Int), isChunked: Bool) async throws {
        try await SiteStage.run { site in
            let (line, size) = (request.line, request.megabytes << 20)
            let connection = try await RawConnection(port: site.port)
            let length = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: \(size)"
            try await connection.send(
                "\(line) HTTP/1.1\r\nHost: localhost\r\n\(length)\r\n\r\n"
                    + (isChunked ? "\(String(size, radix: 16))\r\n" : ""))
            async let sent = connection.flood(size)
            let answer = try await connection.answer()
            #expect(line.hasPrefix("GET") ? answer.status == 200 : answer.status == 413)
            if answer.status == 413 { expectPage(answer, Self.words.tooLarge) }
            _ = await sent
            #expect(try await site.ask("/healthz").status == 200)
        }
    }

    @Test(arguments: [
        "evil.example", "localhost.evil.example", "evil.example:80", "localhost@evil.example", "127.0.0.1.nip.example",
        "[::2]", "localhost/evil", "localhost:80:80", "0x7f000001", "", "*",
    ]) func aForgedHostIsNotServed(host: String) async throws {
        try await SiteStage.run { site in
            let answer = try await site.ask("/", host: host)
            #expect([400, 421].contains(answer.status))
            if answer.status == 421 { expectPage(answer, Self.words.foreignHost) }
            #expect(!answer.text.contains("evil"))
        }
    }

    /// Which of two names is meant would be anybody's guess.
    @Test(arguments: [["localhost", "localhost"], ["localhost", "evil.example"], ["evil.example", "localhost"]])
    func twoHostsAreNoRequest(hosts: [String]) async throws {
        try await SiteStage.run { site in
            let connection = try await RawConnection(port: site.port)
            let fields = hosts.map { "Host: \($0)\r\n" }.joined()
            try await connection.send("GET / HTTP/1.1\r\n\(fields)\r\n")
            let answer = try await connection.answer()
            #expect(answer.status == 400)
            expectPage(answer, Self.words.unreadable)
            #expect(try await connection.bytes().isEmpty, "it is closed")
        }
    }

    /// Load balancers know a program by its address.
    @Test(arguments: ["/healthz", "/readyz"]) func whoWatchesOverItNeedsNoName(path: String) async throws {
        try await SiteStage.run(changing: { $0.origin = "https://skein.example" }) { site in
            let (state, page) = (
                try await site.ask(path, host: "10.0.0.7:8080"), try await site.ask("/", host: "10.0.0.7:8080")
            )
            #expect(state.status == 200 && page.status == 421)
        }
    }

    /// HTTP/1.0 ends an answer with its connection; that pages are ready changes nothing of it.
    @Test func anOldRequestIsAnsweredAndClosed() async throws {
        try await SiteStage.run { site in
            try await site.keep(Invented.thread(Invented.posts(["A lens is cut."])))
            for path in ["/healthz", "/", "/thread/bluesky/did:plc:ines/rkey0", "/thread/bluesky/did:plc:ines/rkey0"] {
                let connection = try await RawConnection(port: site.port)
                try await connection.send("GET \(path) HTTP/1.0\r\nHost: localhost\r\n\r\n")
                let answer = try await connection.answer()
                #expect(answer.status == 200, "\(path)")
                #expect(try await connection.bytes().isEmpty, "it is closed")
            }
        }
    }

    /// The target of a request counts more than the field (RFC 9112, 3.2.2).
    @Test(arguments: [
        ("http://evil.example/", "localhost", 421), ("http://evil.example", "localhost", 421),
        ("https://localhost.evil.example/?q", "localhost", 421), ("http://localhost@evil.example/", "localhost", 421),
        ("http://[::2]/", "localhost", 421), ("http://localhost/", "localhost", 200),
        ("http://localhost:80/help?a=b", "evil.example", 200), ("HTTP://127.0.0.1", "localhost", 200),
        ("/?link=http://evil.example/", "localhost", 200),
    ]) func aForgedHostInTheTargetIsNotServed(target: String, host: String, status: Int) async throws {
        try await SiteStage.run { site in
            let answer = try await site.ask(target, host: host)
            #expect(answer.status == status)
            if status == 421 { expectPage(answer, Self.words.foreignHost) }
            #expect(!answer.text.contains("evil"))
        }
    }

    @Test(arguments: [
        "/", "/?after=1.2", "/search", "/search?q=a", "/feed.atom", "/feed.json", "/help", "/practice", "/robots.txt",
        "/manifest.webmanifest", "/healthz", "/readyz", "/oembed?url=a", "/author/bluesky/did:plc:ines",
        "/thread/bluesky/did:plc:ines/rkey0", "/thread/bluesky/did:plc:ines/rkey0/history", "/unrolling/1",
    ]) func aPageTakesNoForm(path: String) async throws {
        try await SiteStage.run { site in
            let answer = try await site.ask(path, ["Content-Length": "0"], method: "POST")
            #expect(answer.status == 405)
            #expect(answer.fields["allow"] == "GET, HEAD")
            expectPage(answer, Self.words.wrongMethod)
        }
    }

    @Test func noFieldChangesTheSitesName() async throws {
        try await SiteStage.run { site in
            try await site.keep(Invented.thread(Invented.posts(["A lens is cut."])))
            let forged = [
                "X-Forwarded-Host": "evil.example", "X-Host": "evil.example", "Forwarded": "host=evil.example",
            ]
            for path in ["/", "/feed.atom", "/feed.json", "/thread/bluesky/did:plc:ines/rkey0"] {
                let answer = try await site.ask(path, forged)
                #expect(answer.status == 200)
                #expect(!answer.text.contains("evil.example"), "\(path)")
            }
        }
    }

    @Test(arguments: [
        ["Origin": "https://evil.example"], ["Origin": "null"], ["Origin": "http://localhost.evil.example"],
        ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
        ["Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"],
    ]) func formsOfOthersAreRefused(fields: [String: String]) async throws {
        try await SiteStage.run { site in
            try await site.keep(Invented.thread(Invented.posts(["A lens is cut."])))
            let thread = "/thread/bluesky/did:plc:ines/rkey0"
            for (path, said) in [
                ("/unroll", Self.words.crossSite.sentence), (thread + "/refresh", Self.words.crossSiteRefresh.sentence),
                (thread + "/refresh", "<a href=\"\(thread)\">"),
            ] {
                let answer = try await site.post(path, "link=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F17290001", fields)
                #expect(answer.status == 403 && answer.body.contains(said))
            }
            let jobs = try await site.store.database.read { c throws(StoreFailure) in
                try c.state(now: WallClock.now()).due
            }
            #expect(jobs == 0, "nothing was begun")
        }
    }

    @Test(arguments: ["PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
    func otherMethodsAreRefused(method: String) async throws {
        try await SiteStage.run { site in
            let connection = try await RawConnection(port: site.port)
            let target = method == "CONNECT" ? "localhost:80" : "/"
            try await connection.send("\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let answer = try await connection.answer()
            #expect([400, 405].contains(answer.status))
            if answer.status == 405 {
                #expect(answer.fields["allow"] == "GET, HEAD, POST")
                expectPage(answer, Self.words.wrongMethod)
            }
        }
    }
}

private func expectPage(_ answer: RawAnswer, _ message: ErrorWords.Message) {
    #expect(answer.text.contains("<h1>\(message.title)</h1>"))
    #expect(answer.text.contains("<p>\(message.sentence)</p>"))
    #expect(answer.fields["content-type"] == "text/html; charset=utf-8")
    #expect(answer.fields["content-security-policy"]?.contains("default-src 'none'") == true)
    #expect(answer.fields["cache-control"] == "no-store")
}

extension RawConnection {
    /// Sends zeros until there are `count` or nobody takes them; how many were sent.
    func flood(_ count: Int) async -> Int {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let piece = [UInt8](repeating: 0x30, count: 1 << 20)
                var sent = 0
                while sent < count {
                    let part = self.sendPart(piece)
                    if part <= 0 { break }
                    sent += part
                }
                continuation.resume(returning: sent)
            }
        }
    }
}
