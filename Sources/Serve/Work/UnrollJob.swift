import Fetch
import Store
import Unroll

extension Site {
    /// Carries out a job of any kind.
    func result(of job: Job, _ telling: Telling) async -> Result<JobProgress, JobFailure> {
        do throws(JobFailure) {
            switch JobKind(rawValue: job.kind) {
            case .unroll: return .success(try await unroll(job, telling))
            case .lookAgain: try await lookAgain()
            case .forget: try await forgetJobs()
            case .index: try await indexPosts()
            case nil: break
            }
            return .success(telling.progress)
        } catch {
            return .failure(error)
        }
    }

    /// How many posts of a thread that is kept are tried where one after the other turns out to be gone.
    private static var mostGone: Int { 24 }

    /// Fetches a thread and keeps it, unless that was done since the job was made. Where the post that was named is gone from a thread
    /// that is kept, another of its posts leads to it; where all are, that is what there is to know.
    private func unroll(_ job: Job, _ telling: Telling) async throws(JobFailure) -> JobProgress {
        guard let link = try? PostLink(job.payload) else { throw .network(.notFound(host: job.lane.host)) }
        if let progress = try await progress(of: job, at: link) { return progress }
        var (post, tried) = (link, 0)
        while true {
            do throws(JobFailure) {
                return try await retrieve(post, for: job, telling)
            } catch {
                guard case .network(let failure) = error, let noted = try await note(failure, at: post) else {
                    throw error
                }
                tried += 1
                guard let next = noted.next, tried < Site.mostGone else { return JobProgress(thread: noted.thread) }
                post = next
            }
        }
    }

    private func retrieve(
        _ link: PostLink, for job: Job, _ telling: Telling
    ) async throws(JobFailure) -> JobProgress {
        let retrieval: OpenRetrieval
        do throws(StoreFailure) {
            retrieval = try await OpenRetrieval(of: link, in: store, over: http, clock: clock)
        } catch { throw broken(error) }
        var ending: Result<JobProgress, JobFailure>?
        var lanes = [JobLane(of: link, backfill)]
        let gathered: Result<Conversation, BackfillFailure>
        do throws(BackfillFailure) {
            gathered = .success(
                try await gather(
                    Backfill(link, settings: backfill), over: retrieval.http, clock: retrieval.clock,
                    progress: { telling.tell($0) },
                    goesOn: { home in
                        ending = await self.ending(of: job, at: link, home: home, since: lanes)
                        lanes.append(JobLane(of: home.post, backfill))
                        return ending == nil
                    }))
        } catch {
            gathered = .failure(error)
        }
        // What could not be kept is not told from what was not answered: the next attempt goes on from what is there.
        if retrieval.http.isBroken { throw .archive }
        if let ending { return try ending.get() }
        if Task.isCancelled || gathered.isCancelled { throw .stopped }
        do throws(JobFailure) {
            return try await keep(conversation(in: gathered), from: link, retrieval: retrieval.key)
        } catch {
            if error != .archive {
                try await archive { connection throws(StoreFailure) in try connection.discard(retrieval.key) }
            }
            throw error
        }
    }

    /// What a job comes to that does not go on where it is: its thread was kept meanwhile, or is at home in another lane than was known
    /// before, where somebody else may be fetching it.
    private func ending(
        of job: Job, at link: PostLink, home: Backfill.Home, since lanes: [JobLane]
    ) async -> Result<JobProgress, JobFailure>? {
        if home.isOfThread {
            do throws(JobFailure) {
                if let progress = try await progress(of: job, at: link, alias: home.post) { return .success(progress) }
            } catch { return .failure(error) }
        }
        let lane = JobLane(of: home.post, backfill)
        return lanes.contains(job.lane) && lane != job.lane ? .failure(.moved(lane)) : nil
    }

    private func conversation(
        in gathered: Result<Conversation, BackfillFailure>
    ) throws(JobFailure) -> Conversation {
        switch gathered {
        case .failure(let failure): throw .network(failure)
        case .success(let conversation): return conversation
        }
    }

    private func keep(
        _ conversation: Conversation, from link: PostLink, retrieval: Int64
    ) async throws(JobFailure) -> JobProgress {
        let thread: Unroll.Thread
        do throws(UnrollFailure) {
            thread = try Unroll.unroll(conversation)
        } catch {
            throw .network(BackfillFailure(error, host: conversation.source.host))
        }
        let keeping: Keeping
        do throws(AudienceRule.Refusal) {
            keeping = try settings.keeping(thread, retrieval: retrieval)
        } catch {
            try await withdraw(.id(thread.network, thread.id), error)
            throw .unwanted(error)
        }
        let outcome: KeepOutcome
        do throws(StoreFailure) { outcome = try await store.keep(keeping) } catch { throw broken(error) }
        let isOwn = thread.ownPosts.contains { $0.id == thread.anchor }
        switch outcome {
        case .removed:
            // A link to somebody else's post may lead elsewhere one day.
            if isOwn {
                let (now, removals) = (clock.now(), store.removals)
                try await archive { connection throws(StoreFailure) in
                    try connection.addRemoved(link, at: now, key: removals)
                }
            }
            throw .removed
        case .kept(let key, _):
            return JobProgress(posts: thread.posts.count, thread: key, post: isOwn ? thread.anchor.value : nil)
        }
    }
}

extension Site {
    /// What a failure means for a thread that is kept: a post that is gone is marked, and another leads on, where there is one; a thread
    /// that is no longer for everybody is left to the host.
    private func note(
        _ failure: BackfillFailure, at link: PostLink
    ) async throws(JobFailure) -> (thread: Int64, next: PostLink?)? {
        guard let kept = try await keptThread(of: link) else { return nil }
        switch failure {
        case .deleted, .absent, .notFound: return try await notePostGone(failure, at: link, in: kept)
        case .protected: try await withdraw(.key(kept.key), .protected)
        case .loginOnly: try await withdraw(.key(kept.key), .loginOnly)
        default: break
        }
        return nil
    }

    private func notePostGone(
        _ failure: BackfillFailure, at link: PostLink, in kept: KeptThread
    ) async throws(JobFailure) -> (thread: Int64, next: PostLink?)? {
        let (thread, now) = (kept.thread, clock.now())
        guard let post = kept.merged().own(at: link) else { return nil }
        let source = Source(kind: .api, host: link.host(backfill))
        // What was kept was there.
        let reason: Tombstone.Reason = failure == .deleted || failure == .absent ? .deleted : .unknown
        try await archive { connection throws(StoreFailure) in
            try connection.markGone([post.id: reason], on: thread.network, source: source, at: now)
        }
        // One question tells of all others, and what went is not shown to everybody any longer.
        if thread.network == .x { _ = try await look(for: thread.ownPosts.map(\.id).filter { $0 != post.id }, at: now) }
        let left = try await archive { connection throws(StoreFailure) in
            let left = try connection.thread(.key(kept.key), for: .host)?.thread.posts.last { $0.id != post.id }
            if left == nil { try connection.noteTried(for: kept.key, at: now) }
            return left
        }
        return (kept.key, left.flatMap { PostLink(to: $0, on: thread.network) })
    }

    /// Leaves a thread to the host alone whose author does not show it to everybody any more.
    private func withdraw(_ name: ThreadName, _ refusal: AudienceRule.Refusal) async throws(JobFailure) {
        try await archive { connection throws(StoreFailure) in
            guard let key = try connection.find(name, for: .host) else { return }
            try connection.setAudience(.private, reason: refusal.rawValue, of: key)
        }
    }

    /// What a job comes to whose thread was retrieved after it was made: somebody asked by another link. Its own retrieval, where one
    /// was begun, is not gone on with.
    /// - Parameter home: the link to a post of the thread at its home, where that is known.
    private func progress(
        of job: Job, at link: PostLink, alias home: PostLink? = nil
    ) async throws(JobFailure) -> JobProgress? {
        let now = clock.now()
        return try await archive { connection throws(StoreFailure) in
            guard
                let kept = try connection.find(home ?? link, for: .host).flatMap({ key throws(StoreFailure) in
                    try connection.thread(.key(key), for: .host)
                }), kept.thread.retrieved > job.created
            else { return nil }
            let post = try connection.post(at: home ?? link, in: kept.thread) ?? kept.thread.anchor
            if let open = try connection.openRetrieval(of: link.address, on: link.network) {
                try connection.close(open, of: kept.key, at: now)
                if home != nil { try connection.noteCopy(of: post, in: open) }
            }
            return JobProgress(posts: kept.thread.posts.count, thread: kept.key, post: post.value)
        }
    }

    private func keptThread(of link: PostLink) async throws(JobFailure) -> KeptThread? {
        try await archive { connection throws(StoreFailure) in
            try connection.find(link, for: .host).flatMap { key throws(StoreFailure) in
                try connection.thread(.key(key), for: .host)
            }
        }
    }

    /// One transaction for a job.
    func archive<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws(StoreFailure) -> Value
    ) async throws(JobFailure) -> Value {
        do throws(StoreFailure) { return try await store.database.write(body) } catch { throw broken(error) }
    }

    private func broken(_ failure: StoreFailure) -> JobFailure {
        log.error("a job could not use the archive", metadata: ["reason": "\(failure)"])
        return .archive
    }
}

extension Unroll.Thread {
    /// The author's post that a link names.
    func own(at link: PostLink) -> Post? {
        ownPosts.first { post in
            switch link {
            case .x(let link): post.id.value == link.id
            case .bluesky(let link): post.id.name(on: .bluesky) == link.rkey
            case .mastodon(let link):
                post.url?.text == link.url || post.id.value == link.url
                    || post.id.path(on: .mastodon) == PostLink.mastodon(link).path
            }
        }
    }
}

extension Result<Conversation, BackfillFailure> {
    fileprivate var isCancelled: Bool { if case .failure(.cancelled) = self { true } else { false } }
}
