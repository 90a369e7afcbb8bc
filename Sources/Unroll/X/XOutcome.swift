/// What came of a request to X API v2.
enum XOutcome: Sendable {
    case answer(XAnswer)
    case refused(status: Int, XProblem?)
    case unreadable
    case failed(FetchFailure)

    init(_ result: Result<Response, FetchFailure>) {
        switch result {
        case .failure(let failure): self = .failed(failure)
        case .success(let response) where response.status == 200:
            self = (try? XAnswer(response.body)).map { .answer($0) } ?? .unreadable
        case .success(let response): self = .refused(status: response.status, XProblem(response.body))
        }
    }

    var isOverBudget: Bool {
        if case .failed(.budgetSpent) = self { true } else { false }
    }

    /// Whether the token's access does not reach so far: 401 and 403, and 402 when an account's credits are used up.
    var isAboveTier: Bool {
        if case .refused(let status, _) = self { [401, 402, 403].contains(status) } else { false }
    }

    /// Why there is no conversation when this is what became of looking up the given post; nil for an answer.
    func failure(host: String) -> BackfillFailure? {
        switch self {
        case .answer: nil
        case .unreadable: .unreadable(host: host)
        case .failed(.budgetSpent): .budgetSpent
        case .failed(let failure): .unanswered(host: host, failure)
        case .refused(let status, let problem):
            switch status {
            case 401: .badToken(host: host)
            case 402: .tierRefused
            case 403: Self.isOfTier(problem) ? .tierRefused : .forbidden(host: host)
            case 400, 404, 410: .notFound(host: host)
            case 429: .rateLimited(host: host)
            default: .serverFailed(host: host, status: status)
            }
        }
    }

    /// Problems of the app and its access, not of the post (X's documentation of response codes).
    private static func isOfTier(_ problem: XProblem?) -> Bool {
        let kinds = ["client-forbidden", "unsupported-authentication", "usage-capped", "client-not-enrolled"]
        return kinds.contains(problem?.kind ?? "") || problem?.reason == "client-not-enrolled"
    }
}

extension BackfillFailure {
    /// Why a post X names as not to be shown cannot be unrolled.
    init(_ reason: Tombstone.Reason, host: String) {
        switch reason {
        case .deleted: self = .deleted
        case .suspended: self = .suspended
        case .protected: self = .protected
        case .blocked: self = .blocked
        case .loginOnly: self = .loginOnly
        case .notVisible: self = .forbidden(host: host)
        case .unknown: self = .notFound(host: host)
        }
    }
}
