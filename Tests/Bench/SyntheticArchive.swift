import Foundation
import Store
import Synchronization
import Unroll

/// An archive of invented threads. One author has written every other of them, a thousand the rest.
enum SyntheticArchive {
    static let page = "/thread/bluesky/did:plc:writer0/t0p0"
    static let author = "/author/bluesky/did:plc:writer0"
    /// In the first post of each of the oldest threads, and nowhere else however large the archive is.
    static let rareWord = "lighthouse"
    private static let rareThreads = 50
    /// In every 21st post.
    static let frequentWord = "heron"
    static let handle = "writer0.example"
    private static let words = [
        "lens", "harbour", "glass", "keeper", "lamp", "fog", "signal", "storm", "rock", "oil", "wick", "mirror",
        "night",
        "ship", "coast", "tower", "stairs", "winter", "log", "clockwork",
    ]

    static func open(_ database: String) async throws -> Store {
        guard let key = RemovalKey(Array(repeating: 7, count: 32)) else { throw CocoaError(.fileReadUnknown) }
        return try await Store(try DatabaseAddress(database), removals: key)
    }

    /// Adds the threads from number `first` up to `threads`, each of so many posts.
    static func fill(_ database: String, threads: Int, from first: Int = 0, posts: Int) async throws {
        let store = try await open(database)
        for start in stride(from: first, to: threads, by: 200) {
            let batch = (start..<min(start + 200, threads)).map { thread($0, posts: posts) }
            try await store.database.write { [removals = store.removals] connection throws(StoreFailure) in
                for (number, thread) in batch.enumerated() {
                    let keeping = Keeping(
                        thread, audience: .public, reason: "network", linkKey: "k\(start + number)")
                    _ = try connection.keep(keeping, removals: removals)
                }
            }
        }
        await store.close()
    }

    private static func thread(_ number: Int, posts: Int) -> Unroll.Thread {
        let writer = number.isMultiple(of: 2) ? 0 : 1 + number / 2 % 1000
        let did = "did:plc:writer\(writer)"
        let author = Author(id: Author.ID(did), handle: "writer\(writer).example", name: "A Writer")
        let posts = (0..<posts).map { post(number, $0, by: author) }
        return Unroll.Thread(
            network: .bluesky, id: posts[0].id, aliases: [],
            url: Link("https://bsky.app/profile/\(did)/post/t\(number)p0"),
            anchor: posts[0].id, author: author, title: "What the keepers wrote, \(number)", language: "en",
            posts: posts,
            branches: [], answers: [], context: [], missing: [],
            completeness: Completeness(state: .complete, found: posts.count),
            retrieved: Timestamp(seconds: 1_790_000_000), source: Source(kind: .api, host: "api.example"), remarks: [])
    }

    private static func post(_ thread: Int, _ number: Int, by author: Author) -> Post {
        let seed = thread &* 31 &+ number
        let some = (0..<8).map { words[(seed &* (2 * $0 + 7) &+ $0) % words.count] }.joined(separator: " ")
        let rare = thread < rareThreads && number == 0 ? " The \(rareWord) is still there." : ""
        let frequent = (thread * 10 + number).isMultiple(of: 21) ? " A \(frequentWord) stood by." : ""
        var post = Post(
            id: PostID("at://\(author.id.value)/app.bsky.feed.post/t\(thread)p\(number)"), author: author,
            published: Timestamp(seconds: 1_700_000_000 + Int64(thread) * 600 + Int64(number)),
            text:
                "They kept a book — in all weathers — and in it stands: \(some).\(rare)\(frequent)\n\nMore is at example.org/\(seed), as far as one can read it."
        )
        post.language = "en"
        post.url = Link("https://bsky.app/profile/\(author.id.value)/post/t\(thread)p\(number)")
        return post
    }
}

/// The end of `work`, waited for on this thread.
func blocking<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
    let (done, result) = (DispatchSemaphore(value: 0), ResultBox<Value>())
    Task.detached {
        do {
            let value = try await work()
            result.value.withLock { $0 = .success(value) }
        } catch { result.value.withLock { $0 = .failure(error) } }
        done.signal()
    }
    done.wait()
    guard let end = result.value.withLock({ $0 }) else { throw CocoaError(.fileReadUnknown) }
    return try end.get()
}

private final class ResultBox<Value: Sendable>: Sendable {
    let value = Mutex<Result<Value, any Error>?>(nil)
}
