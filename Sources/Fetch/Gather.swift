import Unroll

/// Runs a backfill to its end: asks what it wants asked, waits when it must, and hands back what came of it. Cancelling the task
/// ends it at once, with `.cancelled`; so does `goesOn`, which is asked whenever more is known of the thread's home.
package func gather(
    _ backfill: Backfill, over http: some HTTP, clock: Clock = .wall,
    progress: @Sendable (Progress) -> Void = { _ in }, goesOn: (Backfill.Home) async -> Bool = { _ in true }
) async throws(BackfillFailure) -> Conversation {
    var (backfill, home) = (backfill, Backfill.Home?.none)
    try await converse(
        over: http, clock: clock, step: { backfill.step(now: $0) },
        receive: { result, request in
            backfill.receive(result, for: request)
            progress(.found(posts: backfill.postsFound))
        }, pause: { progress(.waiting(until: $0, host: $1)) },
        goesOn: {
            guard let known = backfill.home, known != home else { return true }
            home = known
            return await goesOn(known)
        })
    return try backfill.conversation()
}

/// Finds out what unrolling a thread on X will cost; this is asked for, and billed, as everything else.
package func price(
    _ estimate: XEstimate, over http: some HTTP, clock: Clock = .wall, progress: @Sendable (Progress) -> Void = { _ in }
) async throws(BackfillFailure) -> XEstimate.Price {
    var estimate = estimate
    try await converse(
        over: http, clock: clock, step: { estimate.step(now: $0) },
        receive: { estimate.receive($0, for: $1) }, pause: { progress(.waiting(until: $0, host: $1)) },
        goesOn: { true })
    return try estimate.estimate()
}

/// What there is to tell while posts come in.
package enum Progress: Sendable, Equatable {
    case found(posts: Int)
    case waiting(until: Timestamp, host: String)
}

/// Does what `step` says until it says it is done, and hands over what came of every request.
private func converse(
    over http: some HTTP, clock: Clock, step: (Timestamp) -> BackfillStep,
    receive: (Result<Response, FetchFailure>, Request) -> Void, pause: (_ until: Timestamp, _ host: String) -> Void,
    goesOn: () async -> Bool
) async throws(BackfillFailure) {
    while !Task.isCancelled {
        switch step(clock.now()) {
        case .done: return
        case .wait(let until, let host):
            pause(until, host)
            do { try await clock.sleep(until) } catch { throw .cancelled }
        case .ask(let requests):
            guard await goesOn() else { throw .cancelled }
            await ask(requests, over: http, receive: receive)
        }
    }
    throw .cancelled
}

/// Asks several things at the same time, at most `width` ahead of the oldest that is still unanswered, and hands the answers over in
/// the order of the requests. After a cancellation it hands over nothing more.
package func ask(
    _ requests: [Request], width: Int = 16, over http: some HTTP,
    receive: (Result<Response, FetchFailure>, Request) -> Void
) async {
    await withTaskGroup(of: (Int, Result<Response, FetchFailure>).self) { group in
        var early: [Int: Result<Response, FetchFailure>] = [:]
        var (started, delivered) = (0, 0)
        while delivered < requests.count {
            while started < min(requests.count, delivered + width) {
                let (index, request) = (started, requests[started])
                group.addTask { (index, await http.answer(to: request)) }
                started += 1
            }
            guard let (index, result) = await group.next(), !Task.isCancelled else { return group.cancelAll() }
            early[index] = result
            while let next = early.removeValue(forKey: delivered) {
                receive(next, requests[delivered])
                delivered += 1
            }
        }
    }
}
