import Store
import Unroll

/// Who may see a thread, when nobody has decided it for this one. `docs/consent.md` says it in words.
package struct AudienceRule: Sendable, Equatable {
    package var x = Audience.link
    package var bluesky = Audience.public
    package var mastodon = Audience.public
    /// Of authors on Mastodon who ask not to be indexed, archived or visited by bots.
    package var reserved = Audience.link
    /// Of exports the host imported.
    package var exports = Audience.public

    package init() {}

    package struct Decision: Sendable, Equatable {
        package var audience: Audience
        /// A word for the host.
        package var reason: String
    }

    /// Why a thread is not kept at all.
    package enum Refusal: String, Error, Sendable, Equatable, Codable {
        /// Its author shows posts only to people who are logged in.
        case loginOnly = "login-only"
        case protected
        /// It is shown to some people and not to others.
        case withheld
    }

    package func decision(for thread: Unroll.Thread) throws(Refusal) -> Decision {
        let signals = thread.posts.reduce(thread.author.signals) { $0.union($1.author.signals) }
        if signals.contains(.noUnauthenticated) { throw .loginOnly }
        if thread.source.kind == .export { return Decision(audience: exports, reason: "export") }
        switch thread.network {
        case .x:
            if signals.contains(.protected) { throw .protected }
            let own = thread.posts + thread.branches.flatMap(\.posts) + thread.answers.flatMap(\.posts)
            if own.contains(where: \.isWithheld) { throw .withheld }
            return Decision(audience: x, reason: "network")
        case .bluesky: return Decision(audience: bluesky, reason: "network")
        case .mastodon:
            let wishes = AudienceRule.reservations.first { signals.contains($0.signal) }
            guard let wishes, reserved > mastodon else { return Decision(audience: mastodon, reason: "network") }
            return Decision(audience: reserved, reason: wishes.name)
        }
    }

    /// Other people's posts, quoted or answered, that X withholds somewhere: they are left out.
    func withheldOthers(in thread: Unroll.Thread) -> Set<PostID> {
        if thread.network != .x || thread.source.kind == .export { return [] }
        let above = (thread.context + thread.answers.compactMap(\.to)).compactMap { context in
            if case .post(let post) = context { post } else { nil }
        }
        let own = thread.posts + thread.branches.flatMap(\.posts) + thread.answers.flatMap(\.posts)
        let others = above + (above + own).flatMap(\.quoted)
        return Set(others.filter(\.isWithheld).map(\.id))
    }

    /// Whether search engines are asked to leave a thread out, on a site that lets them in.
    package func isNoIndex(_ thread: Unroll.Thread) -> Bool {
        thread.network == .x || AudienceRule.reservations.contains { thread.author.signals.contains($0.signal) }
    }

    private static let reservations: [(signal: ConsentSignals, name: String)] = ConsentSignals.names.filter {
        ConsentSignals.reservations.contains($0.signal)
    }
}

extension Post {
    /// X says in which countries a post is not to be shown.
    fileprivate var isWithheld: Bool { labels.contains { $0.hasPrefix("withheld") } }
}
