/// Why a thread cannot be printed.
package enum PrintFailure: Error, Sendable, Hashable {
    /// There is not one font on the machine.
    case noFonts
    /// A font cannot be embedded; its name.
    case unusableFont(String)
    /// The typesetter broke down over the thread, or took too long.
    case brokenDown
    /// The document cannot be written, because of this.
    case unwritable(String)
}
