import Glibc
import Unroll

/// The count of what was spent today, in a file that every process of this person shares. What a request can cost is counted before
/// it is sent, and what it did not cost is taken off afterwards, so that a process that dies in between has spent too little, never
/// too much. Calls block.
struct SpendingLedger: Sendable {
    struct Reservation: Sendable, Equatable {
        var day: String
        var amount: Int
    }

    let folder: String
    /// In millionths of a US dollar, for a UTC day.
    let budget: Int
    /// How long to wait for other processes.
    var patience = Duration.seconds(5)

    var path: String { folder + "/x-spending" }

    /// Counts `amount` as spent on `day`; `.budgetSpent` when that is more than is left, `.budgetUncounted` when it cannot be
    /// written down. `isStopped` ends waiting for others with `.cancelled`.
    func reserve(
        _ amount: Int, on day: String, isStopped: () -> Bool = { false }
    ) throws(FetchFailure) -> Reservation {
        try update(isStopped) { record throws(FetchFailure) in
            // A later day means that the clock was set back: what was spent then was spent by today.
            var today = SpendingRecord(day: day, spent: record.map { $0.day < day ? 0 : $0.spent } ?? 0)
            guard amount >= 0, amount <= budget - today.spent else { throw .budgetSpent }
            today.spent += amount
            record = today
        }
        return Reservation(day: day, amount: amount)
    }

    /// Puts right what a reservation came to. On a later day there is nothing left to put right.
    func settle(_ reservation: Reservation, spent: Int) throws(FetchFailure) {
        try update({ false }) { record throws(FetchFailure) in
            guard let counted = record, counted.day == reservation.day else { return }
            record = SpendingRecord(day: counted.day, spent: counted.spent - reservation.amount + spent)
        }
    }

    /// Reads, changes and writes the record while nobody else does. The record is nil where nothing was ever spent.
    private func update(
        _ isStopped: () -> Bool, _ change: (inout SpendingRecord?) throws(FetchFailure) -> Void
    ) throws(FetchFailure) {
        guard makeFolder() else { throw .budgetUncounted }
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw .budgetUncounted }
        defer { close(file) }
        try lock(file, isStopped)
        var line = [UInt8](repeating: 0, count: SpendingRecord.length + 1)
        let length = pread(file, &line, line.count, 0)
        // What cannot be read must not be counted from zero.
        guard length >= 0 else { throw .budgetUncounted }
        var record = SpendingRecord(Array(line.prefix(length)))
        guard record != nil || length == 0 else { throw .budgetUncounted }
        let before = record
        try change(&record)
        guard let record, record != before else { return }
        let written = record.line
        guard pwrite(file, written, written.count, 0) == written.count, fdatasync(file) == 0 else {
            throw .budgetUncounted
        }
    }

    /// The lock ends with the file descriptor, also when the process is killed.
    private func lock(_ file: Int32, _ isStopped: () -> Bool) throws(FetchFailure) {
        let end = ContinuousClock.now + patience
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, ContinuousClock.now < end else { throw .budgetUncounted }
            if isStopped() { throw .cancelled }
            usleep(2_000)
        }
    }

    private func makeFolder() -> Bool {
        var path = folder.hasPrefix("/") ? "" : "."
        for name in folder.split(separator: "/") {
            path += "/" + name
            if mkdir(path, 0o700) != 0 && errno != EEXIST { return access(folder, F_OK) == 0 }
        }
        return true
    }
}
