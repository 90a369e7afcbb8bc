import Foundation

@testable import Unroll

/// All recordings written for the project, by `network/name`.
enum ProjectRecordings {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Recordings")

    static let all: [String] = ["bluesky", "mastodon", "x"].flatMap { network in
        let path = folder.appending(path: network).path(percentEncoded: false)
        let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return files.filter { $0.hasSuffix(".json") }.sorted().map { network + "/" + $0.dropLast(5) }
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name + ".json")))
    }
}

extension BackfillSettings {
    /// With the keys and sources that were used when `recording` was made.
    init(fitting recording: Recording) {
        self.init()
        for exchange in recording.exchanges {
            let host = URLParts(exchange.url)?.hostAndPort ?? ""
            if host == "api.x.com" { hasXToken = true }
            if host == "cdn.syndication.twimg.com" { xFallback = .syndication }
            if host == "api.fxtwitter.com" { xFallback = .fxtwitter }
            if exchange.hadKey == true { mastodonTokenHosts.insert(host) }
        }
    }
}
