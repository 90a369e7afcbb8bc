import Fetch
import Serve
import Store
import Unroll

/// Puts threads of the command line into the archive, for those whom the rule of the site would show them to.
struct ThreadKeeping: Sendable {
    let store: Store
    let settings: SiteSettings

    /// Asks for a conversation, and keeps each exchange before the next is made: a run that was broken off is gone on with, and no
    /// page is paid for twice. Without `resumes` everything is asked.
    func conversation(
        _ link: PostLink, over http: any HTTP, settings: BackfillSettings, clock: Clock, resumes: Bool,
        tell: @escaping @Sendable (Progress) -> Void
    ) async throws(Problem) -> Retrieved {
        let isRemoved = try await asProblem { () async throws(StoreFailure) in try await store.isRemoved(link) }
        if isRemoved {
            let conversation = try await asProblem { () async throws(BackfillFailure) in
                try await gather(Backfill(link, settings: settings), over: http, clock: clock, progress: tell)
            }
            return Retrieved(conversation: conversation)
        }
        let retrieval = try await asProblem { () async throws(StoreFailure) in
            // What a site fetches just now is its own.
            let isAsked = try await store.isAsked(link)
            return try await OpenRetrieval(
                of: link, in: store, over: http, clock: clock, resumes: resumes && !isAsked)
        }
        do throws(BackfillFailure) {
            let conversation = try await gather(
                Backfill(link, settings: settings), over: retrieval.http, clock: retrieval.clock, progress: tell)
            return Retrieved(conversation: conversation, retrieval: retrieval.key)
        } catch {
            // What could not be kept is gone on with by the next run.
            if let failure = retrieval.http.failure as? StoreFailure { throw .store(failure) }
            if error != .cancelled { try await discard(retrieval.key) }
            throw .network(error)
        }
    }

    /// Whether it is kept; not what was removed, or is not shown to everybody.
    func keep(_ thread: Unroll.Thread, retrieval: Int64?) async throws(Problem) -> Bool {
        let keeping: Keeping
        do throws(AudienceRule.Refusal) {
            keeping = try settings.keeping(thread, retrieval: retrieval)
        } catch {
            if let retrieval { try await discard(retrieval) }
            return false
        }
        return try await asProblem { () async throws(StoreFailure) in try await store.keep(keeping) } != .removed
    }

    private func discard(_ retrieval: Int64) async throws(Problem) {
        try await asProblem { () async throws(StoreFailure) in
            try await store.database.write { connection throws(StoreFailure) in try connection.discard(retrieval) }
        }
    }
}

/// A conversation, and the retrieval under which its exchanges are kept.
struct Retrieved: Sendable {
    var conversation: Conversation
    var retrieval: Int64?
}
