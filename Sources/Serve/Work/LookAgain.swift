import Store
import Unroll

extension Site {
    /// Asks X whether the posts that are kept are still there, as its rules want: each at least once a day, those left alone longest
    /// first, as far as the day's share of the budget goes. It goes on where it was broken off.
    func lookAgain() async throws(JobFailure) {
        guard backfill.hasXToken else { return }
        while !Task.isCancelled {
            let now = clock.now()
            let since = now.advanced(byMilliseconds: -Site.lookingInterval)
            let threads = try await archive { connection throws(StoreFailure) in
                try connection.threadsToLookFor(on: .x, since: since, limit: 20).map { thread throws(StoreFailure) in
                    (thread, try connection.postsToLookFor(in: thread, since: since))
                }
            }
            if threads.isEmpty { return }
            for (thread, posts) in threads {
                guard try await look(for: posts, at: now) else { return }
                try await archive { connection throws(StoreFailure) in
                    try connection.noteLooked(for: thread, at: now)
                }
            }
        }
        throw .stopped
    }

    /// Marks those of these posts on X that are gone; false when nothing more can be asked now.
    func look(for posts: [PostID], at now: Timestamp) async throws(JobFailure) -> Bool {
        for start in stride(from: 0, to: posts.count, by: XPresence.batch) {
            let ids = Array(posts[start..<min(start + XPresence.batch, posts.count)])
            guard let request = XPresence.request(for: ids, settings: backfill),
                try await reserve(request.priceMicrodollars, on: now),
                case .told(let gone) = XPresence.outcome(await http.answer(to: request), for: ids)
            else { return false }
            if gone.isEmpty { continue }
            let source = Source(kind: .api, host: URLParts(backfill.xURL)?.host ?? "")
            try await archive { connection throws(StoreFailure) in
                try connection.markGone(gone, on: .x, source: source, at: now)
            }
        }
        return true
    }

    /// Counts what looking again may cost today, beside the budget of all requests, so that a large archive does not eat up what
    /// readers are to have.
    private func reserve(_ amount: Int, on now: Timestamp) async throws(JobFailure) -> Bool {
        let (day, limit) = (String(now.rfc3339.prefix(10)), settings.lookingBudget)
        return try await archive { connection throws(StoreFailure) in
            let name = "looked-again-on-x"
            let counted = try connection.setting(name)?.split(separator: " ") ?? []
            let spent = counted.first == Substring(day) ? counted.last.flatMap { Int($0) } ?? 0 : 0
            guard spent + amount <= limit else { return false }
            try connection.set(name, to: "\(day) \(spent + amount)")
            return true
        }
    }

    /// Not quite a day, in milliseconds, so that no post is left alone for longer than that.
    private static var lookingInterval: Int64 { 22 * 3_600_000 }

    /// Ended jobs are of use as long as somebody may still look at their pages, retrievals as long as they may be gone on with.
    func forgetJobs() async throws(JobFailure) {
        let now = clock.now()
        let before = now.advanced(byMilliseconds: -7 * 86_400_000)
        try await archive { connection throws(StoreFailure) in
            _ = try connection.forgetJobs(endedBefore: before)
            try connection.discardRetrievals(begunBefore: now.advanced(byMilliseconds: -OpenRetrieval.lifetime))
            try connection.forgetChanges()
        }
    }
}
