import FoundationEssentials
import Store
import Unroll

/// What the site does besides answering; each kind is a word in the column of jobs.
enum JobKind: String, Sendable, CaseIterable {
    /// A thread is fetched and kept, for the first time or again. Named as the post is.
    case unroll
    /// Posts on X are looked for again.
    case lookAgain = "look-again"
    /// Jobs that ended long ago are forgotten.
    case forget
    /// The index of words is filled again, where a new version of the tables emptied it; it comes back until that is done.
    case index

    /// How long after its end a job that comes back is due again, in milliseconds.
    var interval: Int64? {
        switch self {
        case .unroll: nil
        case .lookAgain, .forget: 3_600_000
        case .index: 600_000
        }
    }
}

/// How far a job is.
struct JobProgress: Sendable, Equatable, Codable {
    /// Posts that came in so far.
    var posts = 0
    /// Until when a server wants to be left alone, in milliseconds since 1970, and which.
    var waitingUntil: Int64?
    var waitingFor: String?
    /// The thread that was kept in the end, and the id of the post that was given.
    var thread: Int64?
    var post: String?
}

/// Why a job came to nothing.
enum JobFailure: Error, Sendable, Equatable, Codable {
    case network(BackfillFailure)
    /// The thread or its author was removed.
    case removed
    /// Its author does not want it kept, or it is not for everybody.
    case unwanted(AudienceRule.Refusal)
    /// The archive could not be read or written.
    case archive
    /// It ended the process that worked on it, more than once.
    case deadly
    /// It was stopped, to be gone on with.
    case stopped
    /// It is to be gone on with in another lane, where the thread is at home.
    case moved(JobLane)

    /// Whether nothing is wrong, and the job goes on.
    var isInterruption: Bool {
        switch self {
        case .stopped, .moved: true
        default: false
        }
    }

    /// Whether trying again later may help.
    var isPassing: Bool {
        switch self {
        case .archive: true
        case .network(.rateLimited), .network(.serverFailed): true
        case .network(.unanswered(_, let reason)):
            [.timedOut, .unreachable, .connectionLost].contains(reason)
        default: false
        }
    }
}

extension JobFailure {
    /// For the log: the kind of reason, with no name in it.
    var logged: String {
        switch self {
        case .network(let failure): failure.logged
        case .removed: "removed"
        case .unwanted(let refusal): "unwanted: \(refusal.rawValue)"
        case .archive: "archive"
        case .deadly: "deadly"
        case .stopped: "stopped"
        case .moved: "moved"
        }
    }
}

extension BackfillFailure {
    fileprivate var logged: String {
        switch self {
        case .deleted: "deleted"
        case .absent: "absent"
        case .notFound: "not-found"
        case .protected: "protected"
        case .suspended: "suspended"
        case .blocked: "blocked"
        case .loginOnly: "login-only"
        case .notPublic: "not-public"
        case .closed: "closed"
        case .badToken: "bad-token"
        case .forbidden: "forbidden"
        case .rateLimited: "rate-limited"
        case .serverFailed(_, let status): "status-\(status)"
        case .unreadable: "unreadable"
        case .unanswered(_, let failure): failure.rawValue
        case .needsXToken: "needs-token"
        case .tierRefused: "tier-refused"
        case .budgetSpent: "budget-spent"
        case .unknownHandle: "unknown-handle"
        case .cycle: "cycle"
        case .cancelled: "cancelled"
        }
    }
}

extension Job {
    var told: JobProgress { JobProgress.read(progress) ?? JobProgress() }

    /// Why the last attempt came to nothing.
    var reason: JobFailure? { failure.flatMap { JobFailure.read($0) } }
}

extension Encodable {
    /// As it stands in a column.
    var column: String {
        guard let data = try? JSONEncoder().encode(self) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }
}

extension Decodable {
    static func read(_ column: String?) -> Self? {
        column.flatMap { try? JSONDecoder().decode(Self.self, from: Data($0.utf8)) }
    }
}
