import Unroll

/// Somebody who answers requests: the network, or a recording.
package protocol HTTP: Sendable {
    /// The answer, or why there is none; never more bytes than the request allows.
    func answer(to request: Request) async -> Result<Response, FetchFailure>

    /// The answer without its body, which goes into `file`, piece by piece, if its status is 200.
    func download(_ request: Request, into file: DownloadFile) async -> Result<Response, FetchFailure>
}

extension HTTP {
    /// For those who hold their answers anyway.
    package func download(_ request: Request, into file: DownloadFile) async -> Result<Response, FetchFailure> {
        var result = await answer(to: request)
        guard case .success(var response) = result, response.status == 200 else { return result }
        do throws(FetchFailure) {
            try file.begin(promised: nil)
            try await file.append(response.body[...])
            response.body = []
            result = .success(response)
        } catch {
            result = .failure(error)
        }
        return result
    }
}
