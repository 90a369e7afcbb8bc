import CMalloc

/// What becomes of memory that the process no longer needs.
enum FreedMemory {
    /// In bytes, for each of glibc's arenas, of which a thread uses one.
    private static let kept: Int32 = 2 << 20
    /// In bytes. What is larger is asked of the system by itself, and given back at once.
    private static let largest: Int32 = 4 << 20

    /// Keeps some of it for the next answer. glibc gives all but 128 kB back, and the system clears every page that it gives out again: an
    /// eighth of the time that a packed page takes. See mallopt(3).
    static func keepSome() {
        mallopt(M_TRIM_THRESHOLD, kept)
        mallopt(M_MMAP_THRESHOLD, largest)
    }
}
