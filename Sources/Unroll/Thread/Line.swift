/// The main line of a thread: which of the author's posts belong to it, in which order.
///
/// The rule is the one Bluesky published for its own threads: at each step the author's oldest reply to the last post; a deleted post
/// keeps its slot while something below it survives; when the tail is deleted, only a reply newer than the deletion may take the
/// slot. On top of it, fragments whose parent is missing continue the line after the last post older than them, and where the line
/// would end early, the fragment with the next number continues it.
struct Line {
    /// Of posts with the same number, so many are considered for joining.
    private static let rivals = 8

    private let graph: Graph
    private let author: Int32
    private let marks: [Numbering.Mark?]
    /// Readable posts by the author at and below each node.
    private let survivors: [Int32]
    /// For each node the first readable one by the author at or below it, -1 where there is none.
    private let firstReadable: [Int32]
    /// Tops of fragments whose parent is missing, newest first: the oldest is taken from the end.
    private var orphans: [Int32] = []
    /// Posts by their number, oldest first.
    private var numbered: [Int: [Int32]] = [:]
    /// The greatest number there is.
    private var greatest = 0
    /// Nodes that have found their place.
    private(set) var used: [Bool]
    /// The line: posts, and the places of missing ones.
    private(set) var nodes: [Int32] = []
    private var last: Numbering.Mark?

    init(_ graph: Graph, subject: Subject, marks: [Numbering.Mark?]) {
        (self.graph, author, self.marks) = (graph, subject.author, marks)
        survivors = graph.survivors(of: subject.author)
        firstReadable = graph.firstReadable(of: subject.author)
        used = [Bool](repeating: false, count: graph.nodes.count)
        orphans = graph.nodes.indices.map(Int32.init)
            .filter { $0 != subject.start && isOrphan($0) }
            .sorted { graph.isOlder($1, $0) }
        for (index, mark) in marks.enumerated() where mark != nil && Int32(index) != subject.start {
            if let number = mark?.number, isOwn(Int32(index)) { numbered[number, default: []].append(Int32(index)) }
        }
        greatest = numbered.keys.max() ?? 0
        for (number, nodes) in numbered {
            numbered[number] = Array(nodes.sorted(by: graph.isOlder).prefix(Line.rivals))
        }
        follow(from: subject.start)
    }

    /// The author's chain below `top`, nothing joined: for branches and answers.
    mutating func chain(from top: Int32) -> [Int32] {
        var (chain, next) = ([Int32](), Optional(top))
        while let node = next {
            chain.append(node)
            used[Int(node)] = true
            next = successor(of: node)
        }
        return chain
    }

    func isOwn(_ node: Int32) -> Bool { graph.nodes[Int(node)].author == author }

    /// The top of a fragment that answers a post nobody has seen: that post itself where its id is known, else the first one below.
    func isOrphan(_ node: Int32) -> Bool {
        let it = graph.nodes[Int(node)]
        guard it.author == author, it.parent < 0, survivors[Int(node)] > 0 else { return false }
        guard it.kind == .post else { return true }
        if it.isReply && it.parentAuthor < 0 { return graph.post(node)?.beginsWithForeignMention == false }
        return it.isReply && it.parentAuthor == author
    }
}

extension Line {
    private mutating func follow(from start: Int32) {
        append(start)
        var next = successor(of: start)
        // Posts that had to let an older fragment go first.
        var postponed: [Int32] = []
        while let node = next ?? postponed.popLast() ?? continuation() {
            if used[Int(node)] {
                // Taken up by its number meanwhile.
                next = nil
            } else if let earlier = orphan(before: node) ?? filler(before: node) {
                postponed.append(node)
                append(earlier)
                next = successor(of: earlier)
            } else {
                append(node)
                next = successor(of: node)
            }
        }
    }

    private mutating func append(_ node: Int32) {
        nodes.append(node)
        used[Int(node)] = true
        if let mark = marks[Int(node)], mark.number == 1 || mark.number > last?.number ?? 0 { last = mark }
    }

    /// The post that follows by the published rule; a deleted tail only when nobody takes its slot.
    private func successor(of node: Int32) -> Int32? {
        var deleted: Int32?
        for child in graph.children(of: node) where isOwn(child) && !used[Int(child)] {
            if survivors[Int(child)] == 0 {
                deleted = deleted ?? child
            } else if deleted.map({ graph.isNewer(child, thanDeletionOf: $0) }) ?? true {
                return child
            }
        }
        return deleted
    }

    /// The oldest fragment without parent that is older than `node`, unless numbering says it belongs elsewhere.
    private mutating func orphan(before node: Int32) -> Int32? {
        while let orphan = orphans.last, used[Int(orphan)] || graph.isOlder(orphan, node) {
            orphans.removeLast()
            if orphan == node || used[Int(orphan)] { continue }
            let number = firstMark(of: orphan)?.number
            if fits(orphan), number == nil || number ?? 0 < firstMark(of: node)?.number ?? .max { return orphan }
        }
        return nil
    }

    /// What goes on when nothing answers the last post: the next number, or the oldest fragment without parent.
    private mutating func continuation() -> Int32? {
        while let orphan = orphans.last, used[Int(orphan)] || !fits(orphan) { orphans.removeLast() }
        guard let top = nextNumbered() else { return orphans.popLast() }
        let isNext = marks[Int(top)]?.number == (last?.number ?? 0) + 1
        if !isNext, let orphan = orphans.last, graph.isOlder(orphan, top) { return orphans.popLast() }
        return top
    }

    /// Where `node` would skip numbers, a fragment that begins with one of them: a post deleted and written anew, or hung up wrongly.
    private func filler(before node: Int32) -> Int32? {
        guard let last, let number = firstMark(of: node)?.number, number > last.number + 1 else { return nil }
        return nextNumbered(below: number)
    }

    /// The unused fragment that begins with the smallest number after the last one. An answer to somebody else goes on with the thread
    /// only when its number is the very next.
    private func nextNumbered(below limit: Int = Numbering.greatest + 1) -> Int32? {
        guard let last, last.number + 1 < limit else { return nil }
        for number in last.number + 1..<min(limit, max(greatest, last.number) + 1) {
            let top = (numbered[number] ?? []).first { node in
                // Nothing is counted below posts that answer each other in a circle: they lead up to no beginning.
                guard !used[Int(node)], survivors[Int(node)] > 0, fits(node) else { return false }
                let parent = graph.nodes[Int(node)].parent
                if parent < 0 { return isOrphan(node) }
                if isOwn(parent) {
                    return used[Int(parent)] || graph.nodes[Int(parent)].parent < 0 && !graph.isReadable(parent)
                }
                return number == last.number + 1
            }
            if let top { return top }
        }
        return nil
    }

    /// Whether a fragment's first number, if it has one, comes after the last number of the line and speaks of the same whole.
    private func fits(_ top: Int32) -> Bool {
        guard let last, let mark = firstMark(of: top) else { return true }
        guard mark.number > last.number else { return false }
        return mark.total == nil || last.total == nil || mark.total == last.total
    }

    /// The number of the first readable post at or below `top`.
    private func firstMark(of top: Int32) -> Numbering.Mark? {
        let first = firstReadable[Int(top)]
        return first < 0 ? nil : marks[Int(first)]
    }
}

extension Graph {
    /// How many readable posts by `author` hang together at and below each node.
    func survivors(of author: Int32) -> [Int32] {
        var counts = [Int32](repeating: 0, count: nodes.count)
        for node in topological.reversed() where nodes[Int(node)].author == author {
            if nodes[Int(node)].kind == .post { counts[Int(node)] += 1 }
            let parent = nodes[Int(node)].parent
            if parent >= 0, nodes[Int(parent)].author == author { counts[Int(parent)] += counts[Int(node)] }
        }
        return counts
    }

    /// For each node itself where it is readable, else the first readable one below it on the way of `author`'s oldest answers that
    /// have survivors; -1 where there is none.
    func firstReadable(of author: Int32) -> [Int32] {
        var first = nodes.indices.map { nodes[$0].kind == .post ? Int32($0) : -1 }
        for node in topological.reversed() where first[Int(node)] < 0 {
            let below = children(of: node).first { nodes[Int($0)].author == author && first[Int($0)] >= 0 }
            if let below { first[Int(node)] = first[Int(below)] }
        }
        return first
    }

    /// Whether `node` was written after `tombstone` was deleted; where nobody tells when that was, after it was written.
    func isNewer(_ node: Int32, thanDeletionOf tombstone: Int32) -> Bool {
        let gone = self.tombstone(tombstone)?.goneOrder ?? nodes[Int(tombstone)].order
        return nodes[Int(node)].order > gone
    }
}
