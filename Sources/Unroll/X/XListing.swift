/// A search for an author's posts in a conversation, page by page.
struct XListing: Sendable {
    enum State: Sendable {
        case underway
        /// Answered to the end, or as far as it goes.
        case ended(Timestamp)
        /// Asked once more for what is too new for the first search.
        case repeated
    }

    /// Pages in a row without a new post, after which a search has gone far enough.
    static let idlePages = 5

    var author: String
    var page: XSearchPage
    var idle = 0
    /// When the first search ended, in a second one.
    var first: Timestamp?
}

extension XOfficialBackfill {
    /// X's recent search reaches back seven days; an hour is left for clocks and retries.
    private static var recentMilliseconds: Int64 { (7 * 24 - 1) * 3_600_000 }
    /// Search leaves out the last 30 seconds (its `end_time` is 30 seconds ago by default).
    static var unindexedMilliseconds: Int64 { 30_000 }
    /// When X began; the oldest time it takes.
    private static var beginning: Timestamp { Timestamp(Timestamp.Parts(year: 2006, month: 3, day: 21)) }

    /// Searches the last seven days where they hold the whole conversation, else the archive from its beginning.
    mutating func list(_ author: String, in root: String) {
        listings[author] = .underway
        let begun = Snowflake.timestamp(of: root)
        let isYoung = begun.map { now.milliseconds - $0.milliseconds < Self.recentMilliseconds } ?? false
        let isRecent = isYoung || shortfalls.contains(.recentOnly)
        let page = XSearchPage(
            query: XSearchPage.thread(root, by: author), isRecent: isRecent,
            size: isRecent ? XRequests.recentPage : XRequests.allPage,
            start: isRecent ? nil : begun ?? Self.beginning)
        search(XListing(author: author, page: page))
    }

    /// Searches again where posts may have been too new.
    mutating func listAgain(_ author: String, in root: String, since ended: Timestamp) {
        listings[author] = .repeated
        let page = XSearchPage(
            query: XSearchPage.thread(root, by: author), isRecent: true, size: XRequests.recentPage,
            start: ended.advanced(byMilliseconds: -2 * Self.unindexedMilliseconds))
        agenda.hold(until: ended.advanced(byMilliseconds: Self.unindexedMilliseconds * 3 / 2), host: host)
        search(XListing(author: author, page: page, first: ended))
    }

    /// The archive answers one search a second.
    private mutating func search(_ listing: XListing) {
        if !listing.page.isRecent, let searched {
            agenda.hold(until: searched.advanced(byMilliseconds: 1000), host: host)
        }
        want(requests.search(listing.page), for: .list(listing))
    }

    mutating func receive(_ listing: XListing, _ outcome: XOutcome) {
        var listing = listing
        switch outcome {
        case .answer(let answer):
            listing.idle = library.absorb(answer) == 0 ? listing.idle + 1 : 0
            guard let token = answer.meta?.nextToken else { return end(listing) }
            guard listing.idle < XListing.idlePages else {
                note(.stoppedEarly)
                return end(listing)
            }
            listing.page.token = token
            search(listing)
        case _ where outcome.isOverBudget: shrink(listing)
        case _ where outcome.isAboveTier && !listing.page.isRecent:
            note(.recentOnly)
            listing.page = XSearchPage(query: listing.page.query, isRecent: true, size: XRequests.recentPage)
            search(listing)
        default:
            note(.listUnavailable)
            end(listing)
        }
    }

    /// A smaller page is sure to cost less.
    private mutating func shrink(_ listing: XListing) {
        var listing = listing
        switch listing.page.size {
        case (XRequests.recentPage + 1)...: listing.page.size = XRequests.recentPage
        case (XRequests.smallestPage + 1)...: listing.page.size = XRequests.smallestPage
        default: return stop()
        }
        search(listing)
    }

    /// A post written after the first search shows that the thread is still growing.
    private mutating func end(_ listing: XListing) {
        if let first = listing.first {
            if let newest = newest(by: listing.author), newest > first { note(.veryFresh) }
        } else {
            listings[listing.author] = .ended(now)
        }
    }

    /// When the author's newest known post of the conversation was written.
    func newest(by author: String) -> Timestamp? {
        library.posts.values.filter { $0.authorID == author && $0.conversationID == root }.map(\.written).max()
    }
}
