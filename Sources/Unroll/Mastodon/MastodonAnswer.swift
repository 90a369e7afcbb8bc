import FoundationEssentials

/// What a server's answer comes to: a value, or the reason there is none. An HTML page with 404 and an empty body with 401 are
/// normal answers.
enum MastodonAnswer {
    static func read<Value: Decodable>(
        _ type: Value.Type, from result: Result<Response, FetchFailure>, to request: Request
    ) -> Result<Value, BackfillFailure> {
        let host = URLParts(request.url)?.hostAndPort ?? ""
        switch result {
        case .failure(let failure): return .failure(.unanswered(host: host, failure))
        case .success(let response):
            if let refusal = refusal(of: response, host: host, hasToken: request.credential != nil) {
                return .failure(refusal)
            }
            guard let value = try? JSONDecoder().decode(Value.self, from: Data(response.body)) else {
                return .failure(.unreadable(host: host))
            }
            return .success(value)
        }
    }

    private static func refusal(of response: Response, host: String, hasToken: Bool) -> BackfillFailure? {
        switch response.status {
        case 200..<300: nil
        case 401: hasToken ? .badToken(host: host) : .closed(host: host)
        case 403: .forbidden(host: host)
        case 410: .deleted
        case 429: .rateLimited(host: host)
        case 400..<500: .notFound(host: host)
        default: .serverFailed(host: host, status: response.status)
        }
    }

    /// Whether the client interface itself says that there is no such post: 410, or 404 in JSON. A page in HTML may as well mean
    /// that a server has no such interface.
    static func isGone(_ result: Result<Response, FetchFailure>) -> Bool {
        guard case .success(let response) = result else { return false }
        return response.status == 410
            || response.status == 404 && response.body.first { $0 > 0x20 } == UInt8(ascii: "{")
    }
}
