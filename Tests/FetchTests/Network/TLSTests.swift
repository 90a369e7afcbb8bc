import Loopback
import Testing
import Unroll

@testable import Fetch

@Suite(.timeLimit(.minutes(1))) struct TLSTests {
    private let resolver = ScriptedResolver([
        "tls.test": [["127.0.0.1"]], "other.test": [["127.0.0.1"]], "wrong.test": [["127.0.0.1"]],
    ])

    @Test func theNameIsKept() async throws {
        let server = try await LoopbackServer.start(certificate: LoopbackCertificate()) { _ in .status(200) }
        let http = try NetworkHTTP.onLoopback(resolver: resolver)
        for host in ["tls.test", "other.test", "TLS.test."] {
            #expect(await http.answer(to: Request("https://\(host):\(server.port)/")).success?.status == 200, "\(host)")
        }
        #expect(server.serverNames == ["tls.test", "other.test"])
        #expect(
            server.requests.map { $0.headers["host"] }
                == ["tls.test", "other.test", "tls.test"].map { "\($0):\(server.port)" })
        await http.close()
        await server.stop()
    }

    @Test func aWrongNameIsInsecure() async throws {
        let server = try await LoopbackServer.start(certificate: LoopbackCertificate()) { _ in .status(200) }
        let http = try NetworkHTTP.onLoopback(resolver: resolver)
        for host in ["wrong.test", "127.0.0.1"] {
            #expect(await http.answer(to: Request("https://\(host):\(server.port)/")).failure == .insecure, "\(host)")
        }
        #expect(server.requests.isEmpty)
        #expect(server.connectionCount == 2, "not tried again")
        await http.close()
        await server.stop()
    }

    @Test func anUnknownCertificateIsInsecure() async throws {
        let server = try await LoopbackServer.start(certificate: LoopbackCertificate()) { _ in .status(200) }
        let http = try NetworkHTTP.onLoopback(resolver: resolver, trusting: nil)
        #expect(await http.answer(to: Request("https://tls.test:\(server.port)/")).failure == .insecure)
        #expect(server.requests.isEmpty)
        await http.close()
        await server.stop()
    }

    @Test func plainAnswersToAHandshakeAreInsecure() async throws {
        let server = try await LoopbackServer.start { _ in .status(200) }
        let http = try NetworkHTTP.onLoopback(resolver: resolver)
        #expect(await http.answer(to: Request("https://tls.test:\(server.port)/")).failure == .insecure)
        await http.close()
        await server.stop()
    }

    @Test func aStalledHandshakeTimesOut() async throws {
        let server = try #require(SilentServer())
        let http = try NetworkHTTP.onLoopback(resolver: resolver, limits: .impatient)
        #expect(await http.answer(to: Request("https://tls.test:\(server.port)/")).failure == .timedOut)
        await http.close()
    }

    /// Not a matter of trust: it may go better the next time.
    @Test func aHandshakeThatBreaksOffIsALostConnection() async throws {
        let server = try await HangingUpServer.start()
        let http = try NetworkHTTP.onLoopback(resolver: resolver)
        #expect(await http.answer(to: Request("https://tls.test:\(server.port)/")).failure == .connectionLost)
        #expect(resolver.questions.count == 3)
        await http.close()
        await server.stop()
    }

    @Test func aBrokenBodyIsTriedAgainOverTLSToo() async throws {
        let script = Script(
            .truncated("half", ending: .close), .truncated("half", ending: .reset), .status(200, "whole"))
        let server = try await LoopbackServer.start(certificate: LoopbackCertificate(), answering: script.answer)
        let http = try NetworkHTTP.onLoopback(resolver: resolver)
        let result = await http.answer(to: Request("https://tls.test:\(server.port)/"))
        #expect(result.success?.body == Array("whole".utf8))
        await http.close()
        await server.stop()
    }
}
