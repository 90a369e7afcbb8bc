/// What stands in a printed document beside the thread, and what is said about printing.
package struct PrintWords: Sendable {
    /// The number of a page, and how many there are.
    package var page: @Sendable (_ number: Int, _ count: Int) -> String
    /// The heading over what does not belong to the main line.
    package var appendix: String
    /// Said where a chain of so many posts leaves the main line, which stands under that heading.
    package var beside: @Sendable (_ posts: Int) -> String
    /// What a link is called by people who do not see it, by its address.
    package var link: @Sendable (String) -> String
    /// Where a note leads, by its number.
    package var note: @Sendable (Int) -> String
    /// What a place inside the document is called by people who do not see it.
    package var place: @Sendable (String) -> String
    /// A file that is attached, by its name.
    package var attachment: @Sendable (String) -> String
    /// Why there is no document, in one sentence that says what would help.
    package var failure: @Sendable (PrintFailure) -> String
    /// Said when some characters could only be shown as boxes, by examples of them.
    package var unshown: @Sendable ([String]) -> String
}

extension PrintWords {
    package static let english = PrintWords(
        page: { number, count in "\(number) of \(count)" },
        appendix: "Beside the thread",
        beside: {
            $0 == 1
                ? "One more post by the author leaves the thread here; it stands at the end."
                : "\($0) more posts by the author leave the thread here; they stand at the end."
        },
        link: { "Link to \($0)" },
        note: { "Note \($0)" },
        place: { "To \($0)" },
        attachment: { "The thread as \($0)" },
        failure: { problem in
            switch problem {
            case .noFonts:
                "There is no font to print with; on Debian, apt-get install fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji."
            case .unusableFont(let name):
                "The font \(name) cannot be put into a PDF; remove it, or install fonts-noto-core, which can."
            case .brokenDown:
                "The typesetter broke down over this thread; take it along as HTML or Markdown instead, and tell Skein’s makers."
            case .unwritable(let reason): "The PDF could not be written: \(reason)."
            }
        },
        unshown: { characters in
            "No font here has these characters: \(characters.joined(separator: " ")). On Debian, fonts-noto-core, "
                + "fonts-noto-cjk and fonts-noto-color-emoji have most of the world’s."
        })
}
