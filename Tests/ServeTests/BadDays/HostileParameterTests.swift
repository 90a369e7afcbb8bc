import Store
import Testing
import Unroll

@testable import Serve

/// What somebody writes into any parameter becomes no header, no path and no failure.
@Suite(.timeLimit(.minutes(5)), .serialized) struct HostileParameterTests {
    /// Percent-encoded, as it would come over the wire.
    private static let values = [
        "%0d%0aX-Injected:%20yes%0d%0a%0d%0a<b>", "%0aX-Injected:%20yes", "%0d%0aSet-Cookie:%20X-Injected=yes",
        "%E5%98%8A%E5%98%8DX-Injected:%20yes", "..", "../../../../etc/passwd", "..%2f..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e%2f%2e%2e%2fremoval.key", "..%5c..%5cremoval.key", "%2fetc%2fpasswd", "....//....//etc/passwd",
        "%00", "a%00.png", "%ff%fe", "%c0%ae%c0%ae%c0%af", "%", "%%%", "%2", "%252e%252e%252fremoval.key",
        "file:%2f%2f%2fetc%2fpasswd",
        "-1", "0", "9223372036854775808", "-9223372036854775808", "1e999", "NaN", "'%20OR%201=1--",
        "%22);DROP%20TABLE%20posts;--",
        "%7b%7b7*7%7d%7d", "%24%7b7*7%7d", "con", "a%2fb%2fc%2fd%2fe", "%e2%80%ae", "*", "%20", "+",
    ]

    /// `$` is where a value goes.
    private static let targets = [
        "/$", "/?after=$", "/unroll?link=$", "/unroll?url=$&text=$&title=$", "/https://$", "/https:/x.com/$/status/1",
        "/unrolling/$", "/thread/$/1", "/thread/x/$", "/thread/bluesky/$/rkey0", "/thread/bluesky/did:plc:ines/$",
        "/thread/mastodon/$/$", "/thread/bluesky/did:plc:ines/rkey0?view=$", "/thread/bluesky/did:plc:ines/rkey0?key=$",
        "/thread/bluesky/did:plc:ines/rkey0.$", "/thread/bluesky/did:plc:ines/rkey0/$",
        "/thread/bluesky/did:plc:ines/rkey0/history?key=$", "/author/$/1", "/author/bluesky/$", "/author/bluesky/@$",
        "/author/bluesky/did:plc:ines?after=$", "/search?q=$", "/search?q=lens&order=$", "/search?q=lens&after=$",
        "/search?q=from:$", "/search?q=before:$", "/feed.$", "/feed/search.atom?q=$", "/feed/bluesky/$.atom",
        "/feed/$/did:plc:ines.json", "/media/$", "/media/$?width=$",
        "/media/\(String(repeating: "0", count: 64))?width=$&key=$",
        "/oembed?url=$", "/oembed?url=http%3A%2F%2Flocalhost%2Fthread%2Fx%2F$&maxwidth=$",
        "/practice?step=$&post=$",
        "/assets/$", "/help/$", "/robots.txt/$", "/healthz?$", "/readyz/$", "/manifest.webmanifest?$=$",
    ]

    @Test(arguments: targets) func aParameterStaysOne(_ target: String) async throws {
        try await SiteStage.run { site in
            try await site.keep(Invented.thread(Invented.posts(["A lens is cut.", "Sand first."])))
            let connection = try await RawConnection(port: site.port)
            for value in Self.values {
                let path = target.replacing("$", with: value)
                // A line end that is not encoded would be another request.
                try await connection.send("GET \(path.replacing(" ", with: "%20")) HTTP/1.1\r\nHost: localhost\r\n\r\n")
                let answer = try await connection.answer()
                #expect(answer.status < 500, "\(path)")
                #expect(answer.fields["x-injected"] == nil && answer.fields["set-cookie"] == nil, "\(path)")
                #expect(!answer.text.contains("root:"), "\(path)")
                #expect(answer.status < 400 || answer.text.contains("<h1>") || answer.body.isEmpty == false, "\(path)")
                for (name, value) in answer.fields {
                    #expect(!value.contains("\r") && !value.contains("\n") && !value.contains("\0"), "\(name)")
                }
            }
            #expect(site.heard.lines.isEmpty, "what visitors do is no news to the host")
        }
    }

    @Test(arguments: [
        ["Range": "bytes=0-18446744073709551616"], ["Range": "bytes=-"], ["Range": "lines=1-2,\u{7f}"],
        ["If-None-Match": "\"" + String(repeating: "a", count: 9000)],
        ["If-Modified-Since": "Thu, 99 Foo 99999 99:99:99 GMT"],
        ["Accept": String(repeating: "text/*,", count: 2000)], ["Accept-Encoding": "br;q=NaN, gzip;q=-1e999, ;;;,,,"],
        ["Accept-Language": "../../etc"], ["Cookie": "a=b; a=b"], ["Authorization": "Bearer x"],
        ["Expect": "something"],
        ["X-Forwarded-For": "not an address"], ["Sec-Fetch-Site": "\u{1}"],
        ["Upgrade": "h2c", "Connection": "Upgrade"],
        ["Origin": "::::"],
    ]) func anOddFieldIsNoFailure(_ fields: [String: String]) async throws {
        try await SiteStage.run { site in
            try await site.keep(Invented.thread(Invented.posts(["A lens is cut."])))
            for path in ["/", "/thread/bluesky/did:plc:ines/rkey0", "/search?q=lens", "/feed.atom", "/media/00"] {
                #expect(try await site.ask(path, fields).status < 500, "\(path)")
            }
        }
    }
}
