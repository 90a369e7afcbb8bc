/// How to give a link without the field.
package struct WaysInWords: Sendable {
    package var prefix, prefixHow: String
    /// A link to a post, as an example.
    package var exampleLink: String
    package var bookmark, bookmarkHow: String
    package var share, shareHow: String

    package static let english = WaysInWords(
        prefix: "Put this site’s address before a link",
        prefixHow: "On a post’s page, go to the start of the address and type or paste:",
        exampleLink: "https://bsky.app/profile/…",
        bookmark: "Keep a bookmark that does it",
        bookmarkHow:
            "Make a new bookmark, name it “Unroll”, and give it this as its address. On a post’s page, choose it.",
        share: "Share to Skein from another app",
        shareHow:
            "On Android, open this site in the browser and choose “Install” or “Add to home screen”. Skein is then among the apps that a post can be shared to."
    )
}
