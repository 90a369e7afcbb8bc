import Synchronization
import Unroll

/// Goes on with a retrieval that was broken off. What was answered before is answered again, in the order in which it came, and costs
/// nothing; whatever else is asked is passed on, and kept before it is handed over, so that the next request is not put earlier.
package final class ResumedHTTP: HTTP {
    /// A question and what came of it.
    package struct Exchange: Sendable {
        package var request: Request
        package var result: Result<Response, FetchFailure>
        package var at: Timestamp

        package init(_ request: Request, _ result: Result<Response, FetchFailure>, at: Timestamp) {
            (self.request, self.result, self.at) = (request, result, at)
        }
    }

    /// Keeps an exchange; where that fails, nothing more is asked.
    package typealias Keep = @Sendable (Request, Result<Response, FetchFailure>) async throws -> Void

    fileprivate struct State {
        var waiting: [String: [Exchange]]
        var count: Int
        var instant: Timestamp
        var failure: (any Error)?
    }

    private let source: (any HTTP)?
    private let keep: Keep
    /// What was paid for is kept, one answer after the other.
    private let line = OneAtATime()
    private let state: Mutex<State>

    /// `start` is when the retrieval began. Without a `source` what was not asked before fails with `.notRecorded`; then a question of X
    /// that differs in which fields it wants gets the answer that is there, for earlier versions of the program wanted others.
    package init(_ kept: [Exchange], from start: Timestamp, then source: (any HTTP)?, keep: @escaping Keep) {
        (self.source, self.keep) = (source, keep)
        let waiting = Dictionary(grouping: kept) { $0.request.question }
        state = Mutex(State(waiting: waiting, count: kept.count, instant: start))
    }

    /// Why an exchange could not be kept.
    package var failure: (any Error)? { state.withLock { $0.failure } }
    package var isBroken: Bool { failure != nil }

    package func answer(to request: Request) async -> Result<Response, FetchFailure> {
        if let result = state.withLock({ $0.takeKept(request, takesOthers: source == nil) }) { return result }
        guard let source else { return .failure(.notRecorded) }
        if isBroken { return .failure(.cancelled) }
        let result = await ResumedHTTP.answer(to: request, from: source)
        if result == .failure(.cancelled) { return result }
        let failure = await line.run { [keep] () -> (any Error)? in
            do { try await keep(request, result) } catch { return error }
            return nil
        }
        guard let failure else { return result }
        state.withLock { $0.failure = $0.failure ?? failure }
        return .failure(.cancelled)
    }

    /// What costs money is waited for a little longer after a cancellation, for its answer has to be paid in any case.
    private static func answer(
        to request: Request, from source: any HTTP
    ) async -> Result<Response, FetchFailure> {
        guard request.priceMicrodollars > 0 else { return await source.answer(to: request) }
        let asking = Task { await source.answer(to: request) }
        return await withTaskCancellationHandler {
            await asking.value
        } onCancel: {
            Task {
                try? await Task.sleep(for: grace)
                asking.cancel()
            }
        }
    }

    /// Within the ten seconds that a server has to end.
    private static let grace = Duration.seconds(5)

    /// The time of the answers that are given again, as long as there are any; then `clock`'s. A backfill then asks for the same as
    /// it did the first time.
    package func clock(then clock: Clock) -> Clock {
        Clock(
            now: { self.state.withLock { $0.count > 0 ? $0.instant : nil } ?? clock.now() },
            sleep: { until in
                let isPast = self.state.withLock { state in
                    if state.count > 0 { state.instant = max(state.instant, until) }
                    return state.count > 0
                }
                if !isPast { try await clock.sleep(until) }
            })
    }
}

extension ResumedHTTP.State {
    fileprivate mutating func takeKept(
        _ request: Request, takesOthers: Bool
    ) -> Result<Response, FetchFailure>? {
        let question = request.question
        let same = waiting[question]?.firstIndex { $0.request.url == request.url }
        guard let index = same ?? (takesOthers ? waiting[question]?.indices.first : nil),
            let exchange = waiting[question]?.remove(at: index)
        else { return nil }
        count -= 1
        instant = max(instant, exchange.at)
        return exchange.result
    }
}

extension Request {
    /// What is asked, whichever fields are wanted: the names of all parameters, and the values of those that X does not call fields or
    /// expansions (X API v2, "Using fields and expansions").
    fileprivate var question: String {
        guard let mark = url.firstIndex(of: "?") else { return accept + " " + url }
        let parameters = url[url.index(after: mark)...].split(separator: "&").map { parameter in
            let name = parameter.prefix { $0 != "=" }
            return name.hasSuffix(".fields") || name == "expansions" ? name : parameter
        }
        return accept + " " + url[...mark] + parameters.joined(separator: "&")
    }
}
