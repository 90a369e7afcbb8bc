/// What the site says while a long thread is set as a PDF, and when it cannot be.
package struct PrintingWords: Sendable {
    /// `waiting` is said before the first post is set: while other documents are printed, and while pictures are decoded.
    package var title, waiting, back: String
    /// So many posts of the thread are set.
    package var set: @Sendable (_ done: Int, _ count: Int) -> String

    package static let english = PrintingWords(
        title: "Setting the PDF", waiting: "It is being made ready.", back: "Back to the thread",
        set: { "\($0) of \($1) posts are set." })
}
