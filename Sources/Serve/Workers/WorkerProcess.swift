import CVips
import Glibc

/// One run of the program as a worker, which takes orders from nobody else; it ends with this value.
final class WorkerProcess: Sendable {
    private let process: pid_t
    private let channel: Int32

    /// `program` is the path of Skein itself, `argument` what makes it this worker. Nil where it cannot be started.
    init?(program: String, argument: String) {
        var end: Int32 = -1
        let started = skein_spawn(program, argument, &end)
        if started < 0 { return nil }
        (process, channel) = (started, end)
    }

    /// One that has the order: the one that waits for it, or a new one where there is none or it died waiting. Nil
    /// where none can be started.
    static func carryingOut(
        _ order: [String], _ waiting: WorkerProcess?, program: String, argument: String
    ) -> WorkerProcess? {
        if let waiting, waiting.send(order) { return waiting }
        let new = WorkerProcess(program: program, argument: argument)
        // One that dies at once gives no answer.
        _ = new?.send(order)
        return new
    }

    deinit {
        close(channel)
        kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    }

    /// False when the process is gone.
    func send(_ fields: [String]) -> Bool {
        let frame = WorkerFrame.bytes(fields)
        let sent = frame.withUnsafeBytes { Glibc.send(channel, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        return sent == frame.count
    }

    /// Its next answer; nil when the process died or took longer than `patience` milliseconds, and so is of no use any more.
    func answer(within patience: Int32) -> [String]? {
        let end = ContinuousClock.now + .milliseconds(Int64(patience))
        return WorkerFrame.fields { [channel] count in receive(count, from: channel, until: end) }
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
