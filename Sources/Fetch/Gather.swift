import Unroll

/// Runs a backfill to its end: asks what it wants asked, waits when it must, and hands back what came of it. Cancelling the task
/// ends it at once, with `.cancelled`.
package func gather(
    _ backfill: Backfill, over http: some HTTP, now: @Sendable () -> Timestamp = WallClock.now,
    sleep: @Sendable (_ until: Timestamp) async throws -> Void = WallClock.sleep(until:),
    progress: @Sendable (Progress) -> Void = { _ in }
) async throws(BackfillFailure) -> Conversation {
    var backfill = backfill
    while !Task.isCancelled {
        switch backfill.step(now: now()) {
        case .done: return try backfill.conversation()
        case .wait(let until, let host):
            progress(.waiting(until: until, host: host))
            do { try await sleep(until) } catch { throw .cancelled }
        case .ask(let requests):
            await ask(requests, over: http) { result, request in
                backfill.receive(result, for: request)
                progress(.found(posts: backfill.postsFound))
            }
        }
    }
    throw .cancelled
}

/// What there is to tell while posts come in.
package enum Progress: Sendable, Equatable {
    case found(posts: Int)
    case waiting(until: Timestamp, host: String)
}

/// Asks several things at the same time, at most `width` ahead of the oldest that is still unanswered, and hands the answers over in
/// the order of the requests. After a cancellation it hands over nothing more.
func ask(
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
