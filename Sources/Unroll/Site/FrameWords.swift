/// What every page of the site says.
package struct FrameWords: Sendable {
    package var skipToContent: String
    /// The field for a link, on every page.
    package var pasteLink, unroll: String
    package var search, help: String

    package static let english = FrameWords(
        skipToContent: "Skip to the text", pasteLink: "Paste a link to any post of a thread", unroll: "Unroll",
        search: "Search", help: "Help")
}
