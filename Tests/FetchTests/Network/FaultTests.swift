import Loopback
import Testing
import Unroll

@testable import Fetch

@Suite(.timeLimit(.minutes(1))) struct FaultTests {
    /// What a request comes to, and how often the server was asked.
    private func outcome(
        _ answers: Script, limits: FetchLimits = .patient, maximumBytes: Int = 1 << 20
    ) async throws -> (result: Result<Response, FetchFailure>, count: Int) {
        let server = try await LoopbackServer.start(answering: answers.answer)
        let http = NetworkHTTP.allowing(server, limits: limits)
        let result = await http.answer(to: Request(server.origin, maximumBytes: maximumBytes))
        await http.close()
        await server.stop()
        return (result, server.requests.count)
    }

    @Test func whatMayPassIsTriedAgain() async throws {
        for problem in [
            LoopbackAnswer.truncated("half", ending: .close), .truncated("half", ending: .reset),
            .raw([], ending: .reset),
            .raw([], ending: .close), .raw(Array("HTTP/1.1 200 OK\r\nconte".utf8), ending: .close),
            .raw(Array("SSH-2.0-OpenSSH\r\n".utf8), ending: .close), .status(500), .status(502), .status(503),
            .status(504),
        ] {
            let (result, count) = try await outcome(Script(problem, problem, .status(200, "whole")))
            #expect(result.success?.body == Array("whole".utf8), "\(problem)")
            #expect(count == 3, "\(problem)")
        }
    }

    @Test func whatDoesNotPassIsTold() async throws {
        for ending in [LoopbackAnswer.Ending.close, .reset] {
            let (result, count) = try await outcome(Script(.truncated("half", ending: ending)))
            #expect(result.failure == .connectionLost)
            #expect(count == 3)
        }
        let (result, count) = try await outcome(Script(.status(502, "sorry")))
        #expect(result.success?.status == 502 && result.success?.body == Array("sorry".utf8))
        #expect(count == 3)
    }

    @Test func whatIsMeantIsNotTriedAgain() async throws {
        for status in [200, 204, 304, 400, 401, 403, 404, 410, 429, 501] {
            let (result, count) = try await outcome(Script(.status(status, status == 204 || status == 304 ? "" : "x")))
            #expect(result.success?.status == status)
            #expect(count == 1, "\(status)")
        }
    }

    @Test func aServerThatNamesATimeIsNotPressed() async throws {
        for status in [429, 503] {
            let headers = ["retry-after": "7", "x-rate-limit-reset": "1790000000"]
            let (result, count) = try await outcome(Script(.status(status, "slow down", headers: headers)))
            let response = try result.get()
            #expect(response.status == status && response.body == Array("slow down".utf8))
            #expect(response.headers["retry-after"] == "7" && response.headers["x-rate-limit-reset"] == "1790000000")
            #expect(count == 1)
        }
    }

    @Test func stallsAndTricklesTimeOut() async throws {
        for answer in [
            LoopbackAnswer.stall, .trickle, .raw(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), ending: .stay),
            .raw(Array("HTTP/1.1 200 OK\r\nContent-Le".utf8), ending: .stay),
            .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".utf8), ending: .stay),
        ] {
            let (result, _) = try await outcome(Script(answer), limits: .impatient)
            #expect(result.failure == .timedOut, "\(answer)")
        }
    }

    @Test func aStalledLookUpTimesOut() async throws {
        let http = NetworkHTTP(FetchSettings(), resolver: StalledResolver(), limits: .impatient)
        #expect(await http.answer(to: Request("https://one.test/")).failure == .timedOut)
        #expect(await http.answer(to: Request("dns:one.test", kind: .dnsText)).failure == .timedOut)
        await http.close()
    }

    @Test func timeOutsAreTriedAgain() async throws {
        var limits = FetchLimits.patient
        limits.idling = .seconds(1)
        let (result, count) = try await outcome(Script(.stall, .status(200)), limits: limits)
        #expect(result.success?.status == 200)
        #expect(count == 2)
    }

    @Test func nobodyThereIsUnreachable() async throws {
        let server = try await LoopbackServer.start { _ in .status(200) }
        await server.stop()
        let port = try #require(ClosedPort(server.port))
        let http = NetworkHTTP.allowing(server)
        #expect(await http.answer(to: Request(server.origin)).failure == .unreachable)
        await http.close()
        withExtendedLifetime(port) {}
    }

    @Test func sizesHaveLimits() async throws {
        let bomb = Gzip.bomb(unpacking: 200 << 20)
        let header = "HTTP/1.1 200 OK\r\nx: " + String(repeating: "a", count: 200_000) + "\r\ncontent-length: 0\r\n\r\n"
        let many = "HTTP/1.1 200 OK\r\n" + String(repeating: "x: a\r\n", count: 3000) + "content-length: 0\r\n\r\n"
        for answer in [
            LoopbackAnswer.endless, .gzip(bomb), .raw(Array(header.utf8), ending: .close),
            .raw(Array(many.utf8), ending: .close),
            .status(200, String(repeating: "a", count: (1 << 20) + 1)),
        ] {
            let (result, count) = try await outcome(Script(answer))
            #expect(result.failure == .tooLarge)
            #expect(count == 1)
        }
        let (result, _) = try await outcome(Script(.status(200, "1234")), maximumBytes: 4)
        #expect(result.success?.body.count == 4)
    }

    @Test func damagedGzipIsALostConnection() async throws {
        let whole = Gzip.stored(Array("a sound text".utf8))
        var damaged = whole
        damaged[whole.count - 6] ^= 1
        for packed in [damaged, Array(whole.dropLast(12)), Array("no gzip at all".utf8)] {
            let (result, _) = try await outcome(Script(.gzip(packed)))
            #expect(result.failure == .connectionLost)
        }
    }

    @Test(arguments: [LoopbackAnswer.stall, .trickle, .endless])
    func cancellingEndsAnExchange(_ answer: LoopbackAnswer) async throws {
        let server = try await LoopbackServer.start { _ in answer }
        let http = NetworkHTTP.allowing(server)
        let task = Task { await http.answer(to: Request(server.origin, maximumBytes: .max)) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        #expect(await task.value.failure == .cancelled)
        await http.close()
        await server.stop()
    }

    @Test func cancellingEndsALookUpAndAWait() async throws {
        let http = NetworkHTTP(FetchSettings(), resolver: StalledResolver())
        let tasks = ["https://one.test/", "dns:one.test"].map { url in
            Task { await http.answer(to: Request(url, kind: url.hasPrefix("dns") ? .dnsText : .http)) }
        }
        try await Task.sleep(for: .milliseconds(20))
        for task in tasks {
            task.cancel()
            #expect(await task.value.failure == .cancelled)
        }
        let late = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await http.answer(to: Request("https://one.test/"))
        }
        #expect(await late.value.failure == .cancelled)
        await http.close()
        #expect(await http.answer(to: Request("https://1.1.1.1/")).failure == .cancelled)
    }
}
