import Unroll

/// Answers from a recording instead of the network.
package actor RecordedHTTP: HTTP {
    private var playback: Playback

    package init(_ recording: Recording) { playback = Playback(recording) }

    package func answer(to request: Request) -> Result<Response, FetchFailure> { playback.answer(to: request) }
}
