/// What the site says from a link to its thread.
package struct UnrollWords: Sendable {
    /// Asks whether a link another site sent is really to be fetched.
    package var confirmTitle, confirm, confirmButton: String
    package var progressTitle, doneTitle, failedTitle: String
    /// Nothing came of fetching a thread that is kept.
    package var unrefreshedTitle, stays: String
    /// From when on a link may be asked for again.
    package var rests: @Sendable (_ again: String) -> String
    package var inLine: @Sendable (_ ahead: Int) -> String
    package var asking: @Sendable (_ host: String) -> String
    package var found: @Sendable (_ posts: Int) -> String
    package var waiting: @Sendable (_ host: String, _ until: String) -> String
    /// An attempt failed; it is made again.
    package var again: @Sendable (_ reason: String, _ at: String) -> String
    /// The page may be left.
    package var mayLeave, read, tryAgain, readOriginal: String
    package var archiveFailed, deadly, stopped: String
    package var refused: @Sendable (_ reason: RefusalReason) -> String
    /// Failures that the site's host alone can do something about, for everybody else. Nil for the others.
    package var beyondVisitors: @Sendable (_ failure: BackfillFailure) -> String?

    /// Why a thread is not kept, though it could be read.
    package enum RefusalReason: Sendable {
        case loginOnly, protected, withheld
    }

    package static let english = UnrollWords(
        confirmTitle: "Unroll this thread?",
        confirm: "Another page sent you here with this link. Skein asks for the thread when you say so.",
        confirmButton: "Unroll it", progressTitle: "Unrolling", doneTitle: "Here is the thread",
        failedTitle: "There is no thread to read", unrefreshedTitle: "Nothing new could be fetched",
        stays: "What is kept of the thread stays as it is.", rests: { "It can be asked for again from \($0)." },
        inLine: {
            $0 == 0
                ? "It is next in line." : $0 == 1 ? "One thread is ahead in line." : "\($0) threads are ahead in line."
        },
        asking: { "Asking \($0) for the thread." },
        found: { $0 == 1 ? "1 post found so far." : "\($0) posts found so far." },
        waiting: { "\($0) wants a pause. Skein goes on at \($1)." },
        again: { "\($0) Skein tries again at \($1)." },
        mayLeave: "You may leave this page: the thread will be kept, and is found again by its link.",
        read: "Read the thread", tryAgain: "Try again", readOriginal: "Open the original",
        archiveFailed:
            "The archive could not be used. It may be full; the host of this site finds the reason in the log.",
        deadly: "Skein came to grief over this thread more than once, and has stopped trying.",
        stopped: "Skein was stopped before everything was there.",
        refused: { reason in
            switch reason {
            case .loginOnly:
                "The author shows posts only to people who are logged in, so Skein does not keep them. Read them on their network."
            case .protected: "The author's posts are protected, so Skein does not keep them."
            case .withheld: "Posts of this thread are withheld in some countries, so Skein does not keep it."
            }
        },
        beyondVisitors: englishBeyondVisitors)
}

@Sendable private func englishBeyondVisitors(_ failure: BackfillFailure) -> String? {
    switch failure {
    case .closed(let host): "\(host) answers nobody without a login, and this site has none there; read it on \(host)."
    case .badToken(let host): "\(host) no longer accepts this site's login; whoever hosts the site has to renew it."
    case .needsXToken: "X answers only who has a key, and this site has none; read it on X."
    case .tierRefused: "X does not let this site look up posts; read it on X."
    case .budgetSpent: "What this site may spend on X today is spent; try again after midnight UTC."
    case .unanswered(let host, let failure): englishBeyondVisitors(failure).map { "\(host) \($0)." }
    default: nil
    }
}

private func englishBeyondVisitors(_ failure: FetchFailure) -> String? {
    switch failure {
    case .refusedAddress: "has a private address, which this site never asks; check the link"
    case .refusedURL: "may only be asked at a proper https address; check the link"
    case .refusedRedirect: "sends Skein on to a private address or one without https, where this site does not go"
    case .budgetUncounted: "costs money, and this site cannot write down what it spends; tell whoever hosts it"
    default: nil
    }
}
