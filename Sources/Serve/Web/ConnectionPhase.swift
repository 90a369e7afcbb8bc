import NIOCore

/// What a connection is doing, and until when it may. A request has a limit of time as a whole, so that sending it byte by byte keeps
/// nothing open.
struct ConnectionPhase {
    let patience: TimeAmount
    /// When the request that is awaited or read began, or might have.
    private var since: NIODeadline
    private var isBeingRead = false
    /// Requests whose answers are not finished.
    private var unanswered = 0
    /// Since when the reader takes in nothing.
    private var stuck: NIODeadline?

    init(patience: TimeAmount, now: NIODeadline) { (self.patience, since) = (patience, now) }

    /// Whether nothing is to be answered before the next request.
    var isFree: Bool { unanswered == 0 }

    mutating func headRead(now: NIODeadline) { (since, isBeingRead) = (now, true) }

    /// The request will be answered by somebody else.
    mutating func passedOn() { unanswered += 1 }

    mutating func endRead(now: NIODeadline) { (since, isBeingRead) = (now, false) }

    mutating func answered(now: NIODeadline) {
        unanswered -= 1
        if unanswered == 0 && !isBeingRead { since = now }
    }

    mutating func isWritable(_ isWritable: Bool, now: NIODeadline) { stuck = isWritable ? nil : now }

    /// When it is to be closed if nothing happens until then. While it is being answered, the site has all the time it needs.
    func deadline(now: NIODeadline) -> NIODeadline {
        if let stuck { return stuck + patience }
        return isBeingRead || unanswered == 0 ? since + patience : now + patience
    }
}
