/// What came of bringing an export into the archive. Whatever was new, was there or was left out is counted in threads, a single post
/// being one.
package struct ImportReport: Sendable, Equatable {
    /// New threads of two or more posts.
    package var threads = 0
    /// New single posts.
    package var singles = 0
    /// Threads and single posts of which the export has a later state than the archive had.
    package var changed = 0
    /// Threads and single posts that were in the archive already, as they are in the export or later.
    package var known = 0
    /// Not kept, because they or their author were removed.
    package var removed = 0
    /// Not kept, because they are not for everybody.
    package var refused = 0
    /// Nothing of them could be put together: posts that answer each other in a circle.
    package var broken = 0
    /// Elements that pass on somebody else's post.
    package var reposts = 0
    /// Elements that could not be read.
    package var unreadable = 0
    /// Pictures and videos that were copied, and those that could not be.
    package var copied = 0
    package var uncopied = 0
    /// Whether the export says that it is not whole, or does not say that it is.
    package var isPartial = false

    package init() {}

    /// Whether anything of the export is not in the archive that should be.
    package var isIncomplete: Bool { broken > 0 || unreadable > 0 || uncopied > 0 }
}
