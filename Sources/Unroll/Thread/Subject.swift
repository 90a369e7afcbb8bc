/// Whose thread is to be shown, and where it begins.
struct Subject {
    /// Interned author.
    var author: Int32
    /// The first node of the thread: a post, or the place of one.
    var start: Int32
    /// The name of whoever wrote the given post, when that is somebody else and their post stands alone.
    var foreignAnchor: String?

    /// The thread of the given post's author where that author began the conversation or has a chain of two or more posts around
    /// it; else the thread of whoever began the conversation.
    init(_ graph: Graph) throws(UnrollFailure) {
        guard let anchor = graph.positions[graph.conversation.anchor] ?? graph.earliestPost else {
            throw .nothingReadable(nil)
        }
        let top = try graph.top(from: anchor) { _ in true }
        let root = graph.conversation.root.flatMap { graph.positions[$0] } ?? top
        let rootAuthor = graph.nodes[Int(root)].author
        let anchorAuthor = graph.nodes[Int(anchor)].author
        if anchorAuthor >= 0, anchorAuthor != rootAuthor {
            let top = try graph.top(from: anchor) { graph.nodes[Int($0)].author == anchorAuthor }
            let first = graph.beginning(before: top)
            let chain = graph.postCount(below: first, by: anchorAuthor, upTo: 2)
            let hasRootThread = rootAuthor >= 0 && graph.hasPosts(by: rootAuthor)
            if chain >= 2 || !hasRootThread {
                self.init(author: anchorAuthor, start: first)
                return
            }
            let name = graph.post(anchor)?.author.handle ?? ""
            self.init(author: rootAuthor, start: root, foreignAnchor: name)
            return
        }
        let start = graph.conversation.root == nil ? graph.beginning(before: root) : root
        self.init(author: max(rootAuthor, anchorAuthor), start: start)
    }

    private init(author: Int32, start: Int32, foreignAnchor: String? = nil) {
        (self.author, self.start, self.foreignAnchor) = (author, start, foreignAnchor)
    }
}

extension Graph {
    var earliestPost: Int32? {
        nodes.indices.map(Int32.init).filter(isReadable).min(by: isOlder)
    }

    /// The highest node reached from `node` over parents that fit; a circle is no thread.
    func top(from node: Int32, while fits: (Int32) -> Bool) throws(UnrollFailure) -> Int32 {
        var (current, steps) = (node, 0)
        while nodes[Int(current)].parent >= 0, fits(nodes[Int(current)].parent) {
            current = nodes[Int(current)].parent
            steps += 1
            if steps > nodes.count { throw .cycle }
        }
        return current
    }

    /// Where a fragment's thread begins: `top` itself, unless what it answers is missing and its author's; then the author's oldest
    /// beginning before it.
    func beginning(before top: Int32) -> Int32 {
        let it = nodes[Int(top)]
        let isFragment = it.kind != .post || it.isReply && it.parent < 0 && !isForeignReply(top)
        guard isFragment, it.author >= 0 else { return top }
        let earlier = nodes.indices.map(Int32.init).filter { node in
            let other = nodes[Int(node)]
            guard other.author == it.author, other.kind == .post, isOlder(node, top) else { return false }
            return other.parent < 0 || nodes[Int(other.parent)].author != it.author
        }
        return earlier.min { isBeginning($0) == isBeginning($1) ? isOlder($0, $1) : isBeginning($0) } ?? top
    }

    /// A post that answers nothing.
    private func isBeginning(_ node: Int32) -> Bool { !nodes[Int(node)].isReply }

    func hasPosts(by author: Int32) -> Bool { nodes.contains { $0.kind == .post && $0.author == author } }

    /// How many readable posts by `author` hang together from `top` down, counted no further than `limit`.
    func postCount(below top: Int32, by author: Int32, upTo limit: Int) -> Int {
        var (stack, count) = ([top], 0)
        while let node = stack.popLast(), count < limit {
            if isReadable(node) { count += 1 }
            stack += children(of: node).filter { nodes[Int($0)].author == author }
        }
        return count
    }
}
