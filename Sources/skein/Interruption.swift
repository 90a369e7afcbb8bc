import Dispatch
import Glibc
import Synchronization

/// Ends the program at once on Ctrl-C and its kin. What must not be cut in two, writing a file aside and renaming it, runs
/// `unbroken`: the signal then waits for it, and no unfinished file stays behind.
final class Interruption: Sendable {
    private let queue = DispatchQueue(label: "interruption")
    /// Who wants to be told of the first signal, instead of the program's end.
    private let listener = Mutex<AsyncStream<Void>.Continuation?>(nil)
    /// A folder that is not to outlive the program.
    let scratch = Mutex<ScratchFolder?>(nil)

    /// Watches for the signals that ask a program to end, as long as what is returned is kept. A reader who has seen enough and
    /// closes the pipe, or a file that may not grow further, is an error of `write` from here on, and no signal.
    func watch() -> [any DispatchSourceSignal] {
        for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
        return [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [self] in
                ProgressLine().clear()
                if let listener = takeListener() { listener.yield() } else { leave(128 + number) }
            }
            source.resume()
            return source
        }
    }

    /// Says when the program is asked to end, once, and leaves it to the caller to end well; a second signal ends it at once.
    func requests() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        listener.withLock { $0 = continuation }
        return stream
    }

    private func takeListener() -> AsyncStream<Void>.Continuation? {
        listener.withLock { listener in
            defer { listener = nil }
            return listener
        }
    }

    func unbroken<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        try queue.sync { Result(catching: body) }.get()
    }

    /// Ends the program without waiting for connections that are still open.
    func end(with status: ExitStatus) -> Never {
        queue.sync { leave(status.rawValue) }
    }

    private func leave(_ status: Int32) -> Never {
        scratch.withLock { $0?.remove() }
        _exit(status)
    }
}
