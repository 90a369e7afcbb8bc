import Unroll

extension Connection {
    /// Takes the ids of what was removed out of posts that answer it, and out of what these posts said before. Goes through at most
    /// `limit` posts after `cursor`; returns where to go on, nil at the end.
    func forgetMentions(
        inPostsAfter cursor: Int64, limit: Int = 1_000, of removed: RemovedNames
    ) throws(StoreFailure) -> Int64? {
        let rows = try query("SELECT key, model FROM posts WHERE key > \(cursor) ORDER BY key LIMIT \(limit)")
        for row in rows {
            guard let form = try removed.forms(without: row.bytes("model")) else { continue }
            let post = try row.integer("key")
            try execute("UPDATE posts SET model = \(form.model), content = \(form.content) WHERE key = \(post)")
            for row in try query("SELECT revision, model FROM post_revisions WHERE post = \(post)") {
                guard let form = try removed.forms(without: row.bytes("model")) else { continue }
                try execute(
                    """
                    UPDATE post_revisions SET model = \(form.model)
                    WHERE post = \(post) AND revision = \(row.integer("revision"))
                    """)
            }
        }
        return rows.count < limit ? nil : try rows.last?.integer("key")
    }

    /// The same for threads that were asked for by what was removed.
    func forgetMentions(
        inThreadsAfter cursor: Int64, limit: Int = 1_000, of removed: RemovedNames
    ) throws(StoreFailure) -> Int64? {
        let rows = try query("SELECT key, model FROM threads WHERE key > \(cursor) ORDER BY key LIMIT \(limit)")
        for row in rows {
            var form = try ThreadForm(bytes: row.bytes("model"))
            let clean = form.head.without(authors: removed.authors, posts: removed.posts)
            guard clean.anchor != form.head.anchor else { continue }
            form.head.anchor = clean.anchor
            try execute("UPDATE threads SET model = \(form.bytes) WHERE key = \(row.integer("key"))")
        }
        return rows.count < limit ? nil : try rows.last?.integer("key")
    }
}

/// Ids of what was removed, as `traces` has them: nobody can tell there what is a post's and what an author's.
struct RemovedNames: Sendable {
    let authors: Set<Author.ID>
    let posts: Set<PostID>

    init(_ traces: [String]) { (authors, posts) = (Set(traces.map { Author.ID($0) }), Set(traces.map { PostID($0) })) }

    /// A post's model and the hash of its content without them; nil where it does not name them.
    fileprivate func forms(without model: [UInt8]) throws(StoreFailure) -> (model: [UInt8], content: [UInt8])? {
        guard let parent = try Post.parent(form: model) else { return nil }
        guard parent.id.map(posts.contains) == true || parent.author.map(authors.contains) == true else { return nil }
        var post = try Post(form: model, author: Author(id: Author.ID(""), handle: ""))
        post.parent = nil
        return (post.form, contentHash(post))
    }
}
