import Unroll

/// When a request is put once more, and how long after.
enum Retry {
    /// Whether what happened may pass by itself. A server that says when to come back (429, 503 with `Retry-After`) is left to the
    /// backfill, which waits visibly.
    static func mayHelp(after result: Result<Response, FetchFailure>) -> Bool {
        switch result {
        case .failure(.connectionLost), .failure(.timedOut), .failure(.unreachable): true
        case .failure: false
        case .success(let response):
            switch response.status {
            case 500, 502, 504: true
            case 503: response.headers["retry-after"] == nil
            default: false
            }
        }
    }

    /// The pause before the attempt after `attempt` (1 is the first): doubled each time, and between half of that and one and a
    /// half, so that many who failed together do not come back together.
    static func pause(after attempt: Int, base: Duration, using random: inout some RandomNumberGenerator) -> Duration {
        base * Double(1 << min(attempt - 1, 6)) * Double.random(in: 0.5...1.5, using: &random)
    }
}
