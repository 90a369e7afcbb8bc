import Foundation
import Simulated
import Synchronization
import Unroll

/// A backfill that was run once against a simulated network and can be run again on the very bytes it was answered.
struct Rehearsal {
    /// What it took to take in all answers of one kind.
    struct Cost {
        var answers = 0
        var bytes = 0
        var nanoseconds = 0.0
        /// For `JSONSerialization` to read the same bytes.
        var peerNanoseconds = 0.0
    }

    let posts: Int
    private let link: PostLink
    private let settings: BackfillSettings
    private let answers: [String: Result<Response, FetchFailure>]

    init(_ link: PostLink, settings: BackfillSettings = BackfillSettings(), _ server: @escaping SimulatedServer) throws
    {
        let log = Log()
        let first = try Simulated.run(Backfill(link, settings: settings), against: log.listening(to: server))
        (self.link, self.settings, posts) = (link, settings, first.conversation.entries.count)
        answers = log.answers.withLock { $0 }
    }

    /// The least of so many `rounds`, by the kind of answer; under "" the whole backfill, from the first question to the
    /// conversation.
    func costs(rounds: Int) throws -> [String: Cost] {
        var least: [String: Cost] = [:]
        for _ in 0..<rounds {
            for (kind, cost) in try round() {
                var known = least[kind] ?? cost
                known.nanoseconds = min(known.nanoseconds, cost.nanoseconds)
                known.peerNanoseconds = min(known.peerNanoseconds, cost.peerNanoseconds)
                least[kind] = known
            }
        }
        return least
    }

    private func round() throws -> [String: Cost] {
        var costs: [String: Cost] = [:]
        var (backfill, now, whole) = (Backfill(link, settings: settings), Timestamp(seconds: 1_790_000_000), Cost())
        while true {
            var step = BackfillStep.done
            whole.nanoseconds += nanoseconds(rounds: 1) { step = backfill.step(now: now) }
            switch step {
            case .wait(let until, _): now = max(until, now)
            case .ask(let requests):
                for request in requests {
                    let cost = cost(of: request, to: &backfill)
                    costs[Rehearsal.kind(of: request), default: Cost()] += cost
                    whole += cost
                }
                now = now.advanced(byMilliseconds: 50)
            case .done:
                whole.nanoseconds += try nanoseconds(rounds: 1) { try backfill.conversation().entries.count }
                costs[""] = whole
                return costs
            }
        }
    }

    private func cost(of request: Request, to backfill: inout Backfill) -> Cost {
        let result = answers[request.url] ?? .failure(.unreachable)
        var cost = Cost(answers: 1)
        cost.nanoseconds = nanoseconds(rounds: 1) { backfill.receive(result, for: request) }
        guard case .success(let response) = result else { return cost }
        cost.bytes = response.body.count
        cost.peerNanoseconds = nanoseconds(rounds: 1) {
            try? JSONSerialization.jsonObject(with: Data(response.body), options: .fragmentsAllowed)
        }
        return cost
    }

    /// The end of the path, ids left out: `search/all`, `{id}/context`, `app.bsky.feed.getPosts`.
    private static func kind(of request: Request) -> String {
        let segments = (URLParts(request.url)?.segments ?? []).filter { $0 != "xrpc" }
        return segments.suffix(2).map { $0.utf8.count > 5 && $0.utf8.allSatisfy(isDigit) ? "{id}" : $0 }
            .joined(separator: "/")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private final class Log: Sendable {
        let answers = Mutex<[String: Result<Response, FetchFailure>]>([:])

        func listening(to server: @escaping SimulatedServer) -> SimulatedServer {
            { request in
                let answer = server(request)
                self.answers.withLock { $0[request.url] = answer }
                return answer
            }
        }
    }
}

extension Rehearsal.Cost {
    static func += (left: inout Rehearsal.Cost, right: Rehearsal.Cost) {
        left.answers += right.answers
        left.bytes += right.bytes
        left.nanoseconds += right.nanoseconds
        left.peerNanoseconds += right.peerNanoseconds
    }
}
