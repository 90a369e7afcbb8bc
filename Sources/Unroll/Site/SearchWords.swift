/// What the search page says.
package struct SearchWords: Sendable {
    /// One way to ask, and what it finds.
    package struct Syntax: Sendable {
        package var example, meaning: String

        package init(_ example: String, _ meaning: String) { (self.example, self.meaning) = (example, meaning) }
    }

    package var title: String
    package var titleFor: @Sendable (_ question: String) -> String
    package var label, button: String
    package var order, newest, relevance: String
    package var more, noMore: String
    /// Over results that are not the first, and the way to those.
    package var further, first: String
    package var nothing: String
    /// Which post of how many was found.
    package var number: @Sendable (_ number: Int, _ posts: Int) -> String
    /// While the index is made anew.
    package var partial: String
    /// When only so many characters of the question are looked for.
    package var tooLong: @Sendable (_ limit: Int) -> String
    package var noWord: String
    /// When it is only said what is not to be found.
    package var onlyExcluded: String
    /// That a part of the question was left out, and what is written behind `from:`, `network:`, `has:`, and `before:` or `after:`, and
    /// what can stand behind a hyphen.
    package var noHandle, noNetwork, noKind, noDate, noFilter: @Sendable (_ part: String) -> String
    package var howToAsk: String
    package var syntax: [Syntax]

    package static let english = SearchWords(
        title: "Search", titleFor: { "\($0) – Search" }, label: "Words, or “an exact phrase”", button: "Search",
        order: "Order", newest: "Newest first", relevance: "Best match first", more: "More results",
        noMore: "There are no more results.", further: "This is a later page of results.", first: "Back to the first",
        nothing: "Nothing that is kept here fits. Fewer or shorter words find more.",
        number: { "post \($0) of \($1)" },
        partial: "After an update everything is being made ready for search again; older posts may not be found yet.",
        tooLong: { "Only the first \($0) characters of this were looked for." },
        noWord: "There is no word in this to look for.",
        onlyExcluded: "This says only what is not to be found. Say what is, too, as in lens -lamp.",
        noHandle: { "“\($0)” was left out: an account stands right behind the colon, as in from:marit.example.com." },
        noNetwork: { "“\($0)” was left out: a network is x, bluesky or mastodon, as in network:x." },
        noKind: { "“\($0)” was left out: only has:image can be asked for." },
        noDate: { "“\($0)” was left out: a date is written as 2026, 2026-03 or 2026-03-08." },
        noFilter: { "“\($0)” was left out: only words and “phrases” can be shut out, as in -lamp." },
        howToAsk: "How to ask",
        syntax: [
            Syntax("lighthouse lens", "posts with both words, in any order"),
            Syntax("\"a garden on a roof\"", "these words next to each other"),
            Syntax("lens -lamp -\"a lamp room\"", "posts with the first word, and without the others"),
            Syntax("from:marit.example.com", "posts by an account, whatever its name was then"),
            Syntax("network:mastodon", "posts from x, bluesky or mastodon; of several networks, from any of them"),
            Syntax("after:2026-03 before:2026-06", "posts from March to the end of May 2026"),
            Syntax("has:image", "posts with a picture"),
            Syntax("燕子", "in Chinese, Japanese and Korean, words of any length"),
        ])
}
