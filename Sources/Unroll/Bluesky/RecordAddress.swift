/// The address of a record for good, `at://<did>/<collection>/<rkey>`: what identifies a post on Bluesky.
package struct RecordAddress: Hashable, Sendable, CustomStringConvertible {
    package static let posts = "app.bsky.feed.post"

    package let author: DID
    package let collection: String
    package let rkey: String

    /// Nil when `rkey` is none.
    package init?(author: DID, collection: String = RecordAddress.posts, rkey: String) {
        guard RecordKey.isValid(rkey) else { return nil }
        (self.author, self.collection, self.rkey) = (author, collection, rkey)
    }

    /// Nil for anything but the three parts; an address by handle is not one for good.
    package init?(_ text: String) {
        guard text.utf8.count <= 4096, text.hasPrefix("at://") else { return nil }
        let parts = text.dropFirst(5).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let author = DID(parts[0]), !parts[1].isEmpty,
            parts[1].utf8.allSatisfy({ $0.isASCIIAlphanumeric || ".-".utf8.contains($0) })
        else { return nil }
        self.init(author: author, collection: parts[1], rkey: parts[2])
    }

    package var description: String { "at://\(author)/\(collection)/\(rkey)" }

    package var id: PostID { PostID(description) }

    package var isPost: Bool { collection == RecordAddress.posts }

    /// The post's place in time, where its key is a TID.
    package var order: Int64? { TID(rkey)?.value }

    /// The page at bsky.app, by the handle where it is known: DIDs work as well.
    package func page(handle: String? = nil) -> Link? {
        let actor = handle ?? author.text
        return switch collection {
        case RecordAddress.posts: Link("https://bsky.app/profile/\(actor)/post/\(rkey)")
        case "app.bsky.feed.generator": Link("https://bsky.app/profile/\(actor)/feed/\(rkey)")
        case "app.bsky.graph.list": Link("https://bsky.app/profile/\(actor)/lists/\(rkey)")
        case "app.bsky.graph.starterpack": Link("https://bsky.app/starter-pack/\(actor)/\(rkey)")
        default: Link("https://bsky.app/profile/\(actor)")
        }
    }
}
