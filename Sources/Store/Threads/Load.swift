import Unroll

/// How somebody names a thread.
package enum ThreadName: Sendable, Hashable {
    case key(Int64)
    /// The id of the thread, or one it is or was also known by.
    case id(Network, PostID)
    /// Any of the author's posts in it.
    case post(Network, PostID)
    /// The path of the page of the thread or of one of its posts, as `PostID.path` has it.
    case path(Network, [String])
    case linkKey(String)
    /// What was asked for, in the form in which `begin` was told it, when it was retrieved.
    case target(Network, String)
}

extension Connection {
    /// The key of the thread of this name, if `viewer` may see it.
    package func find(_ name: ThreadName, for viewer: Viewer) throws(StoreFailure) -> Int64? {
        let open = Visibility.open(to: viewer)
        if case .path(let network, let path) = name, let id = PostID(path: path, on: network) {
            if let thread = try find(.id(network, id), for: viewer) { return thread }
            return try find(.post(network, id), for: viewer)
        }
        let row: Row? =
            switch name {
            case .key(let key): try first("SELECT key FROM threads WHERE key = \(key) AND \(open)")
            case .linkKey(let key): try first("SELECT key FROM threads WHERE link_key = \(key) AND \(open)")
            case .id(let network, let id):
                try first(
                    """
                    SELECT threads.key AS key FROM thread_aliases JOIN threads ON threads.key = thread_aliases.thread
                    WHERE thread_aliases.network = \(network.rawValue) AND thread_aliases.id = \(columnID(id.value))
                        AND \(open)
                    """)
            case .target(let network, let target):
                try first(
                    """
                    SELECT threads.key AS key FROM retrievals JOIN threads ON threads.key = retrievals.thread
                    WHERE retrievals.network = \(network.rawValue) AND retrievals.target = \(columnID(target))
                        AND \(open) ORDER BY retrievals.key DESC LIMIT 1
                    """)
            case .path(let network, let path): try named(columnPath(path), on: network, open)
            case .post(let network, let id):
                try first(
                    """
                    SELECT threads.key AS key FROM posts JOIN thread_posts ON thread_posts.post = posts.key
                    JOIN threads ON threads.key = thread_posts.thread
                    WHERE posts.network = \(network.rawValue) AND posts.id = \(columnID(id.value))
                        AND thread_posts.role IN \(Role.own) AND \(open)
                    ORDER BY threads.retrieved DESC, threads.key DESC LIMIT 1
                    """)
            }
        return try row?.integer("key")
    }

    /// A thread by the path of one of its ids, else by that of one of its posts.
    private func named(_ path: String, on network: Network, _ open: SQL) throws(StoreFailure) -> Row? {
        let alias = try first(
            """
            SELECT threads.key AS key FROM thread_aliases JOIN threads ON threads.key = thread_aliases.thread
            WHERE thread_aliases.network = \(network.rawValue) AND thread_aliases.path = \(path) AND \(open)
            ORDER BY threads.key LIMIT 1
            """)
        if let alias { return alias }
        return try first(
            """
            SELECT threads.key AS key FROM posts JOIN thread_posts ON thread_posts.post = posts.key
            JOIN threads ON threads.key = thread_posts.thread
            WHERE posts.network = \(network.rawValue) AND posts.path = \(path)
                AND thread_posts.role IN \(Role.own) AND \(open)
            ORDER BY threads.retrieved DESC, threads.key DESC LIMIT 1
            """)
    }

    /// A thread with its posts; nil where there is none of this name that `viewer` may see.
    package func thread(_ name: ThreadName, for viewer: Viewer) throws(StoreFailure) -> KeptThread? {
        guard let key = try find(name, for: viewer),
            let row = try first(
                """
                SELECT audience, reason, link_key, noindex, looked, revision, kept, retrieved, tried, model FROM threads
                WHERE key = \(key)
                """)
        else { return nil }
        let (posts, retrieved) = (try storedPosts(of: key), try row.instant("retrieved"))
        let lost = Arrangement.merged(posts.map(\.line)).filter(\.isLost)
        let revised = posts.filter { $0.revision > 1 }
        return KeptThread(
            key: key, audience: try row.name("audience"), reason: try row.text("reason"),
            linkKey: try row.text("link_key"), isNoIndex: try row.flag("noindex"),
            isSample: try row.instant("looked") == .never, revision: try row.count("revision"),
            kept: try row.instant("kept"), tried: try row.instantOrNil("tried").flatMap { $0 > retrieved ? $0 : nil },
            thread: try ThreadForm(bytes: row.bytes("model")).thread(with: posts),
            lost: lost.isEmpty ? [] : lostPosts(lost, among: posts),
            revised: Set(revised.map(\.post.id)), edited: revised.isEmpty ? [] : try edited(revised))
    }

    /// Of posts of which earlier texts are kept, those whose authors changed what they wrote.
    private func edited(_ revised: [StoredPost]) throws(StoreFailure) -> Set<PostID> {
        let byKey = Dictionary(revised.map { ($0.line.post, $0.post) }) { first, _ in first }
        var edited: Set<PostID> = []
        for part in byKey.keys.sorted().chunked(256) {
            for row in try query(
                """
                SELECT post, model FROM post_revisions WHERE post IN (\(list: part.map(SQLValue.integer)))
                ORDER BY post, revision LIMIT 1000
                """)
            {
                guard let post = byKey[try row.integer("post")], !edited.contains(post.id) else { continue }
                let before = try Post(form: row.bytes("model"), author: post.author)
                if before.written != post.written { edited.insert(post.id) }
            }
        }
        return edited
    }

    private func lostPosts(_ lines: [ThreadLine], among posts: [StoredPost]) -> [LostPost] {
        let byKey = Dictionary(posts.map { ($0.line.post, $0) }) { first, _ in first }
        return lines.compactMap { line in
            byKey[line.post].map { $0.lost(following: line.following.flatMap { byKey[$0]?.post.id }) }
        }
    }

    func storedPosts(of thread: Int64) throws(StoreFailure) -> [StoredPost] {
        let rows = try query(
            """
            SELECT role, part, post, following, lost, author_version, model, revision, seen, gone,
                gone_because
            FROM thread_posts JOIN posts ON posts.key = thread_posts.post WHERE thread = \(thread) ORDER BY position
            """)
        var versions: Set<Int64> = []
        for row in rows { versions.insert(try row.integer("author_version")) }
        let authors = try authors(versions)
        var posts: [StoredPost] = []
        posts.reserveCapacity(rows.count)
        for row in rows {
            guard let author = authors[try row.integer("author_version")] else { throw .unreadable("author_version") }
            posts.append(try StoredPost(row, author: author))
        }
        return posts
    }

    /// Versions of authors by their keys.
    func authors(_ versions: Set<Int64>) throws(StoreFailure) -> [Int64: Author] {
        var authors: [Int64: Author] = [:]
        for part in versions.sorted().chunked(256) {
            for row in try query(
                "SELECT key, model FROM author_versions WHERE key IN (\(list: part.map(SQLValue.integer)))")
            {
                authors[try row.integer("key")] = try Author(form: row.bytes("model"))
            }
        }
        return authors
    }
}

/// A post as the rows of a thread tell it.
struct StoredPost {
    var line: ThreadLine
    var post: Post
    var revision: Int
    var seen: Timestamp
    var gone: Timestamp?
    var because: Tombstone.Reason?

    init(_ row: Row, author: Author) throws(StoreFailure) {
        line = try ThreadLine(row)
        post = try Post(form: row.bytes("model"), author: author)
        revision = try row.count("revision")
        seen = try row.instant("seen")
        gone = try row.instantOrNil("gone")
        because = try row.textOrNil("gone_because").flatMap(Tombstone.Reason.init)
    }

    func lost(following: PostID?) -> LostPost {
        var post = post
        post.vanished = Post.Vanished(seen: seen, gone: gone, because: because)
        return LostPost(post: post, role: line.role, following: following)
    }
}

extension ThreadForm {
    /// The thread with its posts in their places. Somebody else's post that was removed since leaves a gap.
    func thread(with stored: [StoredPost]) -> Thread {
        thread(with: stored.lazy.filter { !$0.line.isLost }.map { (place: $0.line.place, post: $0.post) })
    }

    func thread(with placed: some Sequence<(place: Place, post: Post)>) -> Thread {
        let line = Place(role: .main, part: 0)
        var (main, places) = ([Post](), [Place: [Post]]())
        for (place, post) in placed {
            if place == line { main.append(post) } else { places[place, default: []].append(post) }
        }
        func posts(_ role: Role, _ part: Int) -> [Post] { places[Place(role: role, part: part)] ?? [] }
        func context(_ asked: Asked, _ role: Role, _ part: Int) -> Thread.ContextPost? {
            switch asked {
            case .nobody: nil
            case .post: posts(role, part).first.map(Thread.ContextPost.post)
            case .tombstone(let tombstone): .tombstone(tombstone)
            }
        }
        var thread = head
        thread.posts = main
        thread.branches = branches.enumerated().map {
            Thread.Branch(attachedTo: $0.element, posts: posts(.branch, $0.offset), missing: gaps[$0.offset])
        }
        thread.answers = answers.enumerated().map {
            Thread.Answer(
                to: context($0.element, .asked, $0.offset), posts: posts(.answer, $0.offset),
                missing: gaps[branches.count + $0.offset])
        }
        thread.context = self.context.enumerated().compactMap { context($0.element, .context, $0.offset) }
        return thread
    }
}
