import HTTPTypes
import Render
import Store
import Unroll

extension Site {
    func feed(_ place: FeedPlace, _ visit: Visit) async throws(SiteFailure) -> Reply {
        let headers = visit.headers
        let found = try await read { [store] connection throws(StoreFailure) in
            try FeedListing.load(place.subject, connection, for: visit.viewer, removals: store.removals) {
                Reply.isKnown($0, to: headers)
            }
        }
        switch found {
        case .listing(let listing): return reply(listing, at: place, visit)
        case .removed: throw .removedAuthor
        case .nothing: throw .notFound
        }
    }

    private func reply(_ listing: FeedListing, at place: FeedPlace, _ visit: Visit) -> Reply {
        let origin = origin(of: visit)
        let feed = Feed(
            title: title(of: place.subject, listing), language: words.language,
            page: origin + place.subject.page.address.text, address: origin + Place.feed(place).address.text,
            entries: listing.threads.compactMap { Feed.Entry($0, in: listing, words, origin: origin) })
        var reply = Reply(feed.bytes(place.form), type: place.form.type + "; charset=utf-8")
        reply.tag = listing.tag
        return reply
    }

    private func title(of subject: FeedPlace.Subject, _ listing: FeedListing) -> String {
        let feeds = words.site.feeds
        return switch subject {
        case .site: feeds.site
        case .author(let network, _):
            feeds.author(listing.threads.first?.author.shownName ?? "", words.thread.network(network))
        case .search(let text): feeds.search(oneLine(text))
        }
    }
}

extension FeedPlace.Subject {
    /// The page that shows what the feed tells of.
    fileprivate var page: Place {
        switch self {
        case .site: .home
        case .author(let network, let id): .author(AuthorPlace(network, id))
        case .search(let text): .search(SearchPlace(text))
        }
    }

    /// What a page has in its head so that feed readers find the feed.
    func links(_ words: Words) -> HTML {
        let links: [HTML] = FeedPlace.Form.allCases.map { form in
            let place = Place.feed(FeedPlace(self, form))
            return
                "<link rel=\"alternate\" type=\"\(form.type)\" title=\"\(words.site.feeds.form(form.rawValue))\" href=\"\(place.address)\">\n"
        }
        return "\(links)"
    }
}
