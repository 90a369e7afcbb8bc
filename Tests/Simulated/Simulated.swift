import Unroll

/// A request as a simulated server sees it.
package struct SimulatedRequest: Sendable {
    package var method: String
    /// With scheme and host, as the client asked for it.
    package var url: String
    /// Names in lower case.
    package var headers: [String: String]
    /// When it arrives, where the server is to know.
    package var at: Timestamp?

    package init(method: String = "GET", url: String, headers: [String: String] = [:], at: Timestamp? = nil) {
        (self.method, self.url, self.headers, self.at) = (method, url, headers, at)
    }
}

/// A simulated network: answers in the network's exact shape and checks what it is asked. Pure; `Loopback` puts it behind a socket.
package typealias SimulatedServer = @Sendable (SimulatedRequest) -> Result<Response, FetchFailure>

/// Runs a backfill against a simulated network, with a clock that jumps over every wait. `Authorization` is what Fetch would add.
package func run(
    _ backfill: Backfill, against server: SimulatedServer,
    authorization: (Request.Credential) -> String = { _ in "Bearer test" },
    start: Timestamp = Timestamp(seconds: 1_790_000_000), steps: Int = 10_000
) throws -> (conversation: Conversation, requests: [Request]) {
    var (backfill, now, log) = (backfill, start, [Request]())
    for _ in 0..<steps {
        switch backfill.step(now: now) {
        case .done: return (try backfill.conversation(), log)
        case .wait(let until, _): now = max(until, now)
        case .ask(let requests):
            log += requests
            for request in requests {
                var headers = ["accept": request.accept]
                if let credential = request.credential { headers["authorization"] = authorization(credential) }
                var result = server(SimulatedRequest(url: request.url, headers: headers, at: now))
                if case .success(var response) = result {
                    response.received = now
                    result = .success(response)
                }
                backfill.receive(result, for: request)
            }
            now = now.advanced(byMilliseconds: 50)
        }
    }
    throw Endless()
}

/// A backfill that was still asking after far too many steps.
package struct Endless: Error {
    package init() {}
}
