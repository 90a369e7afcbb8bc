import NIOPosix
import Synchronization

/// Has pictures decoded, one after the other, by a process that is started when it is needed and ended when it hangs or dies.
package final class PictureDecoder: Sendable {
    private let program: String
    /// How long one picture may take, in milliseconds: far longer than the process may compute, for others may have the processors.
    private let patience: Int32
    private let pool = NIOThreadPool(numberOfThreads: 1)
    private let process = Mutex<WorkerProcess?>(nil)
    private let isKnownToLack = Mutex(false)

    /// `program` is the path of Skein itself.
    package init(program: String, patience: Int32 = 120_000) {
        (self.program, self.patience) = (program, patience)
        pool.start()
    }

    deinit { pool.shutdownGracefully { _ in } }

    /// A picture that brings the process down is undecodable; one that comes after it is none the worse.
    func decode(_ order: PictureOrder) async -> PictureOutcome {
        let outcome = try? await pool.runIfActive {
            self.process.withLock { running -> PictureOutcome in
                guard
                    let process = WorkerProcess.carryingOut(
                        order.fields, running, program: self.program, argument: PictureWorker.argument)
                else { return .noLibrary }
                let outcome = process.answer(within: self.patience).flatMap { PictureOutcome(fields: $0) }
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
