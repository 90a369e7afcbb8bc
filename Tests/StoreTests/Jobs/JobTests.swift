import Testing

@testable import Store
@testable import Unroll

@Suite(.timeLimit(.minutes(2))) struct JobTests {
    private let now = Sample.start
    private func after(_ seconds: Int64) -> Timestamp { now.advanced(byMilliseconds: seconds * 1000) }

    @Test(arguments: Engine.available) func aJobGoesItsWay(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let now = now, lease = after(60)
        let (due, retry) = (after(5), after(100))
        try await archive.store.database.write { c throws(StoreFailure) in
            let job = try c.enqueue("unroll", name: "a", payload: "{}", due: due, now: now)
            #expect(try c.enqueue("unroll", name: "a", due: now, now: now) == job)
            #expect(try c.enqueue("refresh", name: "a", due: retry, now: now) != job)
            #expect(try c.claim(["unroll"], worker: "w1", now: now, lease: lease) == nil, "not due")
            #expect(try c.claim(["other"], worker: "w1", now: due, lease: lease) == nil)
            let claimed = try c.claim(["unroll", "refresh"], worker: "w1", now: due, lease: lease)
            #expect(claimed?.key == job && claimed?.attempts == 1 && claimed?.payload == "{}")
            #expect(try c.claim(["unroll"], worker: "w2", now: due, lease: lease) == nil)
            #expect(try !c.renew(job, worker: "w2", lease: retry))
            #expect(try c.renew(job, worker: "w1", lease: lease, progress: "3 posts"))
            #expect(try c.fail(job, worker: "w1", failure: "rate limited", retry: retry, now: due))
            let waiting = try c.job(job)
            #expect(waiting?.state == .waiting && waiting?.due == retry && waiting?.failure == "rate limited")
            #expect(waiting?.progress == "3 posts")
        }
        let (takeover, far) = (after(200), after(1000))
        try await archive.store.database.write { c throws(StoreFailure) in
            let job = try c.claim(["unroll"], worker: "w1", now: retry, lease: takeover)?.key ?? 0
            // The worker died: nobody renewed the lease.
            let taken = try c.claim(["unroll"], worker: "w2", now: takeover, lease: far)
            #expect(taken?.key == job && taken?.attempts == 3)
            #expect(try !c.finish(job, worker: "w1", now: takeover), "it is the other's now")
            #expect(try c.finish(job, worker: "w2", now: takeover))
            #expect(try c.job(job)?.state == .done)
            #expect(try c.enqueue("unroll", name: "a", due: far, now: far) != job, "what ended can begin anew")
            #expect(try c.nextDue() == retry)
            #expect(try c.forgetJobs(endedBefore: far) == 1)
        }
    }

    @Test(arguments: Engine.available) func workersAtOnceShareTheJobs(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let (now, lease) = (now, after(60))
        try await archive.store.database.write { c throws(StoreFailure) in
            for number in 0..<60 { _ = try c.enqueue("unroll", name: "\(number)", due: now, now: now) }
        }
        let claimed = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for worker in 0..<6 {
                group.addTask {
                    var mine: [Int64] = []
                    while let job = try await archive.store.database.write({ c throws(StoreFailure) in
                        try c.claim(["unroll"], worker: "w\(worker)", now: now, lease: lease)
                    }) { mine.append(job.key) }
                    return mine
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(claimed).count == 60)
        #expect(claimed.count >= 60)
        #expect(claimed.count == 60, "no job was claimed twice")
    }

    @Test(arguments: Engine.available) func aLaneIsDoneOneByOne(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let (now, lease) = (now, after(60))
        try await archive.store.database.write { c throws(StoreFailure) in
            for number in 0..<3 {
                _ = try c.enqueue("unroll", name: "a\(number)", in: JobLane(host: "a.example"), due: now, now: now)
                _ = try c.enqueue("unroll", name: "free\(number)", due: now, now: now)
            }
            let author = JobLane(host: "a.example", name: "a.example/ines")
            _ = try c.enqueue("unroll", name: "b", in: author, due: now, now: now)
            var names: [String] = []
            var first: Job?
            while let job = try c.claim(["unroll"], worker: "w", now: now, lease: lease) {
                names.append(job.name)
                first = first ?? job
            }
            #expect(names == ["a0", "free0", "free1", "free2", "b"])
            // In another lane it waits for those there, before them that came later.
            _ = try c.release(first?.key ?? 0, worker: "w", to: author)
            #expect(try c.claim(["unroll"], worker: "w", now: now, lease: lease)?.name == "a1")
            #expect(try c.claim(["unroll"], worker: "w", now: now, lease: lease) == nil)
        }
    }

    @Test(arguments: Engine.available) func theBudgetIsNeverOverrun(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        let granted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<24 {
                group.addTask {
                    try await archive.store.database.write { c throws(StoreFailure) in
                        try c.reserve(15_000, on: "2026-08-31", budget: 100_000)
                    }
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(granted == 6)
        try await archive.store.database.write { c throws(StoreFailure) in
            #expect(try c.spent(on: "2026-08-31") == 90_000)
            try c.settle(15_000, spent: 5_000, on: "2026-08-31")
            #expect(try c.reserve(20_000, on: "2026-08-31", budget: 100_000))
            #expect(try !c.reserve(1, on: "2026-08-30", budget: 100_000), "the clock was set back")
            #expect(try c.reserve(100_000, on: "2026-09-01", budget: 100_000))
            #expect(try !c.reserve(-1, on: "2026-09-02", budget: 100_000))
            try c.set("a", to: "1")
            try c.set("a", to: "2")
            #expect(try c.setting("a") == "2")
            try c.set("a", to: nil)
            #expect(try c.setting("a") == nil)
        }
    }
}
