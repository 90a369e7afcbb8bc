import Fetch
import Foundation
import Store
import Testing
import Unroll

@testable import Serve

extension SiteStage {
    /// Keeps a thread; its key.
    @discardableResult func keep(
        _ thread: Unroll.Thread, _ audience: Audience = .public, reason: String = "network",
        linkKey: String? = nil, isNoIndex: Bool = true
    ) async throws -> Int64 {
        var random = SystemRandomNumberGenerator()
        var keeping = Keeping(
            thread, audience: audience, reason: reason, linkKey: linkKey ?? Audience.linkKey(using: &random))
        keeping.isNoIndex = isNoIndex
        guard case .kept(let key, _) = try await store.keep(keeping) else { return 0 }
        return key
    }

    /// The address of a thread's page.
    func address(of thread: Unroll.Thread, linkKey: String? = nil) -> String {
        Place.thread(ThreadPlace(thread.id, on: thread.network, linkKey: linkKey)).address.text
    }
}

/// The recordings of real exchanges, with invented people, that all tests share.
enum Recordings {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Recordings")

    /// `network/name` of each recording that holds a thread.
    static let threads: [String] = [
        "bluesky/lighthouse", "bluesky/deleted-middle", "bluesky/media", "bluesky/quotes", "bluesky/deleted-root",
        "mastodon/everything", "mastodon/quotes", "mastodon/workshop", "mastodon/deleted-middle", "mastodon/gotosocial",
        "x/numbered-thread", "x/media", "x/quotes", "x/edited", "x/deleted-posts", "x/article", "x/long-posts",
        "x/answers-a-stranger",
    ]

    /// The thread of a recording, unrolled as it would be from the network.
    static func thread(_ name: String) async throws -> Unroll.Thread {
        let bytes = try Data(contentsOf: folder.appending(path: name + ".json"))
        let recording = try Recording(json: Array(bytes))
        let link = try PostLink(try #require(recording.links?.first))
        let start = recording.at.flatMap { Timestamp(rfc3339: $0) } ?? Timestamp(milliseconds: 0)
        let backfill = Backfill(link, settings: BackfillSettings().fitting(recording))
        let conversation = try await gather(backfill, over: RecordedHTTP(recording), clock: .replaying(from: start))
        return try unroll(conversation)
    }
}
