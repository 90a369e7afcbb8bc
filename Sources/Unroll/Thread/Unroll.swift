/// Finds the thread in a conversation: one algorithm for every network, linear in the number of posts.
package func unroll(_ conversation: Conversation) throws(UnrollFailure) -> Thread {
    let graph = Graph(conversation)
    let subject = try Subject(graph)
    let marks = graph.marks(of: subject.author)
    var line = Line(graph, subject: subject, marks: marks)
    let gaps = Gaps(in: line.nodes, graph: graph, marks: marks, networkCount: conversation.expectedCount)
    let posts = gaps.posts.compactMap(graph.post)
    guard let first = posts.first else { throw .nothingReadable(graph.tombstone(subject.start)?.reason) }
    let rest = Remainder(of: &line, graph: graph)
    let key = graph.key(subject: subject, gaps: gaps, first: first)
    return Thread(
        network: conversation.network, id: key.id, aliases: key.aliases, url: first.url, anchor: conversation.anchor,
        author: newestAuthor(of: posts) ?? first.author, title: title(of: first, mark: marks[Int(gaps.posts[0])]),
        language: language(of: posts), posts: posts, branches: rest.branches, answers: rest.answers,
        context: graph.context(above: subject.start), missing: gaps.holes,
        completeness: completeness(conversation, gaps, rest, found: posts.count), retrieved: conversation.retrieved,
        source: conversation.source, remarks: subject.foreignAnchor.map { [.foreignAnchor(author: $0)] } ?? [])
}

/// Why a conversation holds no thread.
package enum UnrollFailure: Error, Hashable, Sendable {
    /// The posts answer each other in a circle.
    case cycle
    /// No post of the thread can be read; the reason is that of its first post, where it is known.
    case nothingReadable(Tombstone.Reason?)
}

extension BackfillFailure {
    /// The same in the terms in which people are told why there is nothing to read; `host` is the network asked.
    package init(_ failure: UnrollFailure, host: String) {
        switch failure {
        case .cycle: self = .cycle
        case .nothingReadable(.deleted): self = .deleted
        case .nothingReadable(.suspended): self = .suspended
        case .nothingReadable(.protected): self = .protected
        case .nothingReadable(.blocked): self = .blocked
        case .nothingReadable(.loginOnly): self = .loginOnly
        case .nothingReadable(.notVisible): self = .notPublic
        case .nothingReadable(.unknown), .nothingReadable(nil): self = .notFound(host: host)
        }
    }
}

private func completeness(
    _ conversation: Conversation, _ gaps: Gaps, _ rest: Remainder, found: Int
) -> Completeness {
    let state: Completeness.State =
        !gaps.holes.isEmpty || rest.hasHoles ? .incomplete : conversation.shortfalls.isEmpty ? .complete : .unknown
    return Completeness(
        state: state, found: found, expected: gaps.expected(networkCount: conversation.expectedCount),
        shortfalls: conversation.shortfalls)
}

/// Names and handles change; the last post has the freshest where answers differ.
private func newestAuthor(of posts: [Post]) -> Author? { posts.last?.author }

/// The language most posts are in; of several, the first.
private func language(of posts: [Post]) -> String? {
    var counts: [String: Int] = [:]
    // By position, for a post is large to take along.
    for index in posts.indices { if let language = posts[index].language { counts[language, default: 0] += 1 } }
    let most = counts.values.max() ?? 0
    return posts.indices.lazy.compactMap { posts[$0].language }.first { counts[$0] == most }
}

extension Graph {
    /// The numbers of the author's posts, by node.
    func marks(of author: Int32) -> [Numbering.Mark?] {
        let own = nodes.indices.map(Int32.init)
            .filter { nodes[Int($0)].author == author && isReadable($0) }
            .sorted(by: isOlder)
        let settled = Numbering.settle(own.map { post($0).map { Numbering.candidates(in: $0.text) } ?? [] })
        var marks = [Numbering.Mark?](repeating: nil, count: nodes.count)
        for (node, mark) in zip(own, settled) { marks[Int(node)] = mark }
        return marks
    }

    /// The thread's id and what else it goes by: the first post's id; where that cannot be read, the conversation's root id if the
    /// network gives it, else the earliest survivor's.
    func key(subject: Subject, gaps: Gaps, first: Post) -> (id: PostID, aliases: [PostID]) {
        let start = id(subject.start)
        let versions = first.edits.compactMap(\.id).filter { $0 != first.id }
        if start == first.id || start != conversation.root { return (first.id, versions) }
        return (start, [first.id] + versions)
    }

    /// What the thread answers, oldest first; a circle is shown once.
    func context(above start: Int32) -> [Thread.ContextPost] {
        var (context, seen, node) = ([Thread.ContextPost](), Set([start]), nodes[Int(start)].parent)
        while node >= 0, seen.insert(node).inserted {
            if let post = contextPost(node) { context.append(post) }
            node = nodes[Int(node)].parent
        }
        return context.reversed()
    }

    func contextPost(_ node: Int32) -> Thread.ContextPost? {
        post(node).map { .post($0) } ?? tombstone(node).map { .tombstone($0) }
    }
}
