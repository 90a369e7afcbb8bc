/// The proved gaps of a line, each with its place, its size where numbers or ids tell it, and its reason.
struct Gaps {
    private let graph: Graph
    private let marks: [Numbering.Mark?]
    private(set) var holes: [Thread.Hole] = []
    /// The readable posts of the line.
    private(set) var posts: [Int32] = []
    private var pending: [Int32] = []
    /// Whether one of the posts has a number.
    private var isNumbered = false

    init(in line: [Int32], graph: Graph, marks: [Numbering.Mark?], networkCount: Int?) {
        (self.graph, self.marks) = (graph, marks)
        for node in line {
            if graph.isReadable(node) {
                close(before: node)
                posts.append(node)
                isNumbered = isNumbered || mark(node) != nil
            } else {
                pending.append(node)
            }
        }
        close(before: nil)
        closeSeries(after: nil)
        addUncounted(networkCount)
    }

    /// Posts that are missing for certain.
    var missingCount: Int { holes.reduce(0) { $0 + ($1.count ?? 1) } }

    /// How many posts there should be, where numbering, ids or the network tell.
    func expected(networkCount: Int?) -> Int? {
        let hasTotal = posts.contains { marks[Int($0)]?.total != nil }
        if holes.contains(where: { $0.count == nil }) { return networkCount }
        return hasTotal || !holes.isEmpty ? posts.count + missingCount : networkCount
    }

    private func mark(_ node: Int32?) -> Numbering.Mark? { node.flatMap { marks[Int($0)] } }

    /// Ends a run of missing posts, or finds that numbers were skipped, before `node` or at the end.
    private mutating func close(before node: Int32?) {
        defer { pending = [] }
        let mark = mark(node)
        if let mark, mark.number == 1, isNumbered {
            closeSeries(after: posts.last)
        }
        let skipped = skippedNumbers(before: node)
        if pending.isEmpty && !isDetached(node) {
            if let skipped, skipped > 0 {
                holes.append(Thread.Hole(after: posts.last.map(graph.id), count: skipped, reason: .numbering))
            }
            return
        }
        // The numbers go on: the missing post was written anew, nothing is lost.
        if skipped == 0 && !posts.isEmpty && !isLostBetween { return }
        let reasons = pending.compactMap { graph.tombstone($0)?.reason }
        holes.append(
            Thread.Hole(
                after: posts.last.map(graph.id),
                count: isLostBetween
                    ? max(skipped ?? 0, pending.count) : skipped ?? (pending.isEmpty ? nil : pending.count),
                id: pending.first.map(graph.id), reason: .gone(reasons.first { $0 != .unknown } ?? .unknown)))
    }

    /// Whether the missing posts answer the last one that is there: they were written between it and the next.
    private var isLostBetween: Bool {
        guard let missing = pending.first, let last = posts.last else { return false }
        return graph.nodes[Int(missing)].parent == last
    }

    /// A post in the middle of the line that answers something nobody names.
    private func isDetached(_ node: Int32?) -> Bool {
        guard let node, !posts.isEmpty else { return false }
        let it = graph.nodes[Int(node)]
        return it.isReply && it.parent < 0
    }

    /// How many numbers lie between the last numbered post and `node`, less the unnumbered posts between; nil when that is not known.
    private func skippedNumbers(before node: Int32?) -> Int? {
        guard let next = mark(node) else { return nil }
        var unnumbered = 0
        for post in posts.reversed() {
            guard let previous = mark(post) else {
                unnumbered += 1
                continue
            }
            if next.number == 1 { return nil }
            return max(0, next.number - previous.number - 1 - unnumbered)
        }
        // An unnumbered beginning counts as the first; a beginning that is missing is what lies before the first number.
        if posts.isEmpty { return pending.isEmpty && !isDetachedStart(node) ? nil : next.number - 1 }
        return max(0, next.number - 1 - unnumbered)
    }

    private func isDetachedStart(_ node: Int32?) -> Bool { node.map { graph.nodes[Int($0)].isReply } ?? false }

    /// At the end of a numbered series: `3/5` and nothing after it.
    private mutating func closeSeries(after end: Int32?) {
        var unnumbered = 0
        for post in posts.reversed() {
            guard let last = mark(post) else {
                unnumbered += 1
                continue
            }
            guard let total = total(upTo: post) else { return }
            let lost = total - last.number - unnumbered - trailingMissing
            if lost > 0 { addAtEnd(lost, reason: .numbering) }
            return
        }
    }

    /// Missing posts already told of at the end of the line.
    private var trailingMissing: Int {
        guard let hole = holes.last, let last = posts.last, hole.after == graph.id(last) else { return 0 }
        return hole.count ?? 0
    }

    private func total(upTo post: Int32) -> Int? {
        for earlier in posts.reversed() {
            guard let mark = mark(earlier) else { continue }
            if let total = mark.total { return total }
            if mark.number == 1 { return nil }
        }
        return nil
    }

    private mutating func addAtEnd(_ count: Int, reason: Thread.Hole.Reason) {
        if let index = holes.indices.last, let last = posts.last, holes[index].after == graph.id(last) {
            holes[index].count = (holes[index].count ?? 0) + count
        } else {
            holes.append(Thread.Hole(after: posts.last.map(graph.id), count: count, reason: reason))
        }
    }

    private mutating func addUncounted(_ networkCount: Int?) {
        guard let networkCount, !holes.contains(where: { $0.count == nil }) else { return }
        let lost = networkCount - posts.count - missingCount
        if lost > 0 { addAtEnd(lost, reason: .networkCount) }
    }
}
