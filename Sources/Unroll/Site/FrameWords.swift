/// What every page of the site says.
package struct FrameWords: Sendable {
    package var skipToContent: String
    /// The field for a link, on every page.
    package var pasteLink, unroll: String
    package var search, help: String
    /// The keys that do something, and what each does.
    package var keys: String
    package var nextPost, previousPost, toField, theseKeys, useKeys, close: String

    package static let english = FrameWords(
        skipToContent: "Skip to the text", pasteLink: "Paste a link to any post of a thread", unroll: "Unroll",
        search: "Search", help: "Help", keys: "Keyboard shortcuts", nextPost: "next post", previousPost: "post before",
        toField: "to the field for a link", theseKeys: "this list", useKeys: "Use these shortcuts", close: "Close")
}
