import Fetch
import Render
import Unroll

/// Where conversations and pictures come from: the network, a recording or an export.
struct Retrieval: Sendable {
    /// The links a recording names itself.
    var ownLinks: [String] = []
    var conversation: @Sendable (_ link: String) async throws(Problem) -> Conversation
    var pictures: @Sendable (Thread) async -> [String: RenderOptions.Picture] = { _ in [:] }
}

extension Retrieval {
    /// Answers from a recording, at the time it was made; every pause is over at once.
    static func replaying(_ recording: Recording, _ configuration: Configuration) -> Retrieval {
        let clock = ReplayClock(recording.at.flatMap { Timestamp(rfc3339: $0) } ?? Timestamp(milliseconds: 0))
        let settings = configuration.backfillSettings.fitting(recording)
        return Retrieval(ownLinks: Array((recording.links ?? []).prefix(1))) { link throws(Problem) in
            let backfill = Backfill(try postLink(link), settings: settings)
            return try await asProblem { () async throws(BackfillFailure) in
                try await gather(
                    backfill, over: RecordedHTTP(recording), now: { clock.now }, sleep: { clock.advance(to: $0) },
                    progress: { _ in })
            }
        }
    }
}

extension BackfillSettings {
    /// With the keys that were used when the recording was made: X was asked, so there was one for X.
    func fitting(_ recording: Recording) -> BackfillSettings {
        var settings = self
        for exchange in recording.exchanges {
            if exchange.url.hasPrefix(xURL + "/") { settings.hasXToken = true }
            if exchange.hadKey == true, let host = URLParts(exchange.url)?.hostAndPort {
                settings.mastodonTokenHosts.insert(host)
            }
        }
        return settings
    }
}

extension Recording {
    init(file path: String) throws(CommandProblem) {
        let bytes = try InputFile.bytes(of: path)
        do { self = try Recording(json: bytes) } catch { throw .notRecording(path: path) }
    }
}
