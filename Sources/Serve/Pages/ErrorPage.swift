import Render
import Unroll

extension Site {
    /// A page that says what is wrong and what to do; never a dead end, for the field for a link is on it.
    func page(for failure: SiteFailure, _ visit: Visit?) -> Reply {
        let message = message(for: failure)
        var frame = Frame(message.title, words)
        if case .link(_, let given) = failure { frame.link = given }
        var reply = Reply(
            page: frame.page("<h1>\(message.title)</h1>\n<p>\(message.sentence)</p>\n"), status: failure.status)
        (reply.freshness, reply.headers) = (.never, failure.headers(isRead: visit != nil, now: clock.now()))
        return reply
    }

    private func message(for failure: SiteFailure) -> ErrorWords.Message {
        let words = words.site.errors
        return switch failure {
        case .notFound: words.notFound
        case .removed: words.removed
        case .refused: words.refused
        case .sample: words.sample
        case .wrongMethod: words.wrongMethod
        case .tooLong: words.tooLong
        case .tooManyFields: words.tooManyFields
        case .unreadable: words.unreadable
        case .tooLarge: words.tooLarge
        case .foreignHost: words.foreignHost
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
