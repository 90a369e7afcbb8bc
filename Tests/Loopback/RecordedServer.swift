import Simulated
import Synchronization
import Unroll

/// Serves a recording's exchanges on loopback, so that the built program can unroll it end to end. A request the recording does not
/// hold is answered 400 and remembered: a test should expect `unexpected` to be empty.
package struct RecordedServer: Sendable {
    package let network: LoopbackNetwork
    /// The recording's links, as they are to be typed.
    package let links: [String]
    private let player: Player

    package static func start(_ recording: Recording) async throws -> RecordedServer {
        let player = Player(recording)
        let origins = recording.exchanges.compactMap { URLParts($0.url) }.filter { $0.scheme.hasPrefix("http") }.map(
            \.origin)
        let network = try await LoopbackNetwork.start(origins: origins) { player.answer(to: $0) }
        let links = (recording.links ?? []).map { network.map.toLoopback($0) }
        return RecordedServer(network: network, links: links, player: player)
    }

    /// The addresses that were asked for and are not in the recording.
    package var unexpected: [String] { player.unexpected }

    package func stop() async { await network.stop() }
}

private final class Player: Sendable {
    private struct State {
        var playback: Playback
        var unexpected: [String] = []
        /// What waits at the ends of the redirects that were recorded.
        var redirected: [String: Response] = [:]
    }

    private let state: Mutex<State>

    init(_ recording: Recording) { state = Mutex(State(playback: Playback(recording))) }

    var unexpected: [String] { state.withLock { $0.unexpected } }

    func answer(to request: SimulatedRequest) -> Result<Response, FetchFailure> {
        state.withLock { state in
            if let waiting = state.redirected[request.url] { return .success(waiting) }
            let asked = Request(request.url, accept: request.headers["accept"] ?? Request.json)
            let result = state.playback.answer(to: asked)
            if case .failure(.notRecorded) = result { state.unexpected.append(request.url) }
            guard case .success(let response) = result, response.url != request.url else { return result }
            state.redirected[response.url] = response
            return .success(
                Response(
                    status: 302, headers: ["location": response.url], body: [], url: request.url,
                    received: response.received))
        }
    }
}
