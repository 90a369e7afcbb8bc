import Simulated
import Testing

@testable import Unroll

/// Recorded threads of every network, played back with damaged answers: whatever comes of it, the backfill ends, what it gathers is
/// sound and no larger than what was sent, the algorithm takes it, and the same answers give the same thread.
@Suite struct BackfillFuzzTests {
    /// Larger recordings hold more of the same.
    private static let largest = 100_000

    @Test(arguments: ProjectRecordings.all) func damagedAnswersFuzz(name: String) throws {
        let bytes = try ProjectRecordings.bytes(name)
        if bytes.count > Self.largest { return }
        let recording = try Recording(json: bytes)
        let links = try #require(recording.links).map { try PostLink($0) }
        for round in 0..<UInt64(FuzzRounds.count(usually: 8)) {
            let link = links[Int(round) % links.count]
            let hint: Comment = "\(name), round \(round)"
            let played = Self.play(recording, link, seed: round)
            #expect(played.steps < Self.mostSteps, hint)
            if round < 2 {
                let again = Self.play(recording, link, seed: round)
                #expect(played.conversation?.entries.map(\.id) == again.conversation?.entries.map(\.id), hint)
            }
            guard let conversation = played.conversation else { continue }
            #expect(conversation.entries.count <= played.bytes, hint)
            Soundness.check(conversation, hint)
            if let thread = try? unroll(conversation) { #expect(!thread.posts.isEmpty) }
        }
    }

    private static let mostSteps = 3000

    private struct Played {
        var conversation: Conversation?
        var steps = 0
        var bytes = 0
    }

    private static func play(_ recording: Recording, _ link: PostLink, seed: UInt64) -> Played {
        var backfill = Backfill(link, settings: BackfillSettings(fitting: recording))
        var (playback, mutator, played) = (Playback(recording), Mutator(seed: seed), Played())
        var now = recording.at.flatMap { Timestamp(rfc3339: $0) } ?? Timestamp(milliseconds: 0)
        gathering: while played.steps < mostSteps {
            played.steps += 1
            switch backfill.step(now: now) {
            case .done: break gathering
            case .wait(let until, _): now = max(now, until)
            case .ask(let requests):
                for request in requests {
                    let result = damaged(playback.answer(to: request), at: now, &mutator)
                    if case .success(let response) = result { played.bytes += response.body.count }
                    backfill.receive(result, for: request)
                }
            }
        }
        played.conversation = try? backfill.conversation()
        return played
    }

    /// Half of the answers come through whole, so that the thread goes on.
    private static func damaged(
        _ result: Result<Response, FetchFailure>, at now: Timestamp, _ mutator: inout Mutator
    ) -> Result<Response, FetchFailure> {
        guard case .success(var response) = result, mutator.isLucky(oneIn: 2) else { return result }
        response.received = now
        if mutator.isLucky(oneIn: 12) {
            response.status =
                [200, 204, 301, 400, 401, 403, 404, 410, 429, 503].randomElement(using: &mutator.random) ?? 200
            for name in ["retry-after", "x-rate-limit-reset", "ratelimit-reset", "x-ratelimit-reset"] {
                response.headers[name] = mutator.damaged("1790000300")
            }
        } else if mutator.isLucky(oneIn: 20) {
            return .failure(.connectionLost)
        } else {
            response.body = mutator.damagedJSON(response.body)
        }
        return .success(response)
    }
}
