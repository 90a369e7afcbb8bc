import Testing

@testable import Unroll

@Suite struct AgendaTests {
    static let now = Timestamp(seconds: 1_790_000_000)

    static func answer(_ status: Int, _ headers: [String: String] = [:]) -> Result<Response, FetchFailure> {
        .success(Response(status: status, headers: headers, body: [], url: "https://a.example/1", received: now))
    }

    @Test func asksEachAddressOnce() {
        var agenda = Agenda<Int>()
        let (first, again) = (
            agenda.want(Request("https://a.example/1"), for: 1), agenda.want(Request("https://a.example/1"), for: 2)
        )
        #expect(first && !again)
        let step = agenda.step(now: Self.now)
        #expect(step == .ask([Request("https://a.example/1")]))
        let result1 = agenda.errand(of: Request("https://a.example/1"), answeredBy: Self.answer(200))
        #expect(result1 == 1)
        let result2 = agenda.step(now: Self.now)
        #expect(result2 == .done)
    }

    @Test func waitsForARateLimitAndAsksAgain() {
        var agenda = Agenda<Int>()
        let request = Request("https://a.example/1")
        agenda.want(request, for: 1)
        _ = agenda.step(now: Self.now)
        let result3 = agenda.errand(of: request, answeredBy: Self.answer(429, ["retry-after": "7"]))
        #expect(result3 == nil)
        let later = Self.now.advanced(byMilliseconds: 7000)
        let result4 = agenda.step(now: Self.now)
        #expect(result4 == .wait(until: later, host: "a.example"))
        let result5 = agenda.step(now: later)
        #expect(result5 == .ask([request]))
        let result6 = agenda.errand(of: request, answeredBy: Self.answer(200))
        #expect(result6 == 1)
    }

    @Test func givesUpAfterAFewLimits() {
        var agenda = Agenda<Int>()
        let request = Request("https://a.example/1")
        agenda.want(request, for: 1)
        var now = Self.now
        for _ in 0..<20 {
            switch agenda.step(now: now) {
            case .wait(let until, _): now = until
            case .ask:
                if agenda.errand(of: request, answeredBy: Self.answer(429)) == 1 { return }
            case .done:
                Issue.record("done without an answer")
                return
            }
        }
        Issue.record("endless")
    }

    @Test func doesNotWaitForDays() {
        var agenda = Agenda<Int>()
        let request = Request("https://a.example/1")
        agenda.want(request, for: 1)
        _ = agenda.step(now: Self.now)
        let result7 = agenda.errand(of: request, answeredBy: Self.answer(429, ["retry-after": "80000"]))
        #expect(result7 == 1)
    }

    @Test(
        arguments: [
            (429, ["retry-after": "5"], 5000), (429, ["retry-after": "Tue, 22 Sep 2026 00:00:00 GMT"], nil),
            (429, ["x-rate-limit-reset": "1790000060"], 61_000),
            (429, ["ratelimit-reset": "1790000060"], 61_000),
            (429, ["x-ratelimit-reset": "2026-09-21T14:13:20.5Z"], nil), (429, [:], 30_000), (503, [:], -1),
            (503, ["retry-after": "0"], 1000), (200, ["retry-after": "5"], -1),
            (429, ["retry-after": "nonsense"], 30_000),
            (429, ["x-rate-limit-reset": "99999999999999999999"], 30_000),
        ] as [(Int, [String: String], Int64?)])
    func readsRateLimits(_ status: Int, _ headers: [String: String], _ milliseconds: Int64?) throws {
        let response = try Self.answer(status, headers).get()
        let wait = RateLimit.wait(after: response, attempt: 1)
        if milliseconds == -1 {
            #expect(wait == nil)
        } else if let milliseconds {
            #expect(wait == Self.now.advanced(byMilliseconds: milliseconds))
        } else {
            #expect(wait.map { $0 > Self.now } == true)
        }
    }
}

@Suite struct URLPartsTests {
    @Test func splits() throws {
        let parts = try #require(URLParts("HTTPS://Example.ORG:8443/a//b?c=d#e"))
        #expect((parts.scheme, parts.host, parts.port) == ("https", "example.org", 8443))
        #expect((parts.path, parts.query, parts.fragment) == ("/a//b", "c=d", "e"))
        #expect(parts.segments == ["a", "b"] && parts.origin == "https://example.org:8443")
        #expect(URLParts("http://[::1]:80/x")?.hostAndPort == "[::1]:80")
    }

    @Test(arguments: [
        "example.org", "https://", "https://a@b/", "https://a:99999/", "https://[::1/", "https://a\\b/", "https:///x",
        "://x", "https://a:b/",
    ])
    func refuses(_ text: String) { #expect(URLParts(text) == nil) }
}
