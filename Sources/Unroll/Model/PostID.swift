/// A social network Skein reads. An enum rather than a protocol: the compiler then leads whoever adds one to every
/// place that needs it.
package enum Network: String, Sendable, CaseIterable, Codable {
    case x, bluesky, mastodon
}

/// The identity of a post, as its network gives it for good: an X id (`1729…`), an `at://` URI whose authority is a DID
/// (`at://did:plc:…/app.bsky.feed.post/3k…`), or the ActivityPub `uri` given by the author's home server.
package struct PostID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let value: String

    package init(_ value: String) { self.value = value }

    package var description: String { value }

    /// Shorter ids come first, then bytes decide: right for X's growing numbers and for Bluesky's fixed-width TIDs.
    package static func < (left: PostID, right: PostID) -> Bool {
        let (l, r) = (left.value.utf8, right.value.utf8)
        return l.count == r.count ? l.lexicographicallyPrecedes(r) : l.count < r.count
    }
}
