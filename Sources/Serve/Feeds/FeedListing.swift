import Render
import Store
import Unroll

/// The threads of a feed as the archive has them.
struct FeedListing: Sendable {
    var threads: [ThreadSummary]
    /// How many copies of pictures and the like there are of each, by key: they come after the posts.
    var copyCounts: [Int64: Int] = [:]
    /// What changed last of each, by key, and of everything: a removal makes no new version of a thread.
    var changes: [Int64?: Int64] = [:]
    /// Whether posts that vanished from X are in it.
    var showsVanishedFromX = false
    /// By key; empty where the reader has this version already.
    var posts: [Int64: Unroll.Thread] = [:]
    /// What the site has copies of in them.
    var copies: [Int64: [Link: MediaCopy]] = [:]

    static let length = 20

    enum Found: Sendable {
        case listing(FeedListing)
        /// The author was.
        case removed
        /// Nothing of this subject that the viewer may see.
        case nothing
    }

    static func load(
        _ subject: FeedPlace.Subject, _ connection: any Connection, for viewer: Viewer, removals: RemovalKey,
        isKnown: (String) -> Bool
    ) throws(StoreFailure) -> Found {
        var listing: FeedListing
        switch subject {
        case .site: listing = FeedListing(threads: try connection.recentThreads(limit: length, for: viewer).threads)
        case .author(let network, let id):
            listing = FeedListing(threads: try connection.news(by: id, on: network, limit: length, for: viewer))
            // An author of whom nothing may be seen is not named either.
            if listing.threads.isEmpty {
                return try connection.isRemoved([], by: id, on: network, key: removals) ? .removed : .nothing
            }
        case .search(let text):
            let query = SearchQuery(text)
            if query.isEmpty { return .nothing }
            var seen: Set<Int64> = []
            listing = FeedListing(
                threads: try connection.search(query, limit: 2 * length, for: viewer).hits.map(\.thread)
                    .filter { seen.insert($0.key).inserted })
        }
        listing.copyCounts = try connection.copyCounts(of: listing.threads.map(\.key))
        listing.changes = try connection.latestChanges(of: listing.threads.map(\.key))
        listing.showsVanishedFromX = viewer.seesVanished(from: .x)
        if isKnown(listing.tag) { return .listing(listing) }
        for thread in listing.threads {
            guard let kept = try connection.thread(.key(thread.key), for: .host) else { continue }
            let posts = try connection.shown(kept, withVanished: viewer.seesVanished(from: thread.network))
            listing.posts[thread.key] = posts
            listing.copies[thread.key] = try connection.copies(of: posts, linkKey: thread.neededKey)
        }
        return .listing(listing)
    }

    /// What tells this version of the feed from others.
    var tag: String {
        var fingerprint = Fingerprint()
        fingerprint.add(part: "\(showsVanishedFromX) \(changes[nil] ?? 0)")
        for thread in threads {
            let (copies, change) = (copyCounts[thread.key] ?? 0, changes[thread.key] ?? 0)
            fingerprint.add(part: "\(thread.key) \(thread.revision) \(thread.audience) \(copies) \(change)")
        }
        return fingerprint.text
    }
}

extension ThreadSummary {
    /// The key of a thread that is seen by link.
    fileprivate var neededKey: String? { audience == .link ? linkKey : nil }
}

extension Feed.Entry {
    init?(_ summary: ThreadSummary, in listing: FeedListing, _ words: Words, origin: String) {
        guard let thread = listing.posts[summary.key] else { return nil }
        let heading = oneLine(summary.title)
        id = origin + Place.thread(ThreadPlace(summary.id, on: summary.network)).address.text
        address =
            origin + Place.thread(ThreadPlace(summary.id, on: summary.network, linkKey: summary.neededKey)).address.text
        original = thread.url?.text
        title = heading.isEmpty ? words.thread.posts(summary.posts) : heading
        author = summary.author.shownName
        authorAddress = origin + Place.author(AuthorPlace(summary.network, summary.author.id)).address.text
        (network, language) = (words.thread.network(summary.network), summary.language)
        (published, updated) = (summary.published, summary.updated)
        var options = RenderOptions()
        options.words = words
        options.copies = (listing.copies[summary.key] ?? [:]).mapValues { $0.at(origin) }
        let mark = words.site.thread.audienceMark(summary.audience.rawValue)
        content = "\(mark.map { "<p><small>\($0)</small></p>\n" as HTML })\(fragment(thread, options))"
    }
}
