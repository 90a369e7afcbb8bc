/// Which post somebody means.
package enum PostLink: Hashable, Sendable {
    case x(XLink)
    case bluesky(BlueskyLink)
    case mastodon(MastodonLink)

    package struct XLink: Hashable, Sendable {
        /// Digits, without leading zeros.
        package var id: String
        package init(id: String) { self.id = id }
    }

    package struct BlueskyLink: Hashable, Sendable {
        /// A handle or a DID.
        package var actor: String
        package var rkey: String
        package init(actor: String, rkey: String) { (self.actor, self.rkey) = (actor, rkey) }
    }

    package struct MastodonLink: Hashable, Sendable {
        /// `https://host[:port]`, or `http` where the link says so.
        package var origin: String
        /// The id the server's client API knows the post by; nil where the address does not tell (Pleroma's `/objects/…`,
        /// snac), so that it has to be asked for.
        package var id: String?
        /// The address as given, without query and fragment.
        package var url: String
        package init(origin: String, id: String?, url: String) { (self.origin, self.id, self.url) = (origin, id, url) }
    }
}
