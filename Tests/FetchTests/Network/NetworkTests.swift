import FoundationEssentials
import Loopback
import Simulated
import Testing
import Unroll

@testable import Fetch

@Suite(.timeLimit(.minutes(1))) struct NetworkTests {
    @Test func anAnswerArrivesAsItWasSent() async throws {
        let server = try await LoopbackServer.start { _ in
            .raw(
                Array("HTTP/1.1 418 Teapot\r\nX-Tea: green\r\nx-tea: black\r\nContent-Length: 4\r\n\r\n".utf8)
                    + [0xff, 0x00, 0x0d, 0x0a], ending: .close)
        }
        let http = NetworkHTTP.allowing(server)
        let response = try await http.answer(to: Request(server.origin + "/a%20b?c=d", accept: "text/plain")).get()
        #expect(response.status == 418)
        #expect(response.headers == ["x-tea": "green, black", "content-length": "4"])
        #expect(response.body == [0xff, 0x00, 0x0d, 0x0a])
        #expect(response.url == server.origin + "/a%20b?c=d")
        let request = try #require(server.requests.first)
        #expect(request.method == "GET")
        #expect(request.url == server.origin + "/a%20b?c=d")
        #expect(request.headers["accept"] == "text/plain")
        #expect(request.headers["user-agent"] == "Skein/0.1.0 (thread reader)")
        #expect(request.headers["authorization"] == nil)
        await http.close()
        await server.stop()
    }

    @Test func aGzippedAnswerIsUnpacked() async throws {
        let text = Array(String(repeating: "a long line ", count: 9000).utf8)
        let server = try await LoopbackServer.start { _ in .gzip(Gzip.stored(text)) }
        let http = NetworkHTTP.allowing(server)
        let response = try await http.answer(to: Request(server.origin)).get()
        #expect(response.body == text)
        #expect(response.headers["content-encoding"] == nil)
        #expect(
            Set((server.requests[0].headers["accept-encoding"] ?? "").split(separator: ", ")) == ["gzip", "deflate"])
        await http.close()
        await server.stop()
    }

    @Test func connectionsAreKept() async throws {
        let server = try await LoopbackServer.start { _ in .status(200, "x") }
        let http = NetworkHTTP.allowing(server)
        for _ in 0..<5 { #expect(await http.answer(to: Request(server.origin)).success?.status == 200) }
        #expect(server.connectionCount == 1)
        await http.close()
        await server.stop()
    }

    @Test func atMostSixExchangesRunAtOneHost() async throws {
        let server = try await LoopbackServer.start { _ in .status(200) }
        let http = NetworkHTTP.allowing(server)
        await withTaskGroup(of: Int?.self) { group in
            for number in 0..<60 {
                group.addTask { await http.answer(to: Request(server.origin + "/\(number)")).success?.status }
            }
            for await status in group { #expect(status == 200) }
        }
        #expect(server.requests.count == 60)
        #expect(server.connectionCount <= 6)
        await http.close()
        await server.stop()
    }

    @Test func plainHTTPIsForAllowedHostsAlone() async throws {
        let server = try await LoopbackServer.start { _ in .status(200) }
        let strict = NetworkHTTP(FetchSettings(), limits: .patient)
        #expect(await strict.answer(to: Request(server.origin)).failure == .refusedURL)
        #expect(
            await strict.answer(to: Request("https://127.0.0.1:\(server.port)/")).failure == .refusedAddress)
        for address in ["ftp://one.test/", "https://127.1/", "https://a@one.test/", "dns:one.test", ""] {
            #expect(await strict.answer(to: Request(address)).failure == .refusedURL, "\(address)")
        }
        #expect(server.connectionCount == 0)
        var chosen = FetchSettings()
        chosen.chosenOrigins = [server.origin]
        let lenient = NetworkHTTP(chosen, limits: .patient)
        #expect(await lenient.answer(to: Request(server.origin + "/a")).success?.status == 200)
        await strict.close()
        await lenient.close()
        await server.stop()
    }

    @Test func aNameThatLeadsHomeIsRefused() async throws {
        let resolver = ScriptedResolver([
            "private.test": [["10.0.0.1"]], "mixed.test": [["1.1.1.1", "192.168.0.1"]],
            "six.test": [["::ffff:127.0.0.1"]],
            "nowhere.test": [[]],
        ])
        let http = NetworkHTTP(FetchSettings(), resolver: resolver, limits: .patient)
        for host in ["private.test", "mixed.test", "six.test"] {
            #expect(await http.answer(to: Request("https://\(host)/")).failure == .refusedAddress, "\(host)")
        }
        #expect(await http.answer(to: Request("https://nowhere.test/")).failure == .unknownHost)
        #expect(await http.answer(to: Request("https://unknown.test/")).failure == .unknownHost)
        // None of them is tried again.
        #expect(resolver.questions.count == 5)
        await http.close()
    }

    /// `localhost` is what the system itself would find; the server that was checked is elsewhere.
    @Test func theConnectionGoesToTheAddressThatWasChecked() async throws {
        let checked = try await LoopbackServer.start(address: "127.0.0.2") { _ in .status(200, "checked") }
        let other = try await LoopbackServer.start(port: checked.port) { _ in .status(200, "other") }
        var settings = FetchSettings()
        settings.allowedHosts = ["localhost:\(checked.port)"]
        let resolver = ScriptedResolver(["localhost": [["127.0.0.2"], ["127.0.0.1"]]])
        let http = NetworkHTTP(settings, resolver: resolver, limits: .patient)
        let address = "http://localhost:\(checked.port)/"
        #expect(await http.answer(to: Request(address)).success?.body == Array("checked".utf8))
        #expect(resolver.questions == ["localhost"])
        #expect(other.connectionCount == 0)
        #expect(checked.requests[0].headers["host"] == "localhost:\(checked.port)")
        #expect(await http.answer(to: Request(address)).success?.body == Array("other".utf8))
        await http.close()
        await checked.stop()
        await other.stop()
    }

    @Test func aNameThatChangesItsAnswerIsJudgedAnew() async throws {
        let server = try await LoopbackServer.start(certificate: LoopbackCertificate()) { _ in .status(200) }
        let resolver = ScriptedResolver(["tls.test": [["127.0.0.1"], ["10.0.0.1"], ["127.0.0.1", "169.254.169.254"]]])
        let http = try NetworkHTTP.onLoopback(resolver: resolver)
        let request = Request("https://tls.test:\(server.port)/")
        #expect(await http.answer(to: request).success?.status == 200)
        #expect(await http.answer(to: request).failure == .refusedAddress)
        #expect(await http.answer(to: request).failure == .refusedAddress)
        #expect(server.requests.count == 1)
        await http.close()
        await server.stop()
    }

    @Test func theSecondLockComparesThePeer() async throws {
        let server = try await LoopbackServer.start { _ in .status(200) }
        let clients = PinnedClients(.patient, .system())
        let pin = try PinnedClients.Pin(
            host: #require(HostName("127.0.0.1")), address: #require(IPAddress("127.0.0.2")), isSecure: false)
        let exchange = try Exchange(
            address: #require(WebAddress(server.origin)), accept: "*/*", maximumBytes: 10, limit: .seconds(30))
        let client = try clients.client(for: pin)
        await #expect { try await exchange.answer(over: client) } throws: { error in
            (error as? BrokenExchange)?.failure == .refusedAddress
        }
        #expect(server.requests.isEmpty)
        await clients.close()
        await server.stop()
    }

    @Test func theNextAddressIsTriedWhereOneIsDeaf() async throws {
        let server = try await LoopbackServer.start(address: "127.0.0.3") { _ in .status(200) }
        var settings = FetchSettings()
        settings.allowedHosts = ["one.test:\(server.port)"]
        let resolver = ScriptedResolver(["one.test": [["127.0.0.2", "127.0.0.3"]]])
        let http = NetworkHTTP(settings, resolver: resolver, limits: .patient)
        #expect(await http.answer(to: Request("http://one.test:\(server.port)/")).success?.status == 200)
        #expect(resolver.questions.count == 1)
        await http.close()
        await server.stop()
    }

    @Test func clientsNotUsedLatelyAreGivenUp() async throws {
        var limits = FetchLimits.patient
        limits.clients = 3
        let clients = PinnedClients(limits, .system())
        func pin(_ last: Int) throws -> PinnedClients.Pin {
            try .init(
                host: #require(HostName("one.test")), address: #require(IPAddress("1.1.1.\(last)")), isSecure: false)
        }
        let first = try clients.client(for: pin(1))
        for last in [2, 3, 1, 4] { _ = try clients.client(for: pin(last)) }
        #expect(clients.count == 3)
        #expect(try clients.client(for: pin(1)) === first)
        await clients.close()
        #expect(throws: FetchFailure.cancelled) { try clients.client(for: pin(1)) }
    }

    @Test func searchesOfTheArchiveKeepTheirDistance() async throws {
        let server = try await LoopbackServer.start { _ in .status(200) }
        var (settings, limits) = (FetchSettings(), FetchLimits.patient)
        (settings.xOrigin, limits.archiveSpacing) = (server.origin, .seconds(3600))
        let http = NetworkHTTP.allowing(server, limits: limits, settings: settings)
        let search = Request(server.origin + "/2/tweets/search/all?query=a")
        #expect(await http.answer(to: search).success?.status == 200)
        let second = Task { await http.answer(to: search) }
        for path in ["/2/tweets/search/recent", "/2/tweets", "/"] {
            #expect(await http.answer(to: Request(server.origin + path)).success?.status == 200)
        }
        try await Task.sleep(for: .milliseconds(20))
        second.cancel()
        #expect(await second.value.failure == .cancelled)
        #expect(server.requests.count == 4)
        await http.close()
        await server.stop()
    }

    @Test(.enabled(if: hasIPv6)) func addressesOfSixteenBytesArePinnedToo() async throws {
        let server = try await LoopbackServer.start(address: "::1") { _ in .status(200) }
        var settings = FetchSettings()
        settings.allowedHosts = ["[::1]:\(server.port)", "six.test:\(server.port)"]
        let resolver = ScriptedResolver(["six.test": [["::1"]]])
        let http = NetworkHTTP(settings, resolver: resolver, limits: .patient)
        for host in ["[::1]", "six.test"] {
            #expect(await http.answer(to: Request("http://\(host):\(server.port)/")).success?.status == 200, "\(host)")
        }
        #expect(server.requests.map { $0.headers["host"] } == ["[::1]:\(server.port)", "six.test:\(server.port)"])
        await http.close()
        await server.stop()
    }

    private static let hasIPv6 = FileManager.default.contents(atPath: "/proc/net/if_inet6")?.isEmpty == false
}
