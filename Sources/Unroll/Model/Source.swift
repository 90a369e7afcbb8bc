/// Where the posts of a conversation came from.
package struct Source: Hashable, Sendable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// The network's own interface.
        case api
        /// ActivityPub objects, where a server closes its client interface.
        case activityPub = "activitypub"
        /// X's embed service, without a key.
        case syndication
        /// A self-hosted or public FxTwitter-compatible service.
        case fxtwitter
        /// The author's own data export.
        case export
    }

    package var kind: Kind
    /// The server asked, e.g. `api.x.com`; for an export the name of its file.
    package var host: String

    package init(kind: Kind, host: String) { (self.kind, self.host) = (kind, host) }

    /// Whether the network or the author stands behind the answers.
    package var isOfficial: Bool { kind != .syndication && kind != .fxtwitter }
}
