import Glibc

/// What standard output is, and how it likes its text.
struct Terminal: Sendable {
    let isTerminal: Bool
    /// Columns; what `COLUMNS` says, or the terminal itself, or 80.
    let width: Int
    let hasColor: Bool

    /// `NO_COLOR` (no-color.org) and `TERM=dumb` are honoured.
    init(_ environment: [String: String]) {
        isTerminal = isatty(STDOUT_FILENO) == 1
        var size = winsize()
        let measured = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : 0
        let wished = environment["COLUMNS"].flatMap { Int($0) } ?? measured
        width = (20...400).contains(wished) ? wished : 80
        hasColor = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }
}
