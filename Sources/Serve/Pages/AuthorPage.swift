import Render
import Store
import Unroll

/// All threads of an author that a visitor may see in lists.
struct AuthorPage: Sendable {
    var network: Network
    var author: Author
    /// Handles from before, the latest first.
    var former: [String]
    var threads: ThreadPage
    /// What the site has copies of.
    var copies: [Link: MediaCopy]

    enum Found: Sendable {
        case page(AuthorPage)
        case removed
        case nothing
    }

    /// An author nobody may read anything of is not known to the site.
    static func load(
        _ place: AuthorPlace, for viewer: Viewer, removals: RemovalKey, from connection: any Connection
    ) throws(StoreFailure) -> Found {
        var threads = try connection.threads(by: place.id, on: place.network, after: place.after, for: viewer)
        guard let author = try connection.author(place.id, of: place.network), !threads.threads.isEmpty else {
            let isRemoved = try connection.isRemoved([], by: place.id, on: place.network, key: removals)
            return isRemoved ? .removed : .nothing
        }
        threads.threads = try connection.opened(threads.threads)
        var former: [String] = []
        for version in try connection.versions(of: place.id, on: place.network) {
            let handle = version.author.handle
            if handle != author.handle, !former.contains(handle) { former.append(handle) }
        }
        return .page(
            AuthorPage(
                network: place.network, author: author, former: former, threads: threads,
                copies: try connection.copies(of: author)))
    }
}

extension Site {
    func author(_ place: AuthorPlace, _ visit: Visit) async throws(SiteFailure) -> Reply {
        let found = try await read { [store] connection throws(StoreFailure) in
            try AuthorPage.load(place, for: visit.viewer, removals: store.removals, from: connection)
        }
        switch found {
        case .nothing: throw .notFound
        case .removed: throw .removedAuthor
        case .page(let page): return Reply(page: AuthorPageView(page: page, words: words).html)
        }
    }

    /// A handle leads to whoever had it; where several had it, the reader chooses.
    func author(called handle: String, on network: Network, _ visit: Visit) async throws(SiteFailure) -> Reply {
        let (authors, isRemoved) = try await read { [store] connection throws(StoreFailure) in
            var known: [AuthorVersion] = []
            for id in try connection.authors(called: handle, on: network) {
                let threads = try connection.threads(by: id, on: network, limit: 1, for: visit.viewer).threads
                let versions = try connection.versions(of: id, on: network)
                let version = versions.first { $0.author.handle.lowercased() == handle.lowercased() }
                if !threads.isEmpty, let version { known.append(version) }
            }
            return (known, try connection.isRemoved(handle: handle, on: network, key: store.removals))
        }
        guard let first = authors.first else { throw isRemoved ? .removedAuthor : .notFound }
        if authors.count == 1 { return .redirect(to: .author(AuthorPlace(network, first.author.id))) }
        return Reply(page: AuthorChoice(network: network, handle: handle, authors: authors, words: words).html)
    }
}
