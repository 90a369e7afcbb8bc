import Fetch
import Synchronization
import Unroll

/// Stands before the server at which the author of a post on Mastodon is at home, where the link that was given leads to another
/// server's copy: only there it shows whether somebody else fetches, or has fetched, the same thread.
final class HomeGate: HTTP {
    /// What the job comes to where it does not go on.
    typealias Ending = Result<JobProgress, JobFailure>

    private enum State {
        case undecided, open
        case closed(Ending)
    }

    private let source: any HTTP
    private let link: PostLink.MastodonLink
    private let decide: @Sendable (PostLink) async -> Ending?
    private let state = Mutex(State.undecided)

    /// `decide` is asked once, with the link to the post at its home; nil opens the gate.
    init(
        _ source: any HTTP, for link: PostLink.MastodonLink, decide: @escaping @Sendable (PostLink) async -> Ending?
    ) {
        (self.source, self.link, self.decide) = (source, link, decide)
    }

    /// Nil while requests go through.
    var ending: Ending? {
        state.withLock { state in if case .closed(let ending) = state { ending } else { nil } }
    }

    func answer(to request: Request) async -> Result<Response, FetchFailure> {
        switch state.withLock({ $0 }) {
        case .open: return await source.answer(to: request)
        case .closed: return .failure(.cancelled)
        case .undecided:
            let next = await next(after: request)
            state.withLock { $0 = next }
            if case .closed = next { return .failure(.cancelled) }
            return await source.answer(to: request)
        }
    }

    /// The given server is asked for the post alone, then its home for the same; anything else is asked of a thread that is
    /// gathered already.
    private func next(after request: Request) async -> State {
        let isGiven = URLParts(request.url)?.origin == link.origin
        if isGiven && request.url == link.url { return .undecided }
        guard let parts = URLParts(request.url), parts.segments.count == 4,
            parts.path.hasPrefix("/api/v1/statuses/"), let post = try? PostLink(request.url)
        else { return .open }
        if isGiven { return .undecided }
        return await decide(post).map(State.closed) ?? .open
    }
}
