import Synchronization
import Testing
import Unroll

@testable import Fetch

@Suite struct GatherTests {
    @Test func answersComeInTheOrderOfTheRequests() async {
        let requests = (0..<100).map { Request("https://one.test/\($0)") }
        let http = Slow { $0.url.hasSuffix("0") ? 20 : 1 }
        var order: [String] = []
        await ask(requests, width: 8, over: http) { result, request in
            #expect((try? result.get())?.url == request.url)
            order.append(request.url)
        }
        #expect(order == requests.map(\.url))
        #expect(http.most.withLock { $0 } == 8)
    }

    @Test func cancellingEndsTheAsking() async {
        let task = Task {
            var count = 0
            await ask([Request("https://one.test/")], over: Slow { _ in 60_000 }) { _, _ in count += 1 }
            return count
        }
        try? await Task.sleep(for: .milliseconds(50))
        task.cancel()
        #expect(await task.value == 0)
    }

    @Test func recordingAndPlaybackAreInverse() async {
        let request = Request("https://one.test/a", accept: "text/plain")
        let response = Response(
            status: 418, headers: ["x-tea": "green"], body: [0xff, 0x00], url: "https://one.test/b",
            received: Timestamp(milliseconds: 1_790_000_000_123))
        let recorder = RecordingHTTP(Fixed(result: .success(response)))
        _ = await recorder.answer(to: request)
        let player = RecordedHTTP(Recording(exchanges: await recorder.exchanges))
        #expect(await player.answer(to: request) == .success(response))
        #expect(await player.answer(to: Request("https://one.test/c")) == .failure(.notRecorded))
    }
    @Test func eachFormOfAnAddressIsPlayedAgainAndAgain() async {
        func exchange(_ accept: String?, _ text: String) -> Recording.Exchange {
            var exchange = Recording.Exchange(
                Request("https://one.test/"), .failure(.timedOut))
            (exchange.failure, exchange.status, exchange.accept, exchange.text) = (nil, 200, accept, text)
            return exchange
        }
        let player = RecordedHTTP(
            Recording(exchanges: [exchange("text/html", "page"), exchange(nil, "first"), exchange(nil, "second")]))
        func ask(_ accept: String) async -> String {
            let body = try? await player.answer(to: Request("https://one.test/", accept: accept)).get().body
            return String(decoding: body ?? [], as: UTF8.self)
        }
        #expect(await ask("text/html") == "page")
        #expect(await ask("application/json") == "first")
        #expect(await ask("text/html") == "page")
        #expect(await ask("application/json") == "second")
        #expect(await ask("application/json") == "second")
    }
}

private struct Fixed: HTTP {
    var result: Result<Response, FetchFailure>
    func answer(to request: Request) async -> Result<Response, FetchFailure> { result }
}

/// Takes a number of milliseconds for each answer, and counts how many it is busy with.
private final class Slow: HTTP {
    let delay: @Sendable (Request) -> Int
    let busy = Mutex(0)
    let most = Mutex(0)

    init(delay: @escaping @Sendable (Request) -> Int) { self.delay = delay }

    func answer(to request: Request) async -> Result<Response, FetchFailure> {
        let now = busy.withLock { count in
            count += 1
            return count
        }
        most.withLock { $0 = max($0, now) }
        defer { busy.withLock { $0 -= 1 } }
        do { try await Task.sleep(for: .milliseconds(delay(request))) } catch { return .failure(.cancelled) }
        return .success(
            Response(status: 200, body: [], url: request.url, received: Timestamp(milliseconds: 0)))
    }
}
