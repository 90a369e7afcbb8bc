extension Thread {
    /// The thread as it is without posts that vanished: a gap in the place of each of its author's, whose words nothing repeats, and a
    /// tombstone in that of each of other people's. Branches and answers that lose all their posts stay as empty places.
    package func without(_ vanished: [PostID: Tombstone.Reason]) -> Thread {
        var left = self
        left.context = context.map { $0.without(vanished) }
        (left.posts, left.missing) = Thread.chain(posts, missing, without: vanished)
        for index in branches.indices {
            let branch = branches[index]
            (left.branches[index].posts, left.branches[index].missing) = Thread.chain(
                branch.posts, branch.missing, without: vanished)
        }
        for index in answers.indices {
            let answer = answers[index]
            left.answers[index].to = answer.to?.without(vanished)
            (left.answers[index].posts, left.answers[index].missing) = Thread.chain(
                answer.posts, answer.missing, without: vanished)
        }
        let hasGaps = { (thread: Thread) in
            !thread.missing.isEmpty || thread.branches.contains { !$0.missing.isEmpty }
                || thread.answers.contains { !$0.missing.isEmpty }
        }
        if hasGaps(left) { left.completeness.state = .incomplete }
        left.completeness.found = left.posts.count
        if left.posts.first?.id != posts.first?.id { left.title = left.titleOfFirstPost }
        return left
    }

    /// What the thread is called when its main line begins with another post than before.
    package var titleOfFirstPost: String {
        posts.first.map { Unroll.title(of: $0, mark: Numbering.marks(along: posts)[0]) } ?? ""
    }

    /// Neighbours that went for one reason are one gap.
    private static func chain(
        _ posts: [Post], _ holes: [Hole], without vanished: [PostID: Tombstone.Reason]
    ) -> (posts: [Post], holes: [Hole]) {
        if !posts.contains(where: { vanished[$0.id] != nil }) { return (posts, holes) }
        let known = Dictionary(grouping: holes) { $0.after }
        var (left, gaps, last) = ([Post](), [Hole](), PostID?.none)
        func add(_ holes: [Hole]) {
            for var hole in holes {
                hole.after = last
                gaps.append(hole)
            }
        }
        add(known[nil] ?? [])
        for post in posts {
            if let reason = vanished[post.id] {
                if let before = gaps.last, before.after == last, before.id != nil, before.reason == .gone(reason),
                    let count = before.count
                {
                    gaps[gaps.count - 1].count = count + 1
                } else {
                    add([Hole(after: last, count: 1, id: post.id, reason: .gone(reason))])
                }
            } else {
                left.append(post)
                last = post.id
            }
            add(known[post.id] ?? [])
        }
        let stands = Set(posts.map(\.id))
        gaps += holes.filter { hole in hole.after.map { !stands.contains($0) } ?? false }
        return (left, gaps)
    }
}

extension Thread.ContextPost {
    fileprivate func without(_ vanished: [PostID: Tombstone.Reason]) -> Self {
        guard case .post(let post) = self, let reason = vanished[post.id] else { return self }
        return .tombstone(Tombstone(id: post.id, reason: reason, author: post.author.id, parent: post.parent))
    }
}

extension Thread {
    /// The thread with an empty place for each quote of one of these posts.
    package func withoutQuotes(of gone: Set<PostID>) -> Thread {
        if gone.isEmpty { return self }
        func emptied(_ posts: [Post]) -> [Post] { posts.map { $0.withoutQuotes(of: gone) } }
        func emptied(_ context: ContextPost?) -> ContextPost? {
            guard case .post(let post)? = context else { return context }
            return .post(post.withoutQuotes(of: gone))
        }
        var thread = self
        thread.posts = emptied(posts)
        for index in branches.indices { thread.branches[index].posts = emptied(branches[index].posts) }
        for index in answers.indices {
            thread.answers[index].posts = emptied(answers[index].posts)
            thread.answers[index].to = emptied(answers[index].to)
        }
        thread.context = context.compactMap { emptied($0) }
        return thread
    }
}

extension Post {
    /// The post with an empty place where it, or what it quotes, quotes one of these.
    package func withoutQuotes(of gone: Set<PostID>) -> Post {
        guard case .post(let quoted)? = quote else { return self }
        var post = self
        post.quote =
            gone.contains(quoted.id)
            ? .placeholder(QuotePlaceholder(.deleted, id: quoted.id, url: quoted.url))
            : .post(quoted.withoutQuotes(of: gone))
        return post
    }
}
