/// What a backfill still has to ask, and why it asks it: each request once, pauses kept, rate limits obeyed.
struct Agenda<Errand: Sendable>: Sendable {
    /// Pauses longer than this are not waited for; X's windows are 15 minutes.
    static var longestPause: Int64 { 20 * 60_000 }
    /// How often one request is put again after a rate limit.
    static var attempts: Int { 5 }

    private struct Item: Sendable {
        var request: Request
        var errand: Errand
        var attempt: Int
    }

    private var wanted: [Item] = []
    private var asked: [Request: Item] = [:]
    private var seen: Set<String> = []
    private var pause: (until: Timestamp, host: String)?
    private(set) var requestCount = 0

    /// Whether nothing is wanted and nothing is out.
    var isEmpty: Bool { wanted.isEmpty && asked.isEmpty }

    /// Puts a request on the list; false when this address was already asked for.
    @discardableResult
    mutating func want(_ request: Request, for errand: Errand) -> Bool {
        guard seen.insert(request.accept + " " + request.url).inserted else { return false }
        wanted.append(Item(request: request, errand: errand, attempt: 1))
        return true
    }

    /// Drops what has not been asked yet.
    mutating func clear() { wanted = [] }

    mutating func step(now: Timestamp) -> BackfillStep {
        if wanted.isEmpty { return .done }
        if let pause, now < pause.until { return .wait(until: pause.until, host: pause.host) }
        pause = nil
        let items = wanted
        wanted = []
        for item in items { asked[item.request] = item }
        requestCount += items.count
        return .ask(items.map(\.request))
    }

    /// Why this request was put; nil when it was not. A rate-limited answer is dealt with here: the request goes back on the list
    /// for when the server allows it, and nil is returned, unless that is too late or has happened too often.
    mutating func errand(of request: Request, answeredBy result: Result<Response, FetchFailure>) -> Errand? {
        guard var item = asked.removeValue(forKey: request) else { return nil }
        guard case .success(let response) = result, let wait = RateLimit.wait(after: response, attempt: item.attempt),
            item.attempt < Self.attempts, wait.milliseconds - response.received.milliseconds <= Self.longestPause
        else { return item.errand }
        item.attempt += 1
        wanted.append(item)
        hold(until: wait, host: URLParts(request.url)?.host ?? "")
        return nil
    }

    /// Asks nothing before `until`.
    mutating func hold(until: Timestamp, host: String) {
        if let pause, pause.until >= until { return }
        pause = (until, host)
    }
}
