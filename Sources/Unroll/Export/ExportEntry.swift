/// What the index keeps of one of the author's posts.
struct ExportEntry: Sendable {
    var id: Int64
    /// 0 when it answers nothing.
    var parent: Int64
    /// 0 where the export does not say.
    var parentAuthor: Int64
    /// The id of its first version: its own, unless it was edited.
    var first: Int64
    var published: Timestamp
    /// The text's beginning, as the export has it.
    var beginning: String
    /// The position of its file in the catalog.
    var file: UInt16
    /// How many elements stand before it in that file.
    var number: UInt32

    /// Bytes of text kept.
    static let beginningBytes = 96

    /// Nil without an id or a date, and for posts that only pass on somebody else's.
    /// - Parameter first: the id of its first version, where the export names versions.
    init?(_ head: ExportTweet.Head, first: Int64?, file: Int, number: Int) {
        guard !head.isRepost, let id = head.id, let published = head.published(id),
            let file = UInt16(exactly: file), let number = UInt32(exactly: number)
        else { return nil }
        (self.id, self.published, self.file, self.number) = (id, published, file, number)
        parent = head.parent ?? 0
        parentAuthor = head.parentAuthor ?? 0
        self.first = min(first ?? id, id)
        beginning = ExportEntry.beginning(of: head.raw)
    }

    private static func beginning(of text: String) -> String {
        let bytes = text.utf8
        guard bytes.count > beginningBytes else { return String(decoding: Array(bytes), as: UTF8.self) }
        var kept = Array(bytes.prefix(beginningBytes))
        while let last = kept.popLast(), last & 0xc0 == 0x80 {}
        return String(decoding: kept, as: UTF8.self)
    }
}
