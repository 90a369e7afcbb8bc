import Foundation
import Testing

@testable import Unroll

/// The recordings written for the project under `Tests/Recordings/x`.
enum XRecordings {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Recordings/x")

    static let all: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
        return (files ?? []).filter { $0.hasSuffix(".json") }.sorted()
    }()

    static func read(_ name: String) throws -> Recording {
        try Recording(json: Array(Data(contentsOf: folder.appending(path: name))))
    }

    /// Plays a recording to its end.
    static func play(_ name: String, _ id: String? = nil, settings: BackfillSettings? = nil) throws -> Conversation {
        let recording = try read(name)
        let link = try #require(recording.links?.first)
        let given = try id ?? #require(XURL.postID(in: link))
        var playback = Playback(recording)
        var backfill = XStory.backfill(given, settings ?? fitting(name))
        var now = try #require(recording.at.flatMap { Timestamp(rfc3339: $0) })
        for _ in 0..<100 {
            switch backfill.step(now: now) {
            case .done: return try backfill.conversation()
            case .wait(let until, _): now = until
            case .ask(let requests):
                for request in requests {
                    let result = playback.answer(to: request)
                    if case .failure(.notRecorded) = result { Issue.record("\(name) lacks \(request.url)") }
                    backfill.receive(result, for: request)
                }
            }
        }
        throw CancellationError()
    }

    private static func fitting(_ name: String) -> BackfillSettings {
        var settings = BackfillSettings()
        settings.hasXToken = !name.hasPrefix("unofficial-")
        settings.xFallback = name.contains("fxtwitter") ? .fxtwitter : .syndication
        return settings
    }
}
