import Dispatch
import Synchronization
import Unroll

/// Between a thread of its own that reads an export and whoever keeps what it read: a few batches wait in it, and whoever reads waits
/// for room.
final class ImportLine: Sendable {
    /// Ends after the last batch, or after a failure.
    let batches: AsyncStream<Result<ImportBatch, ExportFailure>>
    private let continuation: AsyncStream<Result<ImportBatch, ExportFailure>>.Continuation
    // It may be let go of while batches wait, which a semaphore that began with a value must not be.
    private let room = DispatchSemaphore(value: 0)
    private let isClosed = Mutex(false)

    private static let most = 2

    init() {
        (batches, continuation) = AsyncStream.makeStream()
        for _ in 0..<ImportLine.most { room.signal() }
    }

    /// Begins to read; `put` says whether more is wanted.
    func fill(_ read: @escaping @Sendable (_ put: (ImportBatch) -> Bool) throws(ExportFailure) -> Void) {
        DispatchQueue(label: "import").async { [self] in
            do throws(ExportFailure) { try read(put) } catch { continuation.yield(.failure(error)) }
            continuation.finish()
        }
    }

    /// Says that a batch was kept.
    func makeRoom() { room.signal() }

    /// Says that nothing more is wanted.
    func close() {
        isClosed.withLock { $0 = true }
        room.signal()
    }

    private func put(_ batch: ImportBatch) -> Bool {
        room.wait()
        if isClosed.withLock({ $0 }) {
            room.signal()
            return false
        }
        continuation.yield(.success(batch))
        return true
    }
}
