import Loopback
import Testing
import Unroll

@testable import Fetch

@Suite(.timeLimit(.minutes(1))) struct RedirectTests {
    @Test func redirectsAreFollowed() async throws {
        let server = try await LoopbackServer.start { request in
            switch request.url.split(separator: "/").last {
            case "a": .redirect(to: "b", status: 301)
            case "b": .redirect(to: "/x/c", status: 303)
            case "c": .redirect(to: "?d", status: 307)
            case "c?d": .redirect(to: "../e", status: 308)
            case "e": .status(200, "end")
            default: .status(404)
            }
        }
        let http = NetworkHTTP.allowing(server)
        let response = try await http.answer(to: Request(server.origin + "/a")).get()
        #expect(response.body == Array("end".utf8))
        #expect(response.url == server.origin + "/e")
        await http.close()
        await server.stop()
    }

    @Test func fiveAreEnough() async throws {
        let server = try await LoopbackServer.start { request in
            let place = Int(request.url.split(separator: "/").last ?? "") ?? 0
            return place == 5 ? .status(200) : .redirect(to: "/\(place + 1)")
        }
        let endless = try await LoopbackServer.start { _ in .redirect(to: "") }
        let http = NetworkHTTP.allowing(server, endless)
        #expect(await http.answer(to: Request(server.origin + "/0")).success?.status == 200)
        #expect(await http.answer(to: Request(server.origin + "/-1")).failure == .tooManyRedirects)
        #expect(await http.answer(to: Request(endless.origin)).failure == .tooManyRedirects)
        #expect(endless.requests.count == 6)
        await http.close()
        await server.stop()
        await endless.stop()
    }

    @Test func anAnswerWithoutALocationIsTheAnswer() async throws {
        let server = try await LoopbackServer.start { _ in .status(302, "here") }
        let http = NetworkHTTP.allowing(server)
        let response = try await http.answer(to: Request(server.origin)).get()
        #expect(response.status == 302 && response.body == Array("here".utf8))
        await http.close()
        await server.stop()
    }

    @Test func eachHopIsChecked() async throws {
        let home = try await LoopbackServer.start { _ in .status(200, "secret") }
        let server = try await LoopbackServer.start { request in
            switch request.url.split(separator: "/").last {
            case "literal": .redirect(to: "https://127.0.0.1:\(home.port)/")
            case "name": .redirect(to: "https://private.test/")
            case "plain": .redirect(to: "http://public.test/")
            case "script": .redirect(to: "javascript:alert(1)")
            case "file": .redirect(to: "file:///etc/passwd")
            case "odd": .redirect(to: "https://0x7f000001:\(home.port)/")
            default: .redirect(to: "https://a@127.0.0.1:\(home.port)/")
            }
        }
        var settings = FetchSettings()
        settings.allowedHosts = [server.host]
        let resolver = ScriptedResolver(["private.test": [["192.168.1.1"]], "public.test": [["1.1.1.1"]]])
        let http = NetworkHTTP(settings, resolver: resolver, limits: .patient)
        for path in ["literal", "name", "plain", "script", "file", "odd", "user"] {
            // Not the fault of the host that was asked.
            #expect(await http.answer(to: Request(server.origin + "/" + path)).failure == .refusedRedirect, "\(path)")
        }
        #expect(home.connectionCount == 0)
        await http.close()
        await server.stop()
        await home.stop()
    }

    @Test func httpsDoesNotBecomeHTTP() async throws {
        let plain = try await LoopbackServer.start { _ in .status(200) }
        let server = try await LoopbackServer.start(certificate: LoopbackCertificate()) { _ in
            .redirect(to: "http://other.test:\(plain.port)/")
        }
        let resolver = ScriptedResolver(["tls.test": [["127.0.0.1"]], "other.test": [["127.0.0.1"]]])
        let request = Request("https://tls.test:\(server.port)/")
        let strict = try NetworkHTTP.onLoopback(resolver: resolver)
        #expect(await strict.answer(to: request).failure == .refusedRedirect)
        #expect(plain.connectionCount == 0)
        var settings = FetchSettings()
        settings.allowedHosts = ["other.test:\(plain.port)"]
        let lenient = try NetworkHTTP.onLoopback(settings, resolver: resolver)
        #expect(await lenient.answer(to: request).success?.status == 200)
        await strict.close()
        await lenient.close()
        await plain.stop()
        await server.stop()
    }
}
