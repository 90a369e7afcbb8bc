import Unroll

/// Something to be done, that outlives the process that was asked for it.
package struct Job: Sendable, Equatable {
    package enum State: String, Sendable, Codable, CaseIterable {
        case waiting, running, done, failed
    }

    package var key: Int64
    /// What is to be done: `unroll`, `refresh`, …
    package var kind: String
    /// With whom: jobs of one kind and name are one job.
    package var name: String
    package var payload: String
    package var lane: JobLane
    package var state: State
    package var due: Timestamp
    /// How often it was begun.
    package var attempts: Int
    package var progress: String?
    package var failure: String?
    package var created: Timestamp
    package var finished: Timestamp?

    /// How long to wait after `attempts` that failed: half a minute, doubled each time, at most six hours, less up to a quarter of it by
    /// chance, so that jobs that failed together are not tried together. Milliseconds.
    package static func pause(
        afterAttempts attempts: Int, using random: inout some RandomNumberGenerator
    ) -> Int64 {
        let longest = min(Int64(30_000) << Int64(min(max(attempts - 1, 0), 16)), 6 * 3_600_000)
        return longest - Int64.random(in: 0...longest / 4, using: &random)
    }
}

/// Jobs of one lane are done one after the other.
package struct JobLane: Sendable, Hashable, Codable {
    /// The host that is asked, for people.
    package var host: String
    /// Empty for none: such a job waits for no other.
    package var name: String

    package init(host: String, name: String? = nil) { (self.host, self.name) = (host, name ?? host) }

    package static let none = JobLane(host: "")
}

extension Job {
    init(_ row: Row) throws(StoreFailure) {
        (key, kind, name) = (try row.integer("key"), try row.text("kind"), try row.text("name"))
        (payload, state) = (try row.text("payload"), try row.name("state"))
        lane = JobLane(host: try row.text("host"), name: try row.text("lane"))
        (due, attempts) = (try row.instant("due"), try row.count("attempts"))
        (progress, failure) = (try row.textOrNil("progress"), try row.textOrNil("failure"))
        (created, finished) = (try row.instant("created"), try row.instantOrNil("finished"))
    }
}
