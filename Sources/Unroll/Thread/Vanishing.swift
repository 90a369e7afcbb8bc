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
    /// The thread with an empty place for each quote of a post that vanished.
    /// - Parameter gone: what is known of that besides what the quotes themselves say.
    package func withoutVanishedQuotes(_ gone: [PostID: Post.Vanished]) -> Thread {
        mapped { $0.withoutVanishedQuotes(gone) }
    }

    /// The thread with what is known of the end of posts that it quotes.
    package func markingQuotes(_ gone: [PostID: Post.Vanished]) -> Thread {
        gone.isEmpty ? self : mapped { $0.markingQuotes(gone) }
    }

    private func mapped(_ change: (Post) -> Post) -> Thread {
        func changed(_ context: ContextPost) -> ContextPost {
            if case .post(let post) = context { .post(change(post)) } else { context }
        }
        var thread = self
        thread.posts = posts.map(change)
        for index in branches.indices { thread.branches[index].posts = branches[index].posts.map(change) }
        for index in answers.indices {
            thread.answers[index].posts = answers[index].posts.map(change)
            thread.answers[index].to = answers[index].to.map(changed)
        }
        thread.context = context.map(changed)
        return thread
    }
}

extension Post {
    /// The post with an empty place where it, or what it quotes, quotes what vanished.
    /// - Parameter gone: what is known of that besides what the quotes themselves say.
    package func withoutVanishedQuotes(_ gone: [PostID: Vanished]) -> Post {
        guard case .post(let quoted)? = quote else { return self }
        var post = self
        if let vanished = quoted.vanished ?? gone[quoted.id] {
            post.quote = .placeholder(QuotePlaceholder(vanished.placeholder, id: quoted.id, url: quoted.url))
        } else {
            post.quote = .post(quoted.withoutVanishedQuotes(gone))
        }
        return post
    }

    /// The post with what is known of the end of posts that it, or what it quotes, quotes; with an empty place for those that are hidden from
    /// some since.
    package func markingQuotes(_ gone: [PostID: Vanished]) -> Post {
        guard case .post(var quoted)? = quote else { return self }
        var post = self
        if quoted.vanished?.gone == nil, var known = gone[quoted.id] {
            known.seen = quoted.vanished?.seen ?? known.seen
            quoted.vanished = known
        }
        if let vanished = quoted.vanished, vanished.placeholder == .notVisible {
            post.quote = .placeholder(QuotePlaceholder(.notVisible, id: quoted.id, url: quoted.url))
        } else {
            post.quote = .post(quoted.markingQuotes(gone))
        }
        return post
    }

    /// The post with what it quoted before, marked, where the network has nothing in that place any more. What was taken out of the quote,
    /// or is hidden from some, is not: somebody wants that it does not stand there.
    /// - Parameters:
    ///   - before: the same post as it was kept.
    ///   - seen: when it was.
    ///   - instant: when the network was asked for this one.
    package func keepingQuotes(of before: Post, seen: Timestamp, at instant: Timestamp) -> Post {
        guard case .post(var old)? = before.quote else { return self }
        var post = self
        switch quote {
        case .post(let new)? where new.id == old.id:
            post.quote = .post(new.keepingQuotes(of: old, seen: seen, at: instant))
        case .placeholder(let place)? where place.id == nil || place.id == old.id:
            var vanished = old.vanished ?? Vanished(seen: seen)
            switch place.state {
            case .deleted: vanished.note(.deleted, at: instant)
            case .suspended: vanished.note(.suspended, at: instant)
            case .notLoaded: break
            case .withdrawn, .notVisible, .pending: return self
            }
            old.vanished = vanished
            post.quote = .post(old)
        default: break
        }
        return post
    }
}

extension Post.Vanished {
    /// What stands in the place of a quote for those who are not shown it.
    fileprivate var placeholder: QuotePlaceholder.State {
        if gone == nil { return .notLoaded }
        return switch because {
        case .deleted, .unknown, nil: .deleted
        case .suspended: .suspended
        case .protected, .blocked, .loginOnly, .notVisible: .notVisible
        }
    }

    /// What was found out first stays.
    fileprivate mutating func note(_ reason: Tombstone.Reason, at instant: Timestamp) {
        if gone == nil { (gone, because) = (instant, reason) }
    }
}
