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
        let top = try graph.top(of: anchor)
        let root = graph.conversation.root.flatMap { graph.positions[$0] } ?? top
        let rootAuthor = graph.nodes[Int(root)].author
        let anchorAuthor = graph.nodes[Int(anchor)].author
        if anchorAuthor >= 0, anchorAuthor != rootAuthor {
            if let chain = graph.chain(around: anchor) {
                self.init(author: anchorAuthor, start: chain)
                return
            }
            if rootAuthor < 0 || !graph.hasPosts(by: rootAuthor) {
                self.init(author: anchorAuthor, start: graph.beginning(before: graph.chainTop(of: anchor)))
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

    /// The highest node above `node`; a circle is no thread.
    func top(of node: Int32) throws(UnrollFailure) -> Int32 {
        var (top, steps) = (node, 0)
        while let parent = parent(of: top) {
            top = parent
            steps += 1
            if steps > nodes.count { throw .cycle }
        }
        return top
    }

    /// The highest node of the chain by one author that `node` is in; `node` is below no circle.
    func chainTop(of node: Int32) -> Int32 {
        var top = node
        while let parent = parent(of: top), nodes[Int(parent)].author == nodes[Int(node)].author { top = parent }
        return top
    }

    /// Where the chain of two or more posts by the author of `node` begins that it is in, or else the next one above it that it is an
    /// answer below.
    func chain(around node: Int32) -> Int32? {
        let author = nodes[Int(node)].author
        var next = Optional(node)
        while let current = next {
            if nodes[Int(current)].author == author {
                let top = chainTop(of: current)
                let first = beginning(before: top)
                if postCount(below: first, by: author, upTo: 2) >= 2 { return first }
                next = parent(of: top)
            } else {
                next = parent(of: current)
            }
        }
        return nil
    }

    private func parent(of node: Int32) -> Int32? {
        let parent = nodes[Int(node)].parent
        return parent < 0 ? nil : parent
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
