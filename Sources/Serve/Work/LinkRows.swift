import Store
import Unroll

extension Connection {
    /// The key of the kept thread that a link leads to, if `viewer` may see it: by the post it names, or because it led there before.
    package func find(_ link: PostLink, for viewer: Viewer) throws(StoreFailure) -> Int64? {
        for path in try paths(of: link) {
            if let key = try find(.path(link.network, path), for: viewer) { return key }
        }
        if case .mastodon = link, let key = try find(.post(.mastodon, PostID(link.address)), for: viewer) { return key }
        return try find(.target(link.network, link.address), for: viewer)
    }

    private func paths(of link: PostLink) throws(StoreFailure) -> [[String]] {
        guard let path = link.path else { return [] }
        return try paths(behind: path, on: link.network)
    }

    /// The paths by which the archive may know what `path` names: a handle stands for accounts, a server's copy for the post.
    func paths(behind path: [String], on network: Network) throws(StoreFailure) -> [[String]] {
        guard let first = path.first, let last = path.last else { return [] }
        switch network {
        case .bluesky where !first.hasPrefix("did:"):
            return try [path] + authors(called: first, on: .bluesky).map { [$0.value, last] }
        case .x, .bluesky: return [path]
        case .mastodon: return try [path] + [copied(path)].compactMap { $0?.path(on: .mastodon) }
        }
    }

    /// The author's post in `thread` that a link names.
    package func post(at link: PostLink, in thread: Unroll.Thread) throws(StoreFailure) -> PostID? {
        if let post = thread.own(at: link) { return post.id }
        guard case .mastodon = link, let path = link.path, let id = try copied(path) else { return nil }
        return thread.ownPosts.contains { $0.id == id } ? id : nil
    }

    /// Whether what a link leads to was removed, as far as the link tells.
    func isRemoved(_ link: PostLink, key: RemovalKey) throws(StoreFailure) -> Bool {
        for path in try paths(of: link) {
            if try isRemoved(page: path, on: link.network, key: key) { return true }
            let author = link.network == .bluesky ? path.first.map { Author.ID($0) } : nil
            if let author, try isRemoved([], by: author, on: link.network, key: key) { return true }
        }
        if case .bluesky(let link) = link,
            try isRemoved(page: [link.actor.lowercased(), link.rkey], on: .bluesky, key: key)
        {
            return true
        }
        return try isRemoved([PostID(link.address)], by: nil, on: link.network, key: key)
    }
}

extension Store {
    /// Whether what a link leads to was removed, as far as the link tells.
    package func isRemoved(_ link: PostLink) async throws(StoreFailure) -> Bool {
        try await database.read { [removals] connection throws(StoreFailure) in
            try connection.isRemoved(link, key: removals)
        }
    }

    /// Whether a site is about to fetch what a link leads to, or fetches it.
    package func isAsked(_ link: PostLink) async throws(StoreFailure) -> Bool {
        try await database.read { connection throws(StoreFailure) in
            try connection.openJob(JobKind.unroll.rawValue, name: link.name) != nil
        }
    }
}
