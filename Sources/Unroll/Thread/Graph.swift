/// A conversation as nodes with parents and children: flat arrays, built and walked in linear time.
struct Graph {
    struct Node {
        enum Kind { case post, tombstone, ghost }

        var kind: Kind
        /// Position in `Conversation.entries`; -1 for a ghost.
        var entry: Int32
        /// -1 where the parent is not in the conversation or there is none.
        var parent: Int32
        /// Interned author; -1 unknown.
        var author: Int32
        /// Its place in time; a ghost's or an undated tombstone's lies just before its oldest child.
        var order: Int64
        /// It answers something, whatever is known of that.
        var isReply: Bool
        /// Interned author of what it answers; -1 unknown.
        var parentAuthor: Int32
    }

    let conversation: Conversation
    private(set) var nodes: [Node] = []
    private(set) var positions: [PostID: Int32] = [:]
    /// The children of node n are `children[starts[n]..<starts[n + 1]]`, oldest first.
    private var starts: [Int32] = []
    private var children: [Int32] = []
    private var authors: [Author.ID: Int32] = [:]
    private var authorIDs: [Author.ID] = []
    /// Ids of the ghosts, from node `conversation.entries.count` on.
    private var ghostIDs: [PostID] = []
    /// Nodes with parents before their children; nodes of a circle are not among them.
    private(set) var topological: [Int32] = []

    init(_ conversation: Conversation) {
        self.conversation = conversation
        addEntries()
        addGhosts()
        link()
        learnAuthors()
        if dateUndated() { link() }
    }

    func children(of node: Int32) -> ArraySlice<Int32> {
        children[Int(starts[Int(node)])..<Int(starts[Int(node) + 1])]
    }

    func id(_ node: Int32) -> PostID {
        let node = Int(node)
        let count = conversation.entries.count
        return node < count ? conversation.entries[node].id : ghostIDs[node - count]
    }

    func post(_ node: Int32) -> Post? {
        guard nodes[Int(node)].kind == .post, case .post(let post) = conversation.entries[Int(node)] else { return nil }
        return post
    }

    func tombstone(_ node: Int32) -> Tombstone? {
        switch nodes[Int(node)].kind {
        case .post: return nil
        case .ghost: return Tombstone(id: id(node), reason: .unknown, author: author(node))
        case .tombstone:
            guard case .tombstone(let tombstone) = conversation.entries[Int(node)] else { return nil }
            return tombstone
        }
    }

    func isReadable(_ node: Int32) -> Bool { nodes[Int(node)].kind == .post }

    private func author(_ node: Int32) -> Author.ID? {
        let index = nodes[Int(node)].author
        return index < 0 ? nil : authorIDs[Int(index)]
    }

    /// Whether `left` came before `right`.
    func isOlder(_ left: Int32, _ right: Int32) -> Bool {
        let (l, r) = (nodes[Int(left)].order, nodes[Int(right)].order)
        return l == r ? id(left) < id(right) : l < r
    }
}

extension Graph {
    private mutating func addEntries() {
        nodes.reserveCapacity(conversation.entries.count)
        positions.reserveCapacity(conversation.entries.count)
        for (index, entry) in conversation.entries.enumerated() {
            positions[entry.id] = Int32(index)
            switch entry {
            case .post(let post):
                add(.post, Int32(index), author: post.author.id, parent: post.parent, order: post.order)
            case .tombstone(let tombstone):
                add(
                    .tombstone, Int32(index), author: tombstone.author, parent: tombstone.parent, order: tombstone.order
                )
            }
        }
    }

    private mutating func add(
        _ kind: Node.Kind, _ entry: Int32, author: Author.ID?, parent: Post.Parent?, order: Int64?
    ) {
        nodes.append(
            Node(
                kind: kind, entry: entry, parent: -1, author: intern(author), order: order ?? .max,
                isReply: parent != nil, parentAuthor: intern(parent?.author)))
    }

    private mutating func intern(_ author: Author.ID?) -> Int32 {
        guard let author else { return -1 }
        if let known = authors[author] { return known }
        let index = Int32(authorIDs.count)
        authors[author] = index
        authorIDs.append(author)
        return index
    }

    /// Finds the parents; one that is named but not there becomes a ghost.
    private mutating func addGhosts() {
        for (index, entry) in conversation.entries.enumerated() {
            let parent: Post.Parent? =
                switch entry {
                case .post(let post): post.parent
                case .tombstone(let tombstone): tombstone.parent
                }
            guard let id = parent?.id else { continue }
            nodes[index].parent = position(of: id)
        }
        if let root = conversation.root { _ = position(of: root) }
    }

    private mutating func position(of id: PostID) -> Int32 {
        if let known = positions[id] { return known }
        let position = Int32(nodes.count)
        positions[id] = position
        ghostIDs.append(id)
        add(.ghost, -1, author: nil, parent: nil, order: nil)
        return position
    }

    /// Who wrote a missing post, as its answers tell. Where nobody tells, an answer that does not begin with somebody's name is
    /// presumed to go on from the same author's post, before others one by whoever began the conversation; and a missing answer from
    /// a missing post.
    private mutating func learnAuthors() {
        for node in nodes where node.parent >= 0 && node.parentAuthor >= 0 && nodes[Int(node.parent)].author < 0 {
            nodes[Int(node.parent)].author = node.parentAuthor
        }
        let first = conversation.root.flatMap { positions[$0] }.map { nodes[Int($0)].author } ?? -1
        for node in topological.reversed() where nodes[Int(node)].author < 0 {
            let authors = children(of: node).filter(isPresumedToGoOn).map { nodes[Int($0)].author }
            nodes[Int(node)].author = authors.contains(first) ? first : authors.first ?? -1
        }
    }

    private func isPresumedToGoOn(_ node: Int32) -> Bool {
        nodes[Int(node)].author >= 0 && post(node)?.beginsWithForeignMention != true
    }

    /// Counts the children of each node and lays them out, oldest first.
    private mutating func link() {
        starts = [Int32](repeating: 0, count: nodes.count + 1)
        for node in nodes where node.parent >= 0 { starts[Int(node.parent) + 1] += 1 }
        for index in nodes.indices { starts[index + 1] += starts[index] }
        var fill = starts
        children = [Int32](repeating: 0, count: Int(starts[nodes.count]))
        for (index, node) in nodes.enumerated() where node.parent >= 0 {
            children[Int(fill[Int(node.parent)])] = Int32(index)
            fill[Int(node.parent)] += 1
        }
        var sorted = children
        for index in nodes.indices where starts[index + 1] - starts[index] > 1 {
            sorted[Int(starts[index])..<Int(starts[index + 1])].sort(by: isOlder)
        }
        children = sorted
        topological = nodes.indices.filter { nodes[$0].parent < 0 }.map(Int32.init)
        var next = 0
        while next < topological.count {
            topological += children(of: topological[next])
            next += 1
        }
    }

    /// Gives missing posts whose age nobody tells the place just before their oldest child; whether there were any.
    private mutating func dateUndated() -> Bool {
        var hasDated = false
        for node in topological.reversed() where nodes[Int(node)].order == .max {
            let oldest = children(of: node).map { nodes[Int($0)].order }.min()
            guard let oldest, oldest != .max else { continue }
            nodes[Int(node)].order = oldest &- 1
            hasDated = true
        }
        return hasDated
    }
}

extension Post {
    /// Whether the text opens with the name of somebody other than its author, as answers to others do.
    var beginsWithForeignMention: Bool {
        for facet in facets {
            guard case .mention(let handle, let id, _) = facet.kind, facet.range.lowerBound == 0 else { continue }
            return id.map { $0 != author.id } ?? (handle.lowercased() != author.handle.lowercased())
        }
        return false
    }
}
