import Fetch
import Unroll

/// Answers nothing: whoever asks it has asked what a test did not foresee.
struct NoNetwork: HTTP {
    func answer(to request: Request) async -> Result<Response, FetchFailure> { .failure(.notRecorded) }
}
