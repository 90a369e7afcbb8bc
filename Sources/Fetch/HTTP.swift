import Unroll

/// Somebody who answers requests: the network, or a recording.
package protocol HTTP: Sendable {
    /// The answer, or why there is none; never more bytes than the request allows.
    func answer(to request: Request) async -> Result<Response, FetchFailure>
}
