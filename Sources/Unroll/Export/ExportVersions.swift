/// The versions of edited posts: each has an id of its own, and answers may name any of them.
struct ExportVersions: Sendable {
    /// The earlier versions an export holds, by the id of the last one, oldest first.
    private(set) var earlier: [Int64: [ExportEntry]] = [:]
    private var lasts: [Int64: Int64] = [:]

    /// - Parameter lists: for every edited post the ids it names, oldest first, its own among them.
    init(_ lists: [[Int64]], of entries: [ExportEntry]) {
        var known: [Int64: Set<Int64>] = [:]
        for list in lists {
            guard let first = list.min() else { continue }
            known[first, default: []].formUnion(list)
        }
        for ids in known.values {
            let held = ids.sorted().compactMap { id in entries.position(of: id).map { entries[$0] } }
            guard let last = held.last else { continue }
            for id in ids { lasts[id] = last.id }
            earlier[last.id] = Array(held.dropLast())
        }
    }

    /// The id of the last version of the post that `id` is a version of.
    func last(of id: Int64) -> Int64 { lasts[id] ?? id }
}
