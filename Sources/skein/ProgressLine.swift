import Glibc

/// The one line on a terminal's standard error that changes while posts come in; nothing where that is no terminal.
struct ProgressLine: Sendable {
    let isShown = isatty(STDERR_FILENO) == 1

    /// - Parameter text: one line, safe for a terminal.
    func show(_ text: String) {
        if isShown { _ = write("\r" + text + "\u{1b}[K") }
    }

    /// The same behind a bar: `[██████··············]`.
    func show(_ text: String, _ done: Int, of all: Int) {
        let width = 24
        let full = all == 0 ? width : min(width, done * width / all)
        show("[" + String(repeating: "█", count: full) + String(repeating: "·", count: width - full) + "] " + text)
    }

    func clear() {
        if isShown { _ = write("\r\u{1b}[K") }
    }

    private func write(_ text: String) -> Int {
        Array(text.utf8).withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
