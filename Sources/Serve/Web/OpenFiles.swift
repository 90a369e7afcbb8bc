import Glibc

/// How many files, connections among them, the process may have open.
enum OpenFiles {
    /// For databases, media, and what is asked of networks.
    static let ownNeeds = 200
    /// More connections are not wanted of one process.
    private static let maximum: rlim_t = 20_000

    /// Raises the limit as far as the system lets everybody; what it is then.
    static func raiseLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        if limit.rlim_cur < min(limit.rlim_max, maximum) {
            limit.rlim_cur = min(limit.rlim_max, maximum)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        return Int(min(limit.rlim_cur, maximum))
    }
}
