/// What stands around the posts of a document.
package struct ThreadWords: Sendable {
    package var network: @Sendable (Network) -> String
    /// `25 posts`.
    package var posts: @Sendable (Int) -> String
    /// The heading over a thread of which everything has vanished.
    package var nothingLeft: String
    package var readOn: @Sendable (Network) -> String
    /// What the posts above the first one are, when the thread answers somebody.
    package var context: String
    /// The heading over other chains by the author.
    package var branches: String
    /// One such chain: the number of the post it leaves, where that is in the main line, and how many posts it has.
    package var branch: @Sendable (_ after: Int?, _ count: Int) -> String
    /// The heading over answers to others.
    package var answers: String
    /// One answer, by the name of whoever is answered.
    package var answerTo: @Sendable (String) -> String
    /// A post by somebody that is answered, when it cannot be shown.
    package var answeredPostMissing: @Sendable (Tombstone.Reason) -> String
    /// Where a thread was taken from, and when (already in words).
    package var retrieved: @Sendable (_ source: Source, _ date: String) -> String
    /// The permalink of a post, said to people who do not see its place.
    package var permalink: @Sendable (Int) -> String
}

extension ThreadWords {
    package static let english = ThreadWords(
        network: englishNetwork,
        posts: englishPosts,
        nothingLeft: "Nothing left to read",
        readOn: { $0 == .x ? "View on X" : "Read on \(englishNetwork($0))" },
        context: "In answer to",
        branches: "Also by the author",
        branch: { after, count in
            let place = after.map { ", after post \($0)" } ?? ""
            return "Also by the author\(place) (\(englishPosts(count)))"
        },
        answers: "Answers to readers",
        answerTo: { "To \($0)" },
        answeredPostMissing: englishTombstone,
        retrieved: { source, date in "Retrieved \(date) from \(englishSource(source))." },
        permalink: { "Post \($0)" })
}

@Sendable private func englishNetwork(_ network: Network) -> String {
    switch network {
    case .x: "X"
    case .bluesky: "Bluesky"
    case .mastodon: "Mastodon"
    }
}

private func englishSource(_ source: Source) -> String {
    switch source.kind {
    case .api: source.host
    case .activityPub: "\(source.host) (ActivityPub)"
    case .syndication, .fxtwitter: "\(source.host), an unofficial source"
    case .export: "the author’s data export (\(source.host))"
    }
}

@Sendable private func englishTombstone(_ reason: Tombstone.Reason) -> String {
    switch reason {
    case .deleted: "This post was deleted by its author."
    case .suspended: "This post is gone with a suspended account."
    case .protected: "This post is protected, for approved followers only."
    case .blocked: "This post is hidden by a block."
    case .loginOnly: "This post is shown only to people who are logged in."
    case .notVisible: "This post is not visible to everyone."
    case .unknown: "This post cannot be read, and the network does not say why."
    }
}
