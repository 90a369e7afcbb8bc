import NIOPosix
import Synchronization
import Unroll

/// Has documents printed, one after the other, by a process that is started when it is needed and ended when it hangs or dies.
package final class Printer: Sendable {
    private let program: String
    /// How long a document may go on without news, in milliseconds.
    private let patience: Int32
    private let pool = NIOThreadPool(numberOfThreads: 1)
    private let process = Mutex<WorkerProcess?>(nil)

    /// `program` is the path of Skein itself.
    package init(program: String, patience: Int32 = 60_000) {
        (self.program, self.patience) = (program, patience)
        pool.start()
    }

    deinit { pool.shutdownGracefully { _ in } }

    /// Carries out an order; `progress` hears how many posts are set. A thread that brings the process down is not printed; one that comes
    /// after it is none the worse.
    func print(
        _ order: PrintOrder, progress: @escaping @Sendable (_ done: Int, _ count: Int) -> Void
    ) async throws(PrintFailure) -> PrintedDocument {
        let result = try? await pool.runIfActive {
            self.process.withLock { running -> Result<PrintedDocument, PrintFailure> in
                guard let process = running ?? WorkerProcess(program: self.program, argument: PrintWorker.argument)
                else { return .failure(.brokenDown) }
                running = nil
                guard process.send(order.fields) else { return .failure(.brokenDown) }
                while let news = process.answer(within: self.patience).flatMap({ PrintNews(fields: $0) }) {
                    switch news {
                    case .set(let done, let count): progress(done, count)
                    case .printed(let document):
                        running = process
                        return .success(document)
                    case .failed(let failure):
                        running = process
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
        _ = try? await pool.runIfActive { self.process.withLock { $0 = nil } }
    }
}
