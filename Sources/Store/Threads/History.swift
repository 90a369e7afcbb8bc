import Unroll

/// One retrieval of a thread, and what it changed.
package struct KeptRetrieval: Sendable, Equatable {
    package struct Change: Sendable, Equatable {
        package var post: PostID
        package var change: PostChange
        /// The revision of the post since then.
        package var revision: Int
    }

    package var key: Int64
    package var revision: Int
    package var retrieved: Timestamp
    package var source: Source
    package var completeness: Completeness.State
    package var found: Int
    package var requestedBy: String?
    /// None of the first retrieval, which added all that it found.
    package var changes: [Change]
}

/// What a post was before it was edited.
package struct PostRevision: Sendable, Equatable {
    package var revision: Int
    package var post: Post
    /// When this text was seen last.
    package var seen: Timestamp
}

extension Connection {
    /// Notes that a retrieval made this revision of a thread.
    func record(
        _ keeping: Keeping, _ thread: Thread, key: Int64, revision: Int64,
        changes: [(post: Int64, change: PostChange, revision: Int64)]
    ) throws(StoreFailure) {
        var retrieval = keeping.retrieval
        if retrieval == nil {
            retrieval = try begin(
                thread.id.value, on: thread.network, at: thread.retrieved, requestedBy: keeping.requestedBy)
        }
        guard let retrieval else { return }
        let changes = revision == 1 ? [] : changes
        try execute(
            """
            UPDATE retrievals SET thread = \(key), finished = \(thread.retrieved), revision = \(revision),
                source_kind = \(thread.source.kind.rawValue), source_host = \(thread.source.host),
                completeness = \(thread.completeness.state.rawValue), found = \(thread.completeness.found)
            WHERE key = \(retrieval)
            """)
        try insert(
            "INSERT INTO retrieval_changes (retrieval, post, change, revision) VALUES ",
            rows: changes.map { "(\(retrieval), \($0.post), \($0.change.rawValue), \($0.revision))" },
            ending: " ON CONFLICT DO NOTHING")
    }

    /// The retrievals of a thread, the latest first; at most `limit`.
    package func history(of thread: Int64, limit: Int = 100) throws(StoreFailure) -> [KeptRetrieval] {
        var history: [KeptRetrieval] = []
        for row in try query(
            """
            SELECT key, revision, finished, source_kind, source_host, completeness, found, requested_by FROM retrievals
            WHERE thread = \(thread) AND revision IS NOT NULL ORDER BY revision DESC LIMIT \(limit)
            """)
        {
            let key = try row.integer("key")
            history.append(
                KeptRetrieval(
                    key: key, revision: try row.count("revision"), retrieved: try row.instant("finished"),
                    source: Source(kind: try row.name("source_kind"), host: try row.text("source_host")),
                    completeness: try row.name("completeness"), found: try row.count("found"),
                    requestedBy: try row.textOrNil("requested_by"), changes: try changes(of: key)))
        }
        return history
    }

    private func changes(of retrieval: Int64) throws(StoreFailure) -> [KeptRetrieval.Change] {
        try query(
            """
            SELECT posts.model AS model, change, retrieval_changes.revision AS revision FROM retrieval_changes
            JOIN posts ON posts.key = retrieval_changes.post WHERE retrieval = \(retrieval) ORDER BY posts.key, change
            """
        ).map { row throws(StoreFailure) in
            let post = try Post(form: row.bytes("model"), author: Author(id: Author.ID(""), handle: ""))
            return KeptRetrieval.Change(
                post: post.id, change: try row.name("change"), revision: try row.count("revision"))
        }
    }

    /// The earlier texts of a post, oldest first, without the present one.
    package func revisions(of post: PostID, on network: Network) throws(StoreFailure) -> [PostRevision] {
        let rows = try query(
            """
            SELECT post_revisions.revision AS revision, post_revisions.model AS model, post_revisions.seen AS seen,
                post_revisions.author_version AS author_version
            FROM post_revisions JOIN posts ON posts.key = post_revisions.post
            WHERE posts.network = \(network.rawValue) AND posts.id = \(columnID(post.value))
            ORDER BY post_revisions.revision LIMIT 1000
            """)
        var versions: Set<Int64> = []
        for row in rows { versions.insert(try row.integer("author_version")) }
        let authors = try authors(versions)
        var revisions: [PostRevision] = []
        for row in rows {
            guard let author = authors[try row.integer("author_version")] else { continue }
            revisions.append(
                PostRevision(
                    revision: try row.count("revision"), post: try Post(form: row.bytes("model"), author: author),
                    seen: try row.instant("seen")))
        }
        return revisions
    }
}
