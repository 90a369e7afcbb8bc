import NIOPosix
import Synchronization
import Unroll

/// Has documents printed, one after the other, by a process that is started when it is needed and ended when it hangs or dies.
package final class Printer: Sendable {
    private let program: String
    /// How long a document may go on without news, in milliseconds.
    private let patience: Int32
    /// So many documents are set by one process, so that what it has gathered meanwhile goes with it.
    private let documents: Int
    private let pool = NIOThreadPool(numberOfThreads: 1)
    private let running = Mutex(Running())

    private struct Running {
        var process: WorkerProcess?
        /// By this process.
        var printed = 0
    }

    /// `program` is the path of Skein itself.
    package init(program: String, patience: Int32 = 60_000, documents: Int = 200) {
        (self.program, self.patience, self.documents) = (program, patience, documents)
        pool.start()
    }

    deinit { pool.shutdownGracefully { _ in } }

    /// Carries out an order; `progress` hears how many posts are set. A thread that brings the process down is not printed; one that comes
    /// after it is none the worse.
    func print(
        _ order: PrintOrder, progress: @escaping @Sendable (_ done: Int, _ count: Int) -> Void
    ) async throws(PrintFailure) -> PrintedDocument {
        let result = try? await pool.runIfActive {
            self.running.withLock { running -> Result<PrintedDocument, PrintFailure> in
                let isWorn = running.printed >= self.documents
                let process = WorkerProcess.carryingOut(
                    order.fields, isWorn ? nil : running.process, program: self.program, argument: PrintWorker.argument)
                running = Running(process: nil, printed: process === running.process ? running.printed + 1 : 1)
                while let news = process?.answer(within: self.patience).flatMap({ PrintNews(fields: $0) }) {
                    switch news {
                    case .set(let done, let count): progress(done, count)
                    case .printed(let document):
                        running.process = process
                        return .success(document)
                    case .failed(let failure):
                        running.process = process
                        return .failure(failure)
                    }
                }
                return .failure(.brokenDown)
            }
        }
        guard let result else { throw .brokenDown }
        return try result.get()
    }

    /// Gives back the memory of the process, until it is needed again.
    func rest() async {
        _ = try? await pool.runIfActive { self.running.withLock { $0 = Running() } }
    }
}
