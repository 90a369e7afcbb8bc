import Dispatch
import Glibc

/// Ends the program at once on Ctrl-C and its kin. What must not be cut in two, writing a file aside and renaming it, runs
/// `unbroken`: the signal then waits for it, and no unfinished file stays behind.
struct Interruption: Sendable {
    private let queue = DispatchQueue(label: "interruption")

    /// Watches for the signals that ask a program to end, as long as what is returned is kept. A reader who has seen enough and
    /// closes the pipe, or a file that may not grow further, is an error of `write` from here on, and no signal.
    func watch() -> [any DispatchSourceSignal] {
        for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
        return [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                ProgressLine().clear()
                _exit(128 + number)
            }
            source.resume()
            return source
        }
    }

    func unbroken<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        try queue.sync { Result(catching: body) }.get()
    }

    /// Ends the program without waiting for connections that are still open.
    func end(with status: ExitStatus) -> Never {
        queue.sync { _exit(status.rawValue) }
    }
}
