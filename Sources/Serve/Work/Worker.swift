import Fetch
import Logging
import ServiceLifecycle
import Store
import Synchronization
import Unroll

/// Does the site's jobs, several at a time, until it is asked to end; then it puts what is not done back in line, to be gone on with
/// by whoever comes next. Several workers, in several processes, share the jobs of one archive.
package struct Worker: Service {
    /// A job whose worker has not been heard of for so long is taken over; milliseconds.
    static let lease: Int64 = 20_000
    /// How often what may pass is tried, and how often a job may be begun at all: one that ends its process is left alone then.
    static let attempts = (passing: 4, all: 8)

    let site: Site
    /// Tells this worker from all others.
    let name: String

    package init(_ site: Site) {
        self.site = site
        name = "w\(UInt64.random(in: 0...UInt64.max))"
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { await work() }
    }

    /// Whoever has no key for X leaves looking for its posts to those who have.
    private var kinds: [JobKind] { JobKind.allCases.filter { $0 != .lookAgain || site.backfill.hasXToken } }

    private func work() async {
        let (slots, kinds) = (Slots(site.settings.workers), kinds.map(\.rawValue))
        await scheduleAll()
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                while !Task.isCancelled, slots.take() {
                    guard let job = await claim(kinds) else {
                        slots.give()
                        break
                    }
                    group.addTask {
                        await perform(job, in: slots)
                        site.bell.ring()
                    }
                }
                await site.bell.wait(atMost: .seconds(1))
            }
        }
    }

    private func claim(_ kinds: [String]) async -> Job? {
        let (name, now) = (name, site.clock.now())
        do throws(StoreFailure) {
            let isDue = try await site.store.database.read { connection throws(StoreFailure) in
                try connection.isJobDue(kinds, now: now)
            }
            guard isDue else { return nil }
            return try await site.store.database.write { connection throws(StoreFailure) in
                // Two of a lane may be of one thread, and the second then finds what the first has kept.
                try connection.claim(
                    kinds, worker: name, now: now, lease: now.advanced(byMilliseconds: Worker.lease))
            }
        } catch {
            site.log.warning("no job could be claimed", metadata: ["reason": "\(error)"])
            return nil
        }
    }

    /// Carries a job out while its lease is renewed; where somebody else has taken it over, it is dropped.
    private func perform(_ job: Job, in slots: Slots) async {
        let telling = Telling(job.told) { isWaiting in
            if isWaiting {
                slots.lend()
                site.bell.ring()
            } else {
                slots.takeBack()
            }
        }
        defer {
            telling.end()
            slots.give()
        }
        guard job.attempts <= Worker.attempts.all else { return await settle(job, .failure(.deadly)) }
        let outcome = await withTaskGroup(of: Result<JobProgress, JobFailure>?.self) { group in
            group.addTask { await site.result(of: job, telling) }
            group.addTask {
                await hold(job, telling)
                return nil
            }
            var outcome: Result<JobProgress, JobFailure>?
            for await ended in group {
                if let ended { outcome = ended }
                group.cancelAll()
            }
            return outcome
        }
        await settle(job, outcome ?? .failure(.stopped))
    }

    /// Renews the lease and tells how far the job is; returns when it is no longer this worker's.
    private func hold(_ job: Job, _ telling: Telling) async {
        var (shown, renewed) = (telling.progress, site.clock.now())
        while (try? await Task.sleep(for: .milliseconds(400))) != nil {
            let (name, now, progress) = (name, site.clock.now(), telling.progress)
            guard progress != shown || now.milliseconds - renewed.milliseconds > Worker.lease / 3 else { continue }
            let isMine = try? await site.store.database.write { connection throws(StoreFailure) in
                try connection.renew(
                    job.key, worker: name, lease: now.advanced(byMilliseconds: Worker.lease), progress: progress.column)
            }
            if isMine == false { return }
            // An archive that does not answer may be back before the lease is over.
            if isMine == true { (shown, renewed) = (progress, now) }
        }
    }
}

extension Worker {
    /// Writes down what came of a job. Where the archive does not answer, the job is taken over when its lease is over.
    private func settle(_ job: Job, _ outcome: Result<JobProgress, JobFailure>) async {
        let (name, now) = (name, site.clock.now())
        let retry = retry(job, outcome, now: now)
        do throws(StoreFailure) {
            try await site.store.database.write { connection throws(StoreFailure) in
                switch outcome {
                case .success(let progress):
                    _ = try connection.renew(job.key, worker: name, lease: now, progress: progress.column)
                    guard try connection.finish(job.key, worker: name, now: now) else { return }
                case .failure(.stopped):
                    _ = try connection.release(job.key, worker: name)
                    return
                case .failure(.moved(let lane)):
                    _ = try connection.release(job.key, worker: name, to: lane)
                    return
                case .failure(let failure):
                    let isMine = try connection.fail(
                        job.key, worker: name, failure: failure.column, retry: retry, now: now)
                    guard isMine, retry == nil else { return }
                    if failure == .removed {
                        try connection.forgetSubject(of: job.key)
                    } else if let link = try? PostLink(job.payload),
                        let thread = try connection.find(link, for: .host)
                    {
                        try connection.noteTried(for: thread, at: now)
                    }
                }
                try connection.schedule(JobKind(rawValue: job.kind), after: now)
            }
        } catch {
            site.log.warning("what came of a job could not be written", metadata: ["reason": "\(error)"])
        }
        if case .failure(let failure) = outcome, !failure.isInterruption {
            var metadata: Logger.Metadata = [
                "job": "\(job.key)", "kind": "\(job.kind)", "reason": "\(failure.logged)",
            ]
            // Of what was removed, nothing is written down that could tell whose it was.
            if failure != .removed, !job.lane.host.isEmpty { metadata["host"] = "\(job.lane.host)" }
            if let retry { metadata["next"] = "\(retry.rfc3339)" }
            site.log.info("a job failed", metadata: metadata)
        }
    }

    private func retry(_ job: Job, _ outcome: Result<JobProgress, JobFailure>, now: Timestamp) -> Timestamp? {
        guard case .failure(let failure) = outcome, failure.isPassing, job.attempts < Worker.attempts.passing else {
            return nil
        }
        var random = SystemRandomNumberGenerator()
        return now.advanced(byMilliseconds: Job.pause(afterAttempts: job.attempts, using: &random))
    }

    /// Puts the jobs that come back in line, those that are not there.
    private func scheduleAll() async {
        let now = site.clock.now()
        try? await site.store.database.write { connection throws(StoreFailure) in
            for kind in kinds where kind.interval != nil {
                try connection.schedule(kind, due: now, now: now)
            }
        }
    }
}

extension Connection {
    fileprivate func schedule(_ kind: JobKind?, after now: Timestamp) throws(StoreFailure) {
        guard let kind, let interval = kind.interval else { return }
        try schedule(kind, due: now.advanced(byMilliseconds: interval), now: now)
    }

    fileprivate func schedule(_ kind: JobKind, due: Timestamp, now: Timestamp) throws(StoreFailure) {
        if kind == .index, try !isIndexUnfinished() { return }
        _ = try enqueue(kind.rawValue, name: "", due: due, now: now)
    }
}

/// How far a job is, for whoever writes it down.
final class Telling: Sendable {
    private let state: Mutex<(progress: JobProgress, isWaiting: Bool)>
    private let turn: @Sendable (_ isWaiting: Bool) -> Void

    /// - Parameter turn: is told when the job begins to wait for a network, and when it goes on.
    init(_ progress: JobProgress, turn: @escaping @Sendable (_ isWaiting: Bool) -> Void) {
        state = Mutex((progress, false))
        self.turn = turn
    }

    var progress: JobProgress { state.withLock { $0.progress } }

    func tell(_ news: Progress) {
        switch news {
        case .found(let posts):
            state.withLock { state in
                state.progress.posts = max(state.progress.posts, posts)
                (state.progress.waitingUntil, state.progress.waitingFor) = (nil, nil)
            }
            setWaiting(false)
        case .waiting(let until, let host):
            state.withLock { state in
                (state.progress.waitingUntil, state.progress.waitingFor) = (until.milliseconds, host)
            }
            setWaiting(true)
        }
    }

    /// Says that the job waits for nothing more.
    func end() { setWaiting(false) }

    private func setWaiting(_ isWaiting: Bool) {
        let turns = state.withLock { state in
            defer { state.isWaiting = isWaiting }
            return state.isWaiting != isWaiting
        }
        if turns { turn(isWaiting) }
    }
}

/// How many jobs may run beside those that do. One that waits for a network lends its place to another, so that one network's limits
/// do not keep the others waiting; for a moment, there may be one more than places when it goes on.
private final class Slots: Sendable {
    /// What waits is in memory.
    private static let mostLent = 64

    private let state: Mutex<(free: Int, lent: Int)>

    init(_ count: Int) { state = Mutex((max(count, 1), 0)) }

    func take() -> Bool {
        state.withLock { state in
            guard state.free > 0, state.lent < Slots.mostLent else { return false }
            state.free -= 1
            return true
        }
    }

    func give() { state.withLock { $0.free += 1 } }

    func lend() { state.withLock { $0 = ($0.free + 1, $0.lent + 1) } }

    func takeBack() { state.withLock { $0 = ($0.free - 1, $0.lent - 1) } }
}
