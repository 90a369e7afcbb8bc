import Unroll

/// Why there is no copy of something.
enum MediaFailure: Error, Equatable {
    case fetch(FetchFailure)
    case status(Int)
    /// The bytes are of no type that is copied.
    case foreignType
    case undecodable
    /// The folder of media, not the network, is to blame.
    case file(MediaProblem)

    /// For the archive.
    var text: String {
        switch self {
        case .fetch(let failure): failure.rawValue
        case .status(let status): String(status)
        case .foreignType: "foreign-type"
        case .undecodable: "undecodable"
        case .file(let problem): problem.text
        }
    }

    /// How long after this many earlier attempts the next one is made, in milliseconds; nil where another would not help.
    func retry(after attempts: Int) -> Int64? {
        let minute: Int64 = 60_000
        switch self {
        case .fetch(.refusedAddress), .fetch(.refusedURL), .fetch(.refusedRedirect), .fetch(.tooLarge),
            .fetch(.notRecorded), .foreignType:
            return nil
        case .file: return minute
        default:
            let pauses = [1, 10, 60, 6 * 60, 24 * 60, 72 * 60].map { $0 * minute }
            return attempts < pauses.count ? pauses[attempts] : nil
        }
    }
}
