import Foundation
import Simulated
import Testing

@testable import Unroll

/// Every answer recorded from the AppView and from servers of the AT Protocol, from the folder beside the project, is read by the
/// type that Skein has for it.
@Suite(
    "Bluesky: answers of real servers",
    .enabled(if: SharedFolder.has("recordings/atproto"), "the shared recordings are not here (SKEIN_SHARED)"))
struct BlueskySharedTests {
    private static let files: [String] = ["recordings/atproto", "recordings/atproto/appview-snapshots"]
        .flatMap { folder in SharedFolder.files(in: folder).map { folder + "/" + $0 } }.filter { $0.hasSuffix(".json") }

    /// Each value in a file, from the outermost inward.
    private func values(_ file: String) throws -> [JSONValue] {
        var (found, waiting) = ([JSONValue](), [try JSONValue(parsing: SharedFolder.read(file))])
        while let value = waiting.popLast() {
            found.append(value)
            waiting += value.list + value.object.values
        }
        return found
    }

    private func read<Wire: Decodable>(_ value: JSONValue, as type: Wire.Type) throws -> Wire {
        let body = try JSONEncoder().encode(value)
        let response = Response(status: 200, body: Array(body), url: "", received: Timestamp(milliseconds: 0))
        return try XRPC.read(.success(response), as: type, from: "appview.example")
    }

    @Test(arguments: files) func everyAnswerDecodes(file: String) throws {
        let values = try values(file)
        #expect(values.count > 1)
        for value in values {
            if let did = value["did"]?.string, value["handle"] != nil, value["didDoc"] == nil {
                #expect(try read(value, as: ProfileWire.self).did == did)
                #expect(DID(did) != nil)
            }
            if let posts = value["posts"]?.list, posts.first?["record"] != nil {
                let answer = try read(value, as: PostsWire.self)
                #expect(answer.posts.compactMap(\.wrappedValue).count == posts.count)
            }
            if let items = value["thread"]?.list, items.first?["depth"] != nil {
                let answer = try read(value, as: ThreadCountWire.self)
                #expect(answer.thread.count == items.count)
            }
            let feed = value["feed"]?.list ?? value.list
            if feed.first?["post"]?["record"] != nil {
                let answer = try read(.object(["feed": .list(feed)]), as: FeedWire.self)
                #expect(answer.feed.compactMap(\.wrappedValue).count == feed.count)
            }
        }
    }
}
