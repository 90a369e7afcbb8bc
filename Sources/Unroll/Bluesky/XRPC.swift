import FoundationEssentials

/// Questions in the form all servers of the AT Protocol understand, and their answers.
enum XRPC {
    /// `GET <origin>/xrpc/<method>?name=value…`
    static func request(_ origin: String, _ method: String, _ parameters: [(name: String, value: String)]) -> Request {
        let query = parameters.map { $0.name + "=" + queryValue($0.value) }.joined(separator: "&")
        return Request("\(origin)/xrpc/\(method)?\(query)")
    }

    /// The body of an answer, or what a refusal means for the thread. Servers say what is wrong in the body
    /// (`{"error": "NotFound", "message": …}`), with status 400 also for what does not exist.
    static func read<Body: Decodable>(
        _ result: Result<Response, FetchFailure>, as type: Body.Type, from host: String
    ) throws(BackfillFailure) -> Body {
        let response: Response
        do { response = try result.get() } catch { throw .unanswered(host: host, error) }
        guard response.status == 200 else { throw failure(response, host) }
        do {
            return try JSONDecoder().decode(type, from: Data(response.body))
        } catch {
            throw .unreadable(host: host)
        }
    }

    private struct Refusal: Decodable {
        var error: String
    }

    private static func failure(_ response: Response, _ host: String) -> BackfillFailure {
        let name = (try? JSONDecoder().decode(Refusal.self, from: Data(response.body)))?.error
        switch (name, response.status) {
        case ("AccountTakedown", _), ("RepoTakendown", _), ("RepoSuspended", _): return .suspended
        case ("AccountDeactivated", _), ("RepoDeactivated", _): return .deleted
        case (_, 401), (_, 403): return .forbidden(host: host)
        case (_, 404), (_, 410), (.some, 400): return .notFound(host: host)
        case (_, 429): return .rateLimited(host: host)
        case (_, 500...): return .serverFailed(host: host, status: response.status)
        default: return .unreadable(host: host)
        }
    }
}

extension BackfillFailure {
    /// Whether the server answered that what was asked for is not there.
    var isNotFound: Bool {
        if case .notFound = self { true } else { false }
    }
}
