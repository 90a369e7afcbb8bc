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
            add(chain.compactMap(graph.post), top: top, graph, lineNodes)
            // Forks inside a branch are branches themselves.
            for node in chain.reversed() {
                tops += graph.children(of: node).filter { line.isOwn($0) && !line.used[Int($0)] }.reversed()
            }
        }
        let circles = graph.nodes.indices.map(Int32.init).filter {
            line.isOwn($0) && !line.used[Int($0)] && graph.isReadable($0)
        }
        for node in circles { add([node].compactMap(graph.post), top: node, graph, lineNodes) }
    }

    private static func isTop(_ node: Int32, _ line: Line, _ graph: Graph) -> Bool {
        let parent = graph.nodes[Int(node)].parent
        return parent < 0 || !line.isOwn(parent) || line.used[Int(parent)]
    }

    private mutating func add(_ posts: [Post], top: Int32, _ graph: Graph, _ line: [Int32]) {
        guard !posts.isEmpty else { return }
        let parent = graph.nodes[Int(top)].parent
        if parent >= 0, graph.nodes[Int(parent)].author != graph.nodes[Int(top)].author {
            answers.append(Thread.Answer(to: graph.contextPost(parent), posts: posts))
        } else if parent >= 0 {
            branches.append(Thread.Branch(attachedTo: graph.id(parent), posts: posts))
        } else if graph.isForeignReply(top) {
            answers.append(Thread.Answer(to: nil, posts: posts))
        } else {
            let before = graph.newest(of: line, olderThan: top)
            branches.append(Thread.Branch(attachedTo: before.map(graph.id), posts: posts))
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
