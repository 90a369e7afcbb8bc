/// Somebody who asks and is answered, without doing any I/O: a `Backfill`, or the `XEstimate` of what one will cost.
package protocol Dialogue: Sendable {
    /// What to do next. The requests of one `.ask` may be sent at the same time; every one of them is answered through `receive`,
    /// in this order, before the next step.
    mutating func step(now: Timestamp) -> BackfillStep

    mutating func receive(_ result: Result<Response, FetchFailure>, for request: Request)
}

extension Backfill: Dialogue {}
extension XEstimate: Dialogue {}
