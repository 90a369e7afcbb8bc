/// What Skein says inside and under a post.
package struct PostWords: Sendable {
    package var quoted: String
    /// Said in the place of a post in which there is nothing to show.
    package var empty: String
    /// Where a quoted post should be and is not.
    package var placeholder: @Sendable (QuotePlaceholder.State) -> String
    package var openQuoted: String
    /// The label before a content warning's own words.
    package var warning: String
    /// What hides pictures that are to be shown only when asked for.
    package var sensitive: String
    package var attachment: @Sendable (Attachment.Kind) -> String
    /// Said of a picture nobody described.
    package var undescribed: String
    /// Said of a still of what plays only on the network's own server.
    package var plays: @Sendable (_ host: String) -> String
    package var card: String
    package var article: String
    package var poll: String
    package var votes: @Sendable (Int) -> String
    /// A share of the votes in whole percent.
    package var percent: @Sendable (Int) -> String
    package var votesHidden: String
    package var severalChoices: String
    /// When voting ends or ended, as a date in words; whether it is over.
    package var pollEnd: @Sendable (_ date: String, _ over: Bool) -> String
    package var pollClosed: String
    /// When a post was last changed, as a date in words, and how many earlier versions are known.
    package var edited: @Sendable (_ date: String?, _ versions: Int) -> String
    /// Why a post is no longer there, and when it was there last, as a date in words.
    package var vanished: @Sendable (Post.Vanished, _ seen: String) -> String
}

extension PostWords {
    package static let english = PostWords(
        quoted: "Quoted",
        empty: "This post has no text.",
        placeholder: englishPlaceholder,
        openQuoted: "Open the quoted post",
        warning: "Content warning",
        sensitive: "Sensitive media, shown on request",
        attachment: { kind in
            switch kind {
            case .image: "Picture"
            case .video: "Video"
            case .gif: "Animation"
            case .audio: "Sound"
            case .unknown: "Attachment"
            }
        },
        undescribed: "without a description",
        plays: { "Plays at \($0)" },
        card: "Link",
        article: "Article",
        poll: "Poll",
        votes: { $0 == 1 ? "1 vote" : "\($0) votes" },
        percent: { "\($0)%" },
        votesHidden: "The result is not shown yet.",
        severalChoices: "Several choices were possible.",
        pollEnd: { date, over in over ? "Closed \(date)." : "Open until \(date)." },
        pollClosed: "Closed.",
        edited: englishEdited, vanished: englishVanished)
}

@Sendable private func englishPlaceholder(_ state: QuotePlaceholder.State) -> String {
    switch state {
    case .withdrawn: "The quoted post was taken out of this quote."
    case .deleted: "The quoted post was deleted."
    case .suspended: "The quoted post is gone with a suspended account."
    case .notVisible: "The quoted post is not visible to everyone."
    case .pending: "The author of the quoted post has not agreed to the quote yet."
    case .notLoaded: "The quoted post was not loaded."
    }
}

@Sendable private func englishEdited(_ date: String?, _ versions: Int) -> String {
    let when = date.map { "Edited \($0)" } ?? "Edited"
    return switch versions {
    case 0: "\(when)."
    case 1: "\(when), one earlier version."
    default: "\(when), \(versions) earlier versions."
    }
}

@Sendable private func englishVanished(_ vanished: Post.Vanished, _ seen: String) -> String {
    let kept = "kept \(seen)"
    guard vanished.gone != nil else { return "Not in what was retrieved last; \(kept)." }
    return switch vanished.because {
    case .deleted: "Deleted by its author, \(kept)."
    case .suspended: "Gone with a suspended account, \(kept)."
    case .protected: "Now protected, for approved followers only; \(kept)."
    case .blocked: "Now hidden by a block; \(kept)."
    case .loginOnly: "Now shown only to people who are logged in; \(kept)."
    case .notVisible: "No longer visible to everyone; \(kept)."
    case .unknown, nil: "No longer there, and the network does not say why; \(kept)."
    }
}
