/// What the page about the retrievals of a thread says.
package struct HistoryWords: Sendable {
    package var title, introduction, back: String
    /// The heading of one retrieval: its number, when, and from whom.
    package var retrieval: @Sendable (_ number: Int, _ date: String, _ host: String) -> String
    package var first: @Sendable (_ posts: Int) -> String
    package var unchanged: String
    /// What happened to a post, by what it is called here: edited with its text, altered without.
    package var added, edited, altered, gone, returned: @Sendable (_ post: String) -> String
    /// A post by its number in the main line.
    package var post: @Sendable (_ number: Int) -> String
    /// What other posts are called: the author's beside the main line, somebody else's, and those not shown to whoever reads.
    package var beside, foreign, unshown: String
    /// Labels of the two texts of a post.
    package var before, after: String
    /// The text is the same before and after.
    package var sameText: String
    /// X does not let texts be shown that its author took back.
    package var hidden: String
    /// Versions that the network itself tells of, with when each was published.
    package var versions: String

    package static let english = HistoryWords(
        title: "History",
        introduction: "Each time this thread was retrieved, and what had changed since the time before.",
        back: "Back to the thread",
        retrieval: { "Retrieval \($0), \($1), from \($2)" },
        first: { "Kept for the first time: \($0 == 1 ? "1 post" : "\($0) posts")." },
        unchanged: "Nothing had changed.",
        added: { "\($0) was new." }, edited: { "\($0) had been edited." },
        altered: { "\($0) had changed." }, gone: { "\($0) was gone." },
        returned: { "\($0) was there again." }, post: { "Post \($0)" }, beside: "A post beside the main line",
        foreign: "Somebody else’s post", unshown: "A post that is not shown here",
        before: "Before", after: "After",
        sameText: "Its text stayed the same; something else about it changed.",
        hidden:
            "The earlier text is not shown: on X, what its author changed or took back is not to be shown to others.",
        versions: "Versions the network tells of")
}
