import CVips
import Glibc
import NIOPosix
import Synchronization

/// Has pictures decoded, one after the other, by a process that is started when it is needed and ended when it hangs or dies.
final class PictureDecoder: Sendable {
    private let program: String
    /// How long one picture may take, in milliseconds.
    private let patience: Int32
    private let pool = NIOThreadPool(numberOfThreads: 1)
    private let process = Mutex<PictureProcess?>(nil)
    private let isKnownToLack = Mutex(false)

    /// `program` is the path of Skein itself.
    init(program: String, patience: Int32 = 30_000) {
        (self.program, self.patience) = (program, patience)
        pool.start()
    }

    deinit { pool.shutdownGracefully { _ in } }

    /// A picture that brings the process down is undecodable; one that comes after it is none the worse.
    func decode(_ order: PictureOrder) async -> PictureOutcome {
        let outcome = try? await pool.runIfActive {
            self.process.withLock { running -> PictureOutcome in
                guard let process = running ?? PictureProcess(program: self.program) else { return .noLibrary }
                let outcome = process.outcome(of: order, patience: self.patience)
                running = outcome == nil ? nil : process
                return outcome ?? .undecodable
            }
        }
        return outcome ?? .undecodable
    }

    /// Whether this is the first time that somebody asks, so that what is missing is said once.
    func isFirstWithoutLibrary() -> Bool {
        isKnownToLack.withLock { isKnown in
            defer { isKnown = true }
            return !isKnown
        }
    }

    /// Gives back the memory of the process, until it is needed again.
    func rest() async {
        _ = try? await pool.runIfActive { self.process.withLock { $0 = nil } }
    }
}

/// One run of the program as a decoder; it ends with this value.
private final class PictureProcess: Sendable {
    private let process: pid_t
    private let channel: Int32

    init?(program: String) {
        var end: Int32 = -1
        let started = skein_spawn(program, PictureWorker.argument, &end)
        if started < 0 { return nil }
        (process, channel) = (started, end)
    }

    deinit {
        close(channel)
        kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    }

    /// Nil when the process died or took too long, and so is of no use any more.
    func outcome(of order: PictureOrder, patience: Int32) -> PictureOutcome? {
        let frame = order.frame
        let sent = frame.withUnsafeBytes { send(channel, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard sent == frame.count else { return nil }
        let end = ContinuousClock.now + .milliseconds(Int64(patience))
        return pictureFields { [channel] count in receive(count, from: channel, until: end) }.flatMap {
            PictureOutcome(fields: $0)
        }
    }
}

private func receive(_ count: Int, from channel: Int32, until end: ContinuousClock.Instant) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
        let left = (end - .now) / Duration.milliseconds(1)
        var waiting = pollfd(fd: channel, events: Int16(POLLIN), revents: 0)
        let ready = left > 0 ? poll(&waiting, 1, Int32(clamping: Int64(left.rounded(.up)))) : 0
        if ready < 0 && errno == EINTR { continue }
        guard ready > 0 else { return nil }
        let piece = [UInt8](unsafeUninitializedCapacity: count - bytes.count) { buffer, filled in
            filled = max(0, recv(channel, buffer.baseAddress, buffer.count, 0))
        }
        if piece.isEmpty { return nil }
        bytes += piece
    }
    return bytes
}
