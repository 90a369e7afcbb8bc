/// Whoever wrote a post. The id stays for good; handle, name and picture are attributes that change.
package struct Author: Hashable, Sendable {
    /// The network's own identity of an account: an X user id, a DID, or the ActivityPub actor `uri`.
    package struct ID: Hashable, Sendable {
        package let value: String
        package init(_ value: String) { self.value = value }
    }

    package var id: ID
    /// Without a leading `@`: `ines` on X, `ines.example.com` on Bluesky, `ines@social.example` on Mastodon.
    package var handle: String
    /// The display name; empty when the author gave none.
    package var name: String
    package var url: Link?
    package var avatar: Link?
    /// What they say of themselves, in plain text; empty where it is not known.
    package var bio: String
    package var signals: ConsentSignals
    /// Custom emoji that stand in the name, by shortcode.
    package var emoji: [CustomEmoji]

    package init(
        id: ID, handle: String, name: String = "", url: Link? = nil, avatar: Link? = nil, bio: String = "",
        signals: ConsentSignals = [], emoji: [CustomEmoji] = []
    ) {
        (self.id, self.handle, self.name, self.url, self.avatar) = (id, handle, name, url, avatar)
        (self.bio, self.signals, self.emoji) = (bio, signals, emoji)
    }

    /// The name, or the handle where there is none.
    package var displayName: String { name.isEmpty ? handle : name }
}

/// What an author has said about being indexed, archived or shown to people who are not logged in.
package struct ConsentSignals: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Bluesky's profile self-label `!no-unauthenticated`: only for people who are logged in.
    package static let noUnauthenticated = ConsentSignals(rawValue: 1 << 0)
    /// `noindex`: no search engines (Mastodon account attribute or page header).
    package static let noIndex = ConsentSignals(rawValue: 1 << 1)
    /// Mastodon's `indexable: false`: not in full-text search.
    package static let notIndexable = ConsentSignals(rawValue: 1 << 2)
    /// `#nobot` or `#nobots` in the profile.
    package static let noBot = ConsentSignals(rawValue: 1 << 3)
    /// `#noarchive` in the profile.
    package static let noArchive = ConsentSignals(rawValue: 1 << 4)
    /// `discoverable: false`: not to be suggested to others.
    package static let notDiscoverable = ConsentSignals(rawValue: 1 << 5)
    /// A protected (X) or locked (Mastodon) account.
    package static let protected = ConsentSignals(rawValue: 1 << 6)
    /// The account says of itself that it is a bot.
    package static let bot = ConsentSignals(rawValue: 1 << 7)

    /// What keeps an author's posts out of search.
    package static let reservations: ConsentSignals = [.notIndexable, .noIndex, .noBot, .noArchive]

    /// The signals with the names they have in JSON, in a fixed order.
    package static let names: [(signal: ConsentSignals, name: String)] = [
        (.noUnauthenticated, "no-unauthenticated"), (.noIndex, "noindex"), (.notIndexable, "not-indexable"),
        (.noBot, "nobot"), (.noArchive, "noarchive"), (.notDiscoverable, "not-discoverable"),
        (.protected, "protected"), (.bot, "bot"),
    ]
}

/// A small picture a server shows in place of `:shortcode:`.
package struct CustomEmoji: Hashable, Sendable {
    package var shortcode: String
    package var url: Link

    package init(shortcode: String, url: Link) { (self.shortcode, self.url) = (shortcode, url) }
}
