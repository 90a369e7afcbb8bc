/// Where an export has one version of a post.
struct ExportSpot: Sendable {
    /// The position of its file in the catalog, and how many elements stand before it there: spots are in the order of reading.
    var place: UInt64
    var id: Int64
    /// The position of the post's last version in the index.
    var position: Int32

    init(_ entry: ExportEntry, of position: Int) {
        place = ExportSpot.place(file: Int(entry.file), number: Int(entry.number))
        (id, self.position) = (entry.id, Int32(position))
    }

    static func place(file: Int, number: Int) -> UInt64 { UInt64(file) << 32 | UInt64(number) }

    /// Every version of every post, in the order in which they are read.
    static func all(of index: ExportIndex) -> [ExportSpot] {
        var spots: [ExportSpot] = []
        spots.reserveCapacity(index.entries.count)
        for (position, entry) in index.entries.enumerated() {
            spots.append(ExportSpot(entry, of: position))
            for earlier in index.versions.earlier[entry.id] ?? [] { spots.append(ExportSpot(earlier, of: position)) }
        }
        return spots.sorted { $0.place < $1.place }
    }
}
