/// What the first page says.
package struct HomeWords: Sendable {
    package var title: String
    /// How it works, in a sentence.
    package var howItWorks: String
    package var recent: String
    package var older, noMore: String
    package var nothingKept: String
    /// Over the ways to give a link without the field.
    package var ways: String

    package static let english = HomeWords(
        title: "Read whole threads",
        howItWorks:
            "Skein finds the whole thread on X, Bluesky or Mastodon, keeps it with its pictures, and says what is missing.",
        recent: "Recent threads", older: "Older threads", noMore: "There are no older threads.",
        nothingKept: "Nothing is kept here yet. The first link you paste makes a start.",
        ways: "Other ways to give a link")
}
