import Unroll

/// Authors and posts that something names.
struct Names: Sendable, Equatable {
    var authors: Set<Author.ID> = []
    var posts: Set<PostID> = []

    mutating func add(_ post: PostID?, by author: Author.ID? = nil) {
        if let post { posts.insert(post) }
        if let author { authors.insert(author) }
    }

    /// Whom and what a post names beside itself.
    mutating func add(namedIn post: Post) {
        add(post.parent?.id, by: post.parent?.author)
        switch post.quote {
        case .post(let quoted)?:
            add(quoted.id, by: quoted.author.id)
            add(namedIn: quoted)
        case .placeholder(let placeholder)?: add(placeholder.id)
        case nil: break
        }
    }

    mutating func add(_ tombstone: Tombstone) {
        add(tombstone.id, by: tombstone.author)
        add(tombstone.parent?.id, by: tombstone.parent?.author)
    }

    mutating func formUnion(_ other: Names) {
        authors.formUnion(other.authors)
        posts.formUnion(other.posts)
    }
}

extension Thread {
    /// Whom and what the thread names, its own posts and author among them.
    var names: Names {
        var names = Names()
        names.add(anchor, by: author.id)
        for (_, post) in places {
            names.add(post.id, by: post.author.id)
            names.add(namedIn: post)
        }
        for case .tombstone(let tombstone)? in answers.map(\.to) + context.map(Optional.some) { names.add(tombstone) }
        for hole in missing + branches.flatMap(\.missing) + answers.flatMap(\.missing) { names.add(hole.id) }
        return names
    }
}

extension ThreadForm {
    /// Whom and what the thread names beside its posts.
    var names: Names {
        var names = head.names
        for case .tombstone(let tombstone) in answers + context { names.add(tombstone) }
        for hole in gaps.joined() { names.add(hole.id) }
        return names
    }

    func without(_ removed: RemovedNames) -> ThreadForm {
        func cleaned(_ asked: Asked) -> Asked {
            guard case .tombstone(let tombstone) = asked else { return asked }
            return tombstone.without(removed).map(Asked.tombstone) ?? .nobody
        }
        var form = self
        form.head = head.without(removed)
        (form.answers, form.context) = (answers.map(cleaned), context.map(cleaned))
        form.gaps = gaps.map { $0.map { $0.without(removed) } }
        return form
    }
}

/// Of names, those of what was removed.
struct RemovedNames: Sendable {
    var authors: Set<Author.ID>
    /// Posts that are on the list themselves.
    var posts: Set<PostID>
    /// Posts whose page was removed, as those of removed authors: a place that only names one does so no more.
    var pages: Set<PostID> = []

    var isEmpty: Bool { authors.isEmpty && posts.isEmpty && pages.isEmpty }

    func holds(_ post: Post) -> Bool { authors.contains(post.author.id) || posts.contains(post.id) }

    func names(_ post: PostID?, by author: Author.ID? = nil) -> Bool {
        if let author, authors.contains(author) { return true }
        guard let post else { return false }
        return posts.contains(post) || pages.contains(post)
    }
}

extension AnswerNames {
    /// Whom and what kept answers name.
    init(in exchanges: [KeptExchange], on network: Network) {
        self.init()
        for exchange in exchanges { add(exchange.body, from: exchange.request.url, on: network) }
    }
}

extension Connection {
    /// What of these was removed.
    func removed(among names: Names, on network: Network, key: RemovalKey) throws(StoreFailure) -> RemovedNames {
        guard try hasRemovals() else { return RemovedNames(authors: [], posts: []) }
        let authors = names.authors.map { ($0, key.hash(ofAuthor: $0, on: network)) }
        // Where an id tells its author, it goes with them.
        let posts = names.posts.map { post in
            (
                post: post, thread: key.hash(ofThread: post, on: network),
                pages: [key.hash(ofPage: post.path(on: network), on: network)]
                    + (post.author(on: network).map { [key.hash(ofAuthor: $0, on: network)] } ?? [])
            )
        }
        let found = try among(authors.map(\.1) + posts.flatMap { [$0.thread] + $0.pages })
        if found.isEmpty { return RemovedNames(authors: [], posts: []) }
        return RemovedNames(
            authors: Set(authors.filter { found.contains($0.1) }.map(\.0)),
            posts: Set(posts.filter { found.contains($0.thread) }.map(\.post)),
            pages: Set(posts.filter { !found.isDisjoint(with: $0.pages) }.map(\.post)))
    }
}

extension PostID {
    /// Its author, where the id tells.
    fileprivate func author(on network: Network) -> Author.ID? {
        network == .bluesky ? path(on: network).first.map { Author.ID($0) } : nil
    }
}

extension Thread {
    /// Without other people's posts, and without quotes, of these authors and posts.
    package func without(authors: Set<Author.ID>, posts: Set<PostID>) -> Unroll.Thread {
        without(RemovedNames(authors: authors, posts: posts))
    }

    /// Without other people's posts, and without naming what was removed.
    func without(_ removed: RemovedNames) -> Unroll.Thread {
        func cleaned(_ all: [Post]) -> [Post] { all.filter { !removed.holds($0) }.map { $0.without(removed) } }
        func cleaned(_ holes: [Hole]) -> [Hole] { holes.map { $0.without(removed) } }
        func cleaned(_ context: ContextPost?) -> ContextPost? {
            switch context {
            case .post(let post)?: removed.holds(post) ? nil : .post(post.without(removed))
            case .tombstone(let tombstone)?: tombstone.without(removed).map(ContextPost.tombstone)
            case nil: nil
            }
        }
        var thread = self
        (thread.posts, thread.missing) = (cleaned(posts), cleaned(missing))
        thread.branches = branches.map {
            Branch(attachedTo: $0.attachedTo, posts: cleaned($0.posts), missing: cleaned($0.missing))
        }
        thread.answers = answers.map {
            Answer(to: cleaned($0.to), posts: cleaned($0.posts), missing: cleaned($0.missing))
        }
        thread.context = context.compactMap { cleaned($0) }
        if removed.names(anchor) { (thread.anchor, thread.remarks) = (id, []) }
        return thread
    }

    /// Ids of its author's posts.
    var ownIDs: Set<PostID> { Set(places.lazy.filter(\.place.role.isOwn).map(\.post.id)) }

    /// Forgets by whose post it was asked for, where that is none of its author's.
    /// - Parameter own: ids of its author's posts.
    mutating func forgetForeignAnchor(unlessIn own: Set<PostID>) {
        if !own.contains(anchor) { (anchor, remarks) = (id, []) }
    }
}

extension Thread.Hole {
    fileprivate func without(_ removed: RemovedNames) -> Thread.Hole {
        var hole = self
        if removed.names(id) { hole.id = nil }
        return hole
    }
}

extension Tombstone {
    /// Nil where it stands for what was removed.
    fileprivate func without(_ removed: RemovedNames) -> Tombstone? {
        if removed.names(id, by: author) { return nil }
        var tombstone = self
        if let parent, removed.names(parent.id, by: parent.author) { tombstone.parent = nil }
        return tombstone
    }
}

extension Post {
    /// Without quotes, at any depth, of what was removed, and without naming it as what it answers. The place of a quote says that it
    /// was withdrawn, and nothing else.
    func without(_ removed: RemovedNames) -> Post {
        var post = self
        if let parent, removed.names(parent.id, by: parent.author) { post.parent = nil }
        switch quote {
        case .post(let quoted)?:
            post.quote =
                removed.holds(quoted)
                ? .placeholder(QuotePlaceholder(.withdrawn)) : .post(quoted.without(removed))
        case .placeholder(let placeholder)? where removed.names(placeholder.id):
            post.quote = .placeholder(QuotePlaceholder(.withdrawn))
        default: break
        }
        return post
    }
}
