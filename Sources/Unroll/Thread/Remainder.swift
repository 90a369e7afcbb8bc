/// Everything the author wrote in the conversation that is not in the main line: nothing is dropped.
struct Remainder {
    private(set) var branches: [Thread.Branch] = []
    private(set) var answers: [Thread.Answer] = []

    init(of line: inout Line, graph: Graph) {
        let lineNodes = line.nodes.filter(graph.isReadable).sorted(by: graph.isOlder)
        var tops = graph.nodes.indices.map(Int32.init)
            .filter { line.isOwn($0) && !line.used[Int($0)] && Remainder.isTop($0, line, graph) }
            .sorted { graph.isOlder($1, $0) }
        while let top = tops.popLast() {
            guard !line.used[Int(top)] else { continue }
            let chain = line.chain(from: top)
            add(chain, top: top, graph, lineNodes)
            // Forks inside a branch are branches themselves.
            for node in chain.reversed() {
                tops += graph.children(of: node).filter { line.isOwn($0) && !line.used[Int($0)] }.reversed()
            }
        }
        let circles = graph.nodes.indices.map(Int32.init).filter {
            line.isOwn($0) && !line.used[Int($0)] && graph.isReadable($0)
        }
        for node in circles { add([node], top: node, graph, lineNodes) }
    }

    private static func isTop(_ node: Int32, _ line: Line, _ graph: Graph) -> Bool {
        let parent = graph.nodes[Int(node)].parent
        return parent < 0 || !line.isOwn(parent) || line.used[Int(parent)]
    }

    /// Posts that are gone while something below them survives.
    private static func holes(in chain: [Int32], _ graph: Graph) -> [Thread.Hole] {
        var (holes, gone, last) = ([Thread.Hole](), [Int32](), Int32?.none)
        for node in chain {
            guard graph.isReadable(node) else {
                gone.append(node)
                continue
            }
            if let first = gone.first {
                let reasons = gone.compactMap { graph.tombstone($0)?.reason }
                holes.append(
                    Thread.Hole(
                        after: last.map(graph.id), count: gone.count, id: graph.id(first),
                        reason: .gone(reasons.first { $0 != .unknown } ?? .unknown)))
            }
            (gone, last) = ([], node)
        }
        return holes
    }

    /// Whether one of the chains has a gap.
    var hasHoles: Bool { branches.contains { !$0.missing.isEmpty } || answers.contains { !$0.missing.isEmpty } }

    private mutating func add(_ chain: [Int32], top: Int32, _ graph: Graph, _ line: [Int32]) {
        let posts = chain.compactMap(graph.post)
        guard !posts.isEmpty else { return }
        let missing = Remainder.holes(in: chain, graph)
        let parent = graph.nodes[Int(top)].parent
        if parent >= 0, graph.nodes[Int(parent)].author != graph.nodes[Int(top)].author {
            answers.append(Thread.Answer(to: graph.contextPost(parent), posts: posts, missing: missing))
        } else if parent >= 0 {
            branches.append(Thread.Branch(attachedTo: graph.id(parent), posts: posts, missing: missing))
        } else if graph.isForeignReply(top) {
            answers.append(Thread.Answer(to: nil, posts: posts, missing: missing))
        } else {
            let before = graph.newest(of: line, olderThan: top)
            branches.append(Thread.Branch(attachedTo: before.map(graph.id), posts: posts, missing: missing))
        }
    }
}

extension Graph {
    /// The last of `nodes`, which are in time order, that is older than `node`.
    func newest(of nodes: [Int32], olderThan node: Int32) -> Int32? {
        var (low, high) = (0, nodes.count)
        while low < high {
            let middle = (low + high) / 2
            if isOlder(nodes[middle], node) { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? nodes[low - 1] : nil
    }

    /// An answer to a post of somebody else that nobody names.
    func isForeignReply(_ node: Int32) -> Bool {
        let it = nodes[Int(node)]
        guard it.isReply, it.parent < 0 else { return false }
        return it.parentAuthor >= 0 ? it.parentAuthor != it.author : post(node)?.beginsWithForeignMention ?? false
    }
}
