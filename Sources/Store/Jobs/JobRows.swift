import Unroll

extension Connection {
    /// Puts a job in line and gives its key; where one of this kind and name waits or runs already, that one's. `key` is for a job
    /// whose key others are not to guess; it has to be free.
    package func enqueue(
        _ kind: String, name: String, payload: String = "", in lane: JobLane = .none, due: Timestamp, now: Timestamp,
        key: Int64? = nil
    ) throws(StoreFailure) -> Int64 {
        if let open = try openJob(kind, name: name) { return open }
        let (column, value): (SQL, SQL) = key.map { ("key, ", "\($0), ") } ?? ("", "")
        return try query(
            """
            INSERT INTO jobs (\(column)kind, name, payload, host, lane, state, due, attempts, created)
            VALUES (\(value)\(kind), \(columnID(name)), \(payload), \(lane.host), \(lane.name), 'waiting',
                \(due), 0, \(now))
            RETURNING key
            """
        ).first?.integer("key") ?? 0
    }

    /// The key of the job of this kind and name that waits or runs.
    package func openJob(_ kind: String, name: String) throws(StoreFailure) -> Int64? {
        try first(
            """
            SELECT key FROM jobs WHERE kind = \(kind) AND name = \(columnID(name)) AND state IN ('waiting', 'running')
            """)?.integer("key")
    }

    /// The job of this kind and name that came to nothing last, after `instant`.
    package func failedJob(_ kind: String, name: String, after instant: Timestamp) throws(StoreFailure) -> Job? {
        try first(
            """
            SELECT * FROM jobs WHERE kind = \(kind) AND name = \(columnID(name)) AND state = 'failed' AND finished > \(instant)
            ORDER BY finished DESC LIMIT 1
            """
        ).map { row throws(StoreFailure) in try Job(row) }
    }

    /// Whether `claim` may find something: a cheap question that locks nothing.
    package func isJobDue(_ kinds: [String], now: Timestamp) throws(StoreFailure) -> Bool {
        let kinds = kinds.map(SQLValue.text)
        let waiting: SQL =
            "SELECT key FROM jobs WHERE state = 'waiting' AND due <= \(now) AND kind IN (\(list: kinds)) LIMIT 1"
        if try first(waiting) != nil { return true }
        return try first(
            "SELECT key FROM jobs WHERE state = 'running' AND lease <= \(now) AND kind IN (\(list: kinds)) LIMIT 1")
            != nil
    }

    /// How many jobs of the same kind are due and stand before `job`.
    package func jobsAhead(of job: Job, now: Timestamp) throws(StoreFailure) -> Int {
        try first(
            """
            SELECT COUNT(*) AS ahead FROM jobs WHERE state = 'waiting' AND due <= \(now) AND kind = \(job.kind)
                AND (due, key) < (\(job.due), \(job.key))
            """)?.count("ahead") ?? 0
    }

    /// Takes the job that has been due longest and marks it as `worker`'s until `lease`, unless one of its lane runs already. One whose
    /// worker let its lease pass is taken over.
    package func claim(
        _ kinds: [String], worker: String, now: Timestamp, lease: Timestamp
    ) throws(StoreFailure) -> Job? {
        let kinds = kinds.map(SQLValue.text)
        let isNext: SQL =
            """
            (lane = '' OR NOT EXISTS (SELECT 1 FROM jobs AS others WHERE others.state = 'running' AND others.lease > \(now)
                AND others.lane = candidates.lane))
            """
        let states: [SQL] = [
            "state = 'running' AND lease <= \(now) AND kind IN (\(list: kinds)) ORDER BY lease, key",
            "state = 'waiting' AND due <= \(now) AND kind IN (\(list: kinds)) AND \(isNext) ORDER BY due, key",
        ]
        for state in states {
            let rows = try query(
                """
                UPDATE jobs SET state = 'running', worker = \(worker), lease = \(lease), attempts = attempts + 1
                WHERE key = (SELECT key FROM jobs AS candidates WHERE \(state) LIMIT 1 \(dialect.skippingLocked))
                RETURNING *
                """)
            if let row = rows.first { return try Job(row) }
        }
        return nil
    }

    /// Goes on with a job until `lease`, and tells how far it is; false where it is no longer this worker's.
    package func renew(
        _ job: Int64, worker: String, lease: Timestamp, progress: String? = nil
    ) throws(StoreFailure) -> Bool {
        try execute(
            """
            UPDATE jobs SET lease = \(lease), progress = COALESCE(CAST(\(progress) AS TEXT), progress)
            WHERE key = \(job) AND worker = \(worker) AND state = 'running'
            """) == 1
    }

    /// Ends a job that was done; false where it is no longer this worker's.
    package func finish(_ job: Int64, worker: String, now: Timestamp) throws(StoreFailure) -> Bool {
        try end(job, worker: worker, "state = 'done', finished = \(now), failure = NULL")
    }

    /// Ends an attempt that failed: to be tried again at `retry`, or never where that is nil.
    package func fail(
        _ job: Int64, worker: String, failure: String, retry: Timestamp?, now: Timestamp
    ) throws(StoreFailure) -> Bool {
        if let retry {
            return try end(job, worker: worker, "state = 'waiting', due = \(retry), failure = \(failure)")
        }
        return try end(job, worker: worker, "state = 'failed', finished = \(now), failure = \(failure)")
    }

    /// Puts a job back in line, as if it had not been begun: for a worker that is asked to end, or in another lane.
    package func release(_ job: Int64, worker: String, to lane: JobLane? = nil) throws(StoreFailure) -> Bool {
        try end(
            job, worker: worker,
            """
            state = 'waiting', attempts = attempts - 1, host = COALESCE(CAST(\(lane?.host) AS TEXT), host),
            lane = COALESCE(CAST(\(lane?.name) AS TEXT), lane)
            """)
    }

    private func end(_ job: Int64, worker: String, _ change: SQL) throws(StoreFailure) -> Bool {
        try execute(
            """
            UPDATE jobs SET \(change), worker = NULL, lease = NULL
            WHERE key = \(job) AND worker = \(worker) AND state = 'running'
            """) == 1
    }

    /// Forgets with whom a job was, and keeps what came of it: for a link to what was removed.
    package func forgetSubject(of job: Int64) throws(StoreFailure) {
        try execute("UPDATE jobs SET name = '', payload = '', host = '', lane = '' WHERE key = \(job)")
    }

    package func job(_ key: Int64) throws(StoreFailure) -> Job? {
        try first("SELECT * FROM jobs WHERE key = \(key)").map { row throws(StoreFailure) in try Job(row) }
    }

    /// When the next waiting job is due; nil when none waits.
    package func nextDue() throws(StoreFailure) -> Timestamp? {
        try first("SELECT due FROM jobs WHERE state = 'waiting' ORDER BY due, key LIMIT 1")?.instant("due")
    }

    /// Forgets jobs that ended before `instant`; how many.
    package func forgetJobs(endedBefore instant: Timestamp) throws(StoreFailure) -> Int {
        try execute("DELETE FROM jobs WHERE state IN ('done', 'failed') AND finished < \(instant)")
    }
}
