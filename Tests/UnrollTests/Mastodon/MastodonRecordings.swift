import Foundation
import Testing

@testable import Unroll

/// The recordings written for the project under `Tests/Recordings/mastodon`.
enum MastodonRecordings {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Recordings/mastodon")

    static let all: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
        return (files ?? []).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }()

    static func read(_ name: String) throws -> Recording {
        try Recording(json: Array(Data(contentsOf: folder.appending(path: name + ".json"))))
    }

    struct Played {
        var conversation: Conversation
        var requests: [Request]
        /// Milliseconds the backfill wanted to wait.
        var waited: Int64
    }

    /// Plays a recording to its end, from one of its links. Whatever is asked has to be in it, with a key where it was
    /// recorded with one.
    static func play(_ name: String, link: Int = 0) throws -> Played {
        let recording = try read(name)
        return try play(recording, try PostLink(try #require(recording.links)[link]))
    }

    static func play(_ recording: Recording, _ link: PostLink) throws -> Played {
        var settings = BackfillSettings()
        settings.mastodonTokenHosts = Set(
            recording.exchanges.filter { $0.hadKey == true }.compactMap { URLParts($0.url)?.hostAndPort })
        settings.plainHosts = Set(
            recording.exchanges.filter { $0.url.hasPrefix("http:") }.compactMap { URLParts($0.url)?.hostAndPort })
        var (playback, backfill) = (Playback(recording), Backfill(link, settings: settings))
        let start = try #require(recording.at.flatMap { Timestamp(rfc3339: $0) })
        var (now, requests) = (start, [Request]())
        for _ in 0..<200 {
            switch backfill.step(now: now) {
            case .done:
                return Played(
                    conversation: try backfill.conversation(), requests: requests,
                    waited: now.milliseconds - start.milliseconds)
            case .wait(let until, _): now = until
            case .ask(let asked):
                requests += asked
                for request in asked {
                    let result = playback.answer(to: request)
                    if case .failure(.notRecorded) = result { Issue.record("not recorded: \(request.url)") }
                    backfill.receive(result, for: request)
                }
            }
        }
        throw CancellationError()
    }
}
