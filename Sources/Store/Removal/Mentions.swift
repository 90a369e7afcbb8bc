import Unroll

/// What names something that is on the list of what was removed, and does so no more then.
extension Connection {
    /// Takes what was removed out of posts that answer or quote it, and out of what these posts said before. Goes through at most `limit`
    /// posts after `cursor`; returns where to go on, nil at the end.
    func forgetMentions(
        inPostsAfter cursor: Int64, limit: Int = 1_000, key: RemovalKey
    ) throws(StoreFailure) -> Int64? {
        let rows = try query(
            "SELECT key, network, revision, model FROM posts WHERE key > \(cursor) ORDER BY key LIMIT \(limit)")
        var versions: [PostVersion] = []
        for row in rows {
            let version = try PostVersion(row, of: row.integer("key"), on: row.name("network"))
            versions.append(version)
            guard try row.integer("revision") > 1 else { continue }
            for row in try query("SELECT revision, model FROM post_revisions WHERE post = \(version.key)") {
                versions.append(try PostVersion(row, of: version.key, on: version.network, isEarlier: true))
            }
        }
        let removed = try removed(among: versions.map { ($0.network, $0.names) }, key: key)
        versions = versions.compactMap { version in
            guard let removed = removed[version.network] else { return nil }
            var clean = version
            clean.post = version.post.without(removed)
            return clean.post == version.post ? nil : clean
        }
        let changed = Set(versions.map(\.key))
        try unindex(keys: changed.sorted())
        for version in versions { try put(version) }
        try reindex(changed)
        if !changed.isEmpty { try noteChangeOfEverything() }
        return rows.count < limit ? nil : try rows.last?.integer("key")
    }

    private func put(_ version: PostVersion) throws(StoreFailure) {
        let (post, key) = (version.post, version.key)
        guard version.isEarlier else {
            try execute("UPDATE posts SET model = \(post.form), content = \(contentHash(post)) WHERE key = \(key)")
            return
        }
        try execute(
            "UPDATE post_revisions SET model = \(post.form) WHERE post = \(key) AND revision = \(version.revision)")
    }

    /// The same for threads: what they were asked for by, places of posts that cannot be shown, and gaps.
    func forgetMentions(
        inThreadsAfter cursor: Int64, limit: Int = 1_000, key: RemovalKey
    ) throws(StoreFailure) -> Int64? {
        let rows = try query(
            "SELECT key, network, model FROM threads WHERE key > \(cursor) ORDER BY key LIMIT \(limit)")
        var threads: [(key: Int64, network: Network, form: ThreadForm)] = []
        for row in rows {
            threads.append((try row.integer("key"), try row.name("network"), try ThreadForm(bytes: row.bytes("model"))))
        }
        let removed = try removed(among: threads.map { ($0.network, $0.form.names) }, key: key)
        for thread in threads {
            guard let removed = removed[thread.network] else { continue }
            let clean = thread.form.without(removed)
            if clean == thread.form { continue }
            try execute("UPDATE threads SET model = \(clean.bytes) WHERE key = \(thread.key)")
            try noteChange(of: thread.key)
        }
        return rows.count < limit ? nil : try rows.last?.integer("key")
    }

    private func removed(
        among all: [(network: Network, names: Names)], key: RemovalKey
    ) throws(StoreFailure) -> [Network: RemovedNames] {
        var names: [Network: Names] = [:]
        for item in all { names[item.network, default: Names()].formUnion(item.names) }
        var removed: [Network: RemovedNames] = [:]
        for (network, names) in names {
            let found = try self.removed(among: names, on: network, key: key)
            if !found.isEmpty { removed[network] = found }
        }
        return removed
    }

    /// Jobs by which what was removed was asked for go. A job that only led to it stays, and says no more where.
    func forgetJobs(for traces: Set<String>, key: RemovalKey) throws(StoreFailure) {
        for row in try query("SELECT key, payload, lane, progress FROM jobs WHERE payload <> ''") {
            guard let link = try? PostLink(row.text("payload")) else { continue }
            let job = try row.integer("key")
            if try isRemoved(link, traces, key: key) {
                try execute("DELETE FROM jobs WHERE key = \(job)")
                continue
            }
            let lane = try row.text("lane").split(separator: "/").last.map(String.init) ?? ""
            var names = AnswerNames()
            names.add(Array(try (row.textOrNil("progress") ?? "").utf8), from: lane, on: link.network)
            let leads = try isRemoved(anyOf: names, on: link.network, key: key)
            if leads || traces.contains(lane) {
                try execute("UPDATE jobs SET lane = host, progress = NULL WHERE key = \(job)")
            }
        }
    }

    /// Whether a link names what is on the list, or an author by one of `traces`.
    func isRemoved(_ link: PostLink, _ traces: Set<String>, key: RemovalKey) throws(StoreFailure) -> Bool {
        if case .bluesky(let link) = link, traces.contains(link.actor) { return true }
        return try !among(key.hashes(of: link)).isEmpty
    }
}

/// What a post says, or said before.
private struct PostVersion {
    var key: Int64
    var network: Network
    var revision: Int64
    var isEarlier: Bool
    var post: Post

    init(_ row: Row, of key: Int64, on network: Network, isEarlier: Bool = false) throws(StoreFailure) {
        (self.key, self.network, self.isEarlier) = (key, network, isEarlier)
        revision = try row.integer("revision")
        post = try Post(form: row.bytes("model"), author: Author(id: Author.ID(""), handle: ""))
    }

    var names: Names {
        var names = Names()
        names.add(namedIn: post)
        return names
    }
}
