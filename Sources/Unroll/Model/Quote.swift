/// A post shown inside another.
package indirect enum Quote: Equatable, Sendable {
    case post(Post)
    /// The quoted post is not there to be shown.
    case placeholder(QuotePlaceholder)

    /// Quotes inside quotes are kept to this depth; deeper ones become placeholders with their link.
    package static let maximumDepth = 2
}

package struct QuotePlaceholder: Hashable, Sendable {
    package enum State: String, Sendable, Codable, CaseIterable {
        /// It was taken out of this quote: by its author (Bluesky's detached, Mastodon's revoked and rejected), or by the host of the
        /// archive, who removed it there.
        case withdrawn
        case deleted
        /// Gone with a suspended account.
        case suspended
        /// Blocked, protected, for logged-in people only, or a state Skein does not know.
        case notVisible = "not-visible"
        /// Its author has not agreed to it yet.
        case pending
        /// It can be seen at its address; it was not part of what the network sent.
        case notLoaded = "not-loaded"
    }

    package var state: State
    package var id: PostID?
    package var url: Link?

    package init(_ state: State, id: PostID? = nil, url: Link? = nil) {
        (self.state, self.id, self.url) = (state, id, url)
    }
}
