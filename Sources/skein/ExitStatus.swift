/// What the program tells whoever started it.
enum ExitStatus: Int32, Sendable {
    case complete = 0
    /// There is no document.
    case failed = 1
    /// The command or a setting was not understood.
    case usage = 2
    /// There is a document, and something of the thread is missing or may be.
    case partial = 3

    /// The worst of several: 1, then 3, then 0.
    static func worst(_ statuses: [ExitStatus]) -> ExitStatus {
        statuses.contains(.failed) ? .failed : statuses.contains(.partial) ? .partial : .complete
    }
}
