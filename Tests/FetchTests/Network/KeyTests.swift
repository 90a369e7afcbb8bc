import Loopback
import Testing
import Unroll

@testable import Fetch

@Suite(.timeLimit(.minutes(1))) struct KeyTests {
    @Test func aKeyGoesToItsOwnOriginOnly() async throws {
        let own = try await LoopbackServer.start { request in
            request.url.hasSuffix("/in") ? .redirect(to: "/there") : .status(200)
        }
        let other = try await LoopbackServer.start { _ in .status(200) }
        var settings = FetchSettings()
        settings.xToken = Secret("x-key")
        settings.xOrigin = own.origin
        settings.mastodonTokens = [other.host: try #require(Secret("m-key"))]
        let http = NetworkHTTP.allowing(own, other, settings: settings)
        for (url, credential) in [
            (own.origin, Request.Credential.x), (own.origin + "/in", .x), (other.origin, .x),
            (own.origin, .mastodon(host: other.host)), (other.origin, .mastodon(host: other.host)),
            (other.origin, .mastodon(host: own.host)),
        ] {
            #expect(await http.answer(to: Request(url, credential: credential)).success?.status == 200)
        }
        #expect(await http.answer(to: Request(own.origin)).success?.status == 200)
        #expect(
            own.requests.map { $0.headers["authorization"] } == [
                "Bearer x-key", "Bearer x-key", "Bearer x-key", nil, nil,
            ])
        #expect(other.requests.map { $0.headers["authorization"] } == [nil, "Bearer m-key", nil])
        await http.close()
        await own.stop()
        await other.stop()
    }

    @Test func aKeyIsDroppedOnTheWayElsewhereAndBack() async throws {
        // The other server sends people back with the address it was given in its query.
        let elsewhere = try await LoopbackServer.start { request in
            .redirect(to: String(request.url.drop { $0 != "?" }.dropFirst()))
        }
        let own = try await LoopbackServer.start { request in
            let origin = String(
                request.url.prefix(while: { $0 != "?" }).dropLast(request.url.hasSuffix("/again") ? 6 : 1))
            return request.url.hasSuffix("/again")
                ? .status(200) : .redirect(to: "\(elsewhere.origin)/?\(origin)/again")
        }
        var settings = FetchSettings()
        settings.mastodonTokens = [
            own.host: try #require(Secret("m-key")), elsewhere.host: try #require(Secret("e-key")),
        ]
        let http = NetworkHTTP.allowing(own, elsewhere, settings: settings)
        let response = await http.answer(to: Request(own.origin, credential: .mastodon(host: own.host)))
        #expect(response.success?.url == own.origin + "/again")
        #expect(own.requests.map { $0.headers["authorization"] } == ["Bearer m-key", nil])
        #expect(elsewhere.requests.map { $0.headers["authorization"] } == [nil])
        await http.close()
        await own.stop()
        await elsewhere.stop()
    }

    @Test func hostsOfKeysAreComparedWhole() throws {
        var settings = FetchSettings()
        settings.xToken = Secret("x-key")
        settings.mastodonTokens = ["one.test": try #require(Secret("m-key"))]
        let keyring = Keyring(settings)
        func has(_ credential: Request.Credential, _ address: String) throws -> Bool {
            keyring.key(credential, for: try #require(WebAddress(address))) != nil
        }
        #expect(try has(.x, "https://api.x.com/2/tweets"))
        #expect(try has(.mastodon(host: "one.test"), "https://one.test:443/"))
        for address in [
            "https://api.x.com:8443/", "http://api.x.com/", "https://api.x.com.evil.test/", "https://x.com/",
            "https://evil.test/api.x.com",
        ] { #expect(try !has(.x, address), "\(address)") }
        for address in [
            "https://two.test/", "https://one.test:8443/", "https://one.test.evil.test/", "https://a.one.test/",
        ] {
            #expect(try !has(.mastodon(host: "one.test"), address), "\(address)")
        }
    }

    @Test func secretsAreNeverShown() throws {
        var settings = FetchSettings()
        settings.xToken = Secret("shibboleth")
        settings.mastodonTokens = ["one.test": try #require(Secret("shibboleth"))]
        let address = try #require(WebAddress("https://api.x.com/"))
        let keyring = Keyring(settings)
        let exchange = Exchange(
            address: address, accept: "", key: keyring.key(.x, for: address), maximumBytes: 0, limit: .zero)
        #expect(exchange.key?.revealed == "shibboleth")
        var dumped = ""
        for value in [settings, keyring, exchange, NetworkHTTP(settings), exchange.key as Any] as [Any] {
            dump(value, to: &dumped)
            dumped += String(describing: value) + String(reflecting: value)
        }
        #expect(!dumped.contains("shibboleth"))
        #expect(dumped.contains("(secret)"))
        for text in ["", "a b", "a\nb", "ä", String(repeating: "a", count: 4097)] { #expect(Secret(text) == nil) }
    }
}
