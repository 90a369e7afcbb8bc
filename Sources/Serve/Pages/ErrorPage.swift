import Render
import Unroll

extension Site {
    /// Whether a visitor may read what is kept.
    func isOpen(to visit: Visit?) -> Bool { settings.reading == .everyone || visit?.isHost == true }

    /// A page that says what is wrong and what to do; never a dead end, for the field for a link is on it, and the way back to a thread.
    func page(for failure: SiteFailure, _ visit: Visit?) -> Reply {
        let message = message(for: failure, visit)
        var frame = Frame(message.title, words)
        frame.isOpen = isOpen(to: visit)
        switch failure {
        case .link(_, let given): frame.link = given
        case .unkept(let link), .hidden(let link): frame.link = link.address
        default: break
        }
        let way = visit.flatMap { offer(on: failure, $0) } ?? way(on: failure, at: visit?.place)
        var reply = Reply(
            page: frame.page("<h1>\(message.title)</h1>\n<p>\(message.sentence)</p>\n\(way)"), status: failure.status)
        (reply.freshness, reply.headers) = (.never, failure.headers(isRead: visit != nil, now: clock.now()))
        return reply
    }

    /// Where nothing is kept at the address of a thread that its network may have: a button that has it fetched.
    private func offer(on failure: SiteFailure, _ visit: Visit) -> HTML? {
        guard case .notFound = failure, mayUnroll(visit) else { return nil }
        switch visit.place {
        case .thread(let thread), .history(let thread):
            return PostLink(path: thread.path, on: thread.network).map {
                unrollButton($0, words.site.errors.unroll(words.thread.network($0.network)))
            }
        default: return nil
        }
    }

    /// A link to where there is something to read.
    private func way(on failure: SiteFailure, at place: Place?) -> HTML? {
        let errors = words.site.errors
        switch failure {
        case .unkept(let link), .hidden(let link):
            return Link(link.address).map {
                "<p><a href=\"\($0)\" rel=\"noreferrer\">\(words.site.unroll.readOriginal)</a></p>\n"
            }
        case .removed, .removedAuthor: return way(to: .home, errors.toOthers)
        case .crossSite(let meant): return way(backFrom: meant)
        case .refused, .sample, .tooSoon, .unprinted: return way(backFrom: place)
        default: return nil
        }
    }

    /// To the page of the thread that a place belongs to.
    private func way(backFrom place: Place?) -> HTML? {
        switch place {
        case .refresh(var thread), .thread(var thread):
            (thread.format, thread.view) = (nil, .posts)
            return way(to: .thread(thread), words.site.errors.toThread)
        default: return nil
        }
    }

    private func way(to place: Place, _ name: String) -> HTML { "<p><a href=\"\(place.address)\">\(name)</a></p>\n" }

    private func message(for failure: SiteFailure, _ visit: Visit?) -> ErrorWords.Message {
        let words = words.site.errors
        return switch failure {
        case .notFound where !isOpen(to: visit): words.notFoundClosed
        case .notFound where visit.map(mayUnroll) == false: words.notKept
        case .notFound: words.notFound
        case .removed: words.removed
        case .removedAuthor: words.removedAuthor
        case .closed: words.closed
        case .refused: words.refused
        case .unkept: words.unkept
        case .hidden: words.hidden
        case .sample: words.sample
        case .wrongMethod: words.wrongMethod
        case .tooLong: words.tooLong
        case .tooManyFields: words.tooManyFields
        case .unreadable: words.unreadable
        case .tooLarge: words.tooLarge
        case .foreignHost: words.foreignHost
        case .crossSite(.refresh): words.crossSiteRefresh
        case .crossSite: words.crossSite
        case .link(let problem, _): ErrorWords.Message(words.unknownLink, self.words.linkProblem(problem))
        case .tooSoon(let until): words.tooSoon(self.words.date.from(until, at: clock.now()))
        case .unprinted(nil): words.printsMuch
        case .unprinted: words.unprinted
        case .store(.diskFull): words.full
        case .store(.readOnly): words.readOnly
        case .store, .broken: failure.status == .serviceUnavailable ? words.unavailable : words.broken
        }
    }
}
