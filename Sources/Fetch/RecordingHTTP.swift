import Unroll

/// Passes requests on and keeps what came of them, in the order of the answers: without credentials, as a request only names them.
package actor RecordingHTTP<Source: HTTP>: HTTP {
    private let source: Source
    package private(set) var exchanges: [Recording.Exchange] = []

    package init(_ source: Source) { self.source = source }

    package func answer(to request: Request) async -> Result<Response, FetchFailure> {
        let result = await source.answer(to: request)
        if result != .failure(.cancelled) { exchanges.append(Recording.Exchange(request, result)) }
        return result
    }
}
