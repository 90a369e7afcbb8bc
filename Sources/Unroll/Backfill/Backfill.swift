/// Gathers the conversation around one post without doing any I/O: it says what it wants to ask next, is handed what came of it,
/// failures included, and at the end has a `Conversation` or the reason why there is none. Fed the same exchanges, it comes to
/// the same point.
package enum Backfill: Sendable {
    case x(XBackfill)
    case bluesky(BlueskyBackfill)
    case mastodon(MastodonBackfill)

    package init(_ link: PostLink, settings: BackfillSettings) {
        switch link {
        case .x(let link): self = .x(XBackfill(link, settings: settings))
        case .bluesky(let link): self = .bluesky(BlueskyBackfill(link, settings: settings))
        case .mastodon(let link): self = .mastodon(MastodonBackfill(link, settings: settings))
        }
    }

    /// What to do next. The requests of one `.ask` may be sent at the same time; every one of them is answered through `receive`,
    /// in this order, before the next step.
    package mutating func step(now: Timestamp) -> BackfillStep {
        switch self {
        case .x(var backfill):
            defer { self = .x(backfill) }
            return backfill.step(now: now)
        case .bluesky(var backfill):
            defer { self = .bluesky(backfill) }
            return backfill.step(now: now)
        case .mastodon(var backfill):
            defer { self = .mastodon(backfill) }
            return backfill.step(now: now)
        }
    }

    package mutating func receive(_ result: Result<Response, FetchFailure>, for request: Request) {
        switch self {
        case .x(var backfill):
            backfill.receive(result, for: request)
            self = .x(backfill)
        case .bluesky(var backfill):
            backfill.receive(result, for: request)
            self = .bluesky(backfill)
        case .mastodon(var backfill):
            backfill.receive(result, for: request)
            self = .mastodon(backfill)
        }
    }

    /// How many posts have come in so far.
    package var postsFound: Int {
        switch self {
        case .x(let backfill): backfill.postsFound
        case .bluesky(let backfill): backfill.postsFound
        case .mastodon(let backfill): backfill.postsFound
        }
    }

    /// Where the thread is at home, as far as that is known by now.
    package struct Home: Sendable, Hashable {
        /// On Bluesky the given post by its author's DID, then the conversation's first; on Mastodon the given post on its author's own
        /// server, where the link leads to another's copy.
        package var post: PostLink
        /// Whether the thread that is gathered is the one this post stands in.
        package var isOfThread: Bool
    }

    package var home: Home? {
        switch self {
        case .x: nil
        case .bluesky(let backfill): backfill.home
        case .mastodon(let backfill): backfill.home
        }
    }

    /// What was gathered, once `step` has said `.done`.
    package func conversation() throws(BackfillFailure) -> Conversation {
        switch self {
        case .x(let backfill): try backfill.conversation()
        case .bluesky(let backfill): try backfill.conversation()
        case .mastodon(let backfill): try backfill.conversation()
        }
    }
}

/// What a backfill wants next.
package enum BackfillStep: Sendable, Equatable {
    case ask([Request])
    /// Nothing to do before this instant; `host` asked for the pause.
    case wait(until: Timestamp, host: String)
    case done
}

/// What a backfill needs to know of the settings: addresses, and for which doors there is a key, never the keys.
package struct BackfillSettings: Sendable, Equatable {
    /// Sources for X without a key; off unless the person chose one.
    package enum XFallback: String, Sendable, Codable, CaseIterable {
        case syndication, fxtwitter
    }

    /// Origins without a final slash.
    package var xURL = "https://api.x.com"
    package var blueskyURL = "https://public.api.bsky.app"
    package var plcURL = "https://plc.directory"
    package var hasXToken = false
    package var xFallback: XFallback?
    /// Replaces the fallback's usual origin.
    package var xFallbackURL: String?
    /// `host` or `host:port` in lower case, for which there is a token.
    package var mastodonTokenHosts: Set<String> = []
    /// Hosts (`host` or `host:port`) that may be asked over plain http.
    package var plainHosts: Set<String> = []

    package init() {}
}

/// Why there is no conversation. `Words` has the sentence for each.
package enum BackfillFailure: Error, Hashable, Sendable, Codable {
    /// The given post was deleted, and nothing of its thread was found.
    case deleted
    /// The post's own server knows no such post, and tells what was deleted from what never was as little as from a wrong link.
    case absent
    /// No such post, or no such account.
    case notFound(host: String)
    case protected
    case suspended
    case blocked
    /// The author shows posts only to people who are logged in, and Skein keeps to that.
    case loginOnly
    /// The post is not public or unlisted.
    case notPublic
    /// The server answers nobody without a login; a token may help.
    case closed(host: String)
    /// The token was not accepted (401).
    case badToken(host: String)
    /// The server refuses (403).
    case forbidden(host: String)
    case rateLimited(host: String)
    /// 5xx, also when tried again.
    case serverFailed(host: String, status: Int)
    /// An answer that is not what the network says it answers: HTML, cut off, wrong types, nested too deep.
    case unreadable(host: String)
    case unanswered(host: String, FetchFailure)
    case needsXToken
    /// The access the token gives does not include looking up posts.
    case tierRefused
    case budgetSpent
    /// `handle` leads to no account.
    case unknownHandle(String)
    /// The posts answer each other in a circle.
    case cycle
    /// The person stopped it.
    case cancelled
}
