import Store
import Unroll

/// Whether a thread can be asked for again.
enum RefreshState: Sendable, Equatable {
    case ready
    /// It was retrieved just now, or was to be.
    case resting(until: Timestamp)
    /// It is being fetched.
    case running(job: Int64)
    /// The visitor may not, or there is no link to ask by.
    case closed
    /// It came with Skein, and no network knows it.
    case sample
}

extension Connection {
    /// The state in which a kept thread is for its page's button.
    func refreshState(
        of kept: KeptThread, mayUnroll: Bool, coolDown: Int64, now: Timestamp
    ) throws(StoreFailure) -> RefreshState {
        let state = kept.refreshState(mayUnroll: mayUnroll, coolDown: coolDown, now: now)
        guard state != .closed, state != .sample, let link = kept.refreshLink else { return state }
        if let job = try openJob(JobKind.unroll.rawValue, name: link.name) { return .running(job: job) }
        return state
    }
}

extension KeptThread {
    /// The same but for what may be running.
    func refreshState(mayUnroll: Bool, coolDown: Int64, now: Timestamp) -> RefreshState {
        guard mayUnroll, refreshLink != nil else { return .closed }
        if isSample { return .sample }
        let ready = (tried ?? thread.retrieved).advanced(byMilliseconds: coolDown)
        return now < ready ? .resting(until: ready) : .ready
    }

    /// The link by which the thread is asked for again: its first post that is left.
    var refreshLink: PostLink? {
        (thread.posts.first ?? lost.first?.post).flatMap { PostLink(to: $0, on: thread.network) }
    }
}

extension Site {
    private func isRemoved(_ place: ThreadPlace) async throws(SiteFailure) -> Bool {
        try await read { [store] connection throws(StoreFailure) in
            try connection.isRemoved(page: place.path, on: place.network, key: store.removals)
        }
    }

    /// Has a thread fetched again, and leads to the page that shows it.
    func refresh(_ place: ThreadPlace, _ visit: Visit) async throws(SiteFailure) -> Reply {
        guard visit.method == .post else { return .redirect(to: .thread(place)) }
        let (viewer, now, mayUnroll) = (visit.viewer(at: place), clock.now(), mayUnroll(visit))
        let found = try await read { [settings] connection throws(StoreFailure) in
            try connection.kept(at: place, for: viewer).map { kept, _ throws(StoreFailure) in
                (
                    kept.refreshLink,
                    try connection.refreshState(of: kept, mayUnroll: mayUnroll, coolDown: settings.coolDown, now: now)
                )
            }
        }
        guard let (link, state) = found else { throw try await isRemoved(place) ? .removed : .notFound }
        switch state {
        case .closed: throw .refused
        case .sample: throw .sample
        case .resting(let until): throw .tooSoon(until: until)
        case .running(let job): return .redirect(to: .job(job))
        case .ready:
            guard let link else { throw .refused }
            return .redirect(to: .job(try await ask(for: link)))
        }
    }
}
