/// What stands around a thread on its page.
package struct ThreadPageWords: Sendable {
    /// What leads to the button that asks for the thread again.
    package var missing, refresh: String
    /// The thread was refreshed just now, and from when on it may be again.
    package var rests: @Sendable (_ refreshed: String, _ again: String) -> String
    package var restsUnrefreshed: @Sendable (_ tried: String, _ again: String) -> String
    /// In place of the button, where a thread came with Skein itself.
    package var sample: String
    /// The ways to show a thread, and their heading.
    package var views, asPosts, readingMode, textOnly: String
    /// Files to take along, and their heading.
    package var takeAlong, pdf, markdown, text, json, html: String
    package var share, copyLink, copied, email, shareSheet, cite: String
    /// How often a thread was retrieved, which leads to what changed.
    package var history: @Sendable (_ retrievals: Int) -> String
    package var more: @Sendable (_ author: String) -> String
    package var allThreads: String
    package var firstRetrieved: @Sendable (_ day: String) -> String
    package var areYouTheAuthor: String
    /// Who sees the thread, and why, by the words the archive has for it; for the host.
    package var audience: @Sendable (_ audience: String, _ reason: String) -> String
    package var linkAddress: String
    /// The same about a thread in a list, in a word or two; nil for what everyone sees.
    package var audienceMark: @Sendable (_ audience: String) -> String?
    /// `Read 16 posts`.
    package var readPosts: @Sendable (Int) -> String
    package var citation: @Sendable (Citation) -> String

    /// What a thread is cited with.
    package struct Citation: Sendable {
        package var author, handle, title, network, published, address, retrieved: String

        package init(
            author: String, handle: String, title: String, network: String, published: String, address: String,
            retrieved: String
        ) {
            (self.author, self.handle, self.title, self.network) = (author, handle, title, network)
            (self.published, self.address, self.retrieved) = (published, address, retrieved)
        }
    }
}

extension ThreadPageWords {
    package static let english = ThreadPageWords(
        missing: "Missing some posts?", refresh: "Refresh",
        rests: { "Refreshed \($0); again from \($1)." },
        restsUnrefreshed: { "A refresh on \($0) brought nothing; again from \($1)." },
        sample: "This is a sample that came with Skein: its people are invented, so there is nothing to refresh.",
        views: "Show", asPosts: "Post by post",
        readingMode: "Reading mode", textOnly: "Text only", takeAlong: "Take along", pdf: "PDF", markdown: "Markdown",
        text: "Text", json: "JSON", html: "HTML", share: "Share", copyLink: "Copy link", copied: "Copied",
        email: "E-mail", shareSheet: "Share…", cite: "Cite",
        history: { "History (\($0 == 1 ? "1 retrieval" : "\($0) retrievals"))" },
        more: { "More from \($0)" }, allThreads: "All threads", firstRetrieved: { "First retrieved \($0)." },
        areYouTheAuthor: "Are you the author?",
        audience: englishAudience, linkAddress: "Whoever has this address can read it:",
        audienceMark: { ["link": "by link only", "private": "only you"][$0] },
        readPosts: { $0 == 1 ? "Read the post" : "Read \($0) posts" },
        citation: {
            "\($0.author) (@\($0.handle)). “\($0.title)” \($0.network), \($0.published). \($0.address) (retrieved \($0.retrieved))."
        })
}

@Sendable private func englishAudience(_ audience: String, _ reason: String) -> String {
    let who =
        switch audience {
        case "public": "Seen by everyone"
        case "link": "Seen by link only"
        default: "Seen by you alone"
        }
    return switch reason {
    case "host": "\(who), as you chose."
    case "network": "\(who), as is usual for its network."
    case "export": "\(who), as it comes from an export you imported."
    case "noindex", "not-indexable", "nobot", "noarchive":
        "\(who), because the author asks for that (\(reason))."
    default: "\(who) (\(reason))."
    }
}
