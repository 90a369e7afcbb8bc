import Render
import Unroll

/// Prints threads: a tagged PDF, made to PDF/UA-1 and PDF/A-3A. It reads no file but fonts and asks no network. Its fonts stay open from one document to the
/// next, so it is worth keeping; one thread at a time may use it.
package final class Typesetter {
    /// A document.
    package struct Document: Sendable, Equatable {
        package var bytes: [UInt8]
        package var pages: Int
        /// Characters no font here has, which stand as boxes in the document, in order.
        package var unshown: [Unicode.Scalar]
    }

    private let library: FontLibrary
    private let emoji = EmojiPictures()

    /// With the fonts of the machine, or, for trying, those below `fontFolder` alone.
    package init(fontFolder: String? = nil) throws(PrintFailure) {
        library = try FontLibrary(folder: fontFolder)
    }

    /// The thread as a document; the same thread, options and fonts give the same bytes. `progress` hears how many posts of the main line
    /// are set.
    package func print(
        _ thread: Unroll.Thread, _ options: PrintOptions = PrintOptions(),
        progress: (_ done: Int, _ count: Int) -> Void = { _, _ in }
    ) throws(PrintFailure) -> Document {
        var composer = DocumentComposer(thread, options, library, emoji)
        composer.compose(progress)
        let bytes = try composer.end()
        return Document(
            bytes: bytes, pages: composer.maker.pages.count,
            unshown: composer.made.fonts.unshown.sorted { $0.value < $1.value })
    }
}
