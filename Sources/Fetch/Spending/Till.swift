import Synchronization
import Unroll

/// Where price requests are paid: the ledger, with a thread of its own for it and the day of now.
struct Till: Sendable {
    private let ledger: SpendingLedger?
    private let thread = BlockingThreads(count: 1)
    private let now: @Sendable () -> Timestamp

    /// Without a folder nothing can be counted, and so nothing be bought.
    init(budget: Int, folder: String?, limits: FetchLimits, now: @escaping @Sendable () -> Timestamp) {
        ledger = folder.map { SpendingLedger(folder: $0, budget: budget, patience: limits.ledgerPatience) }
        self.now = now
    }

    /// A reservation that was made is handed out even when the task is cancelled meanwhile, so that it can be settled.
    func reserve(_ amount: Int) async throws(FetchFailure) -> SpendingLedger.Reservation {
        guard let ledger else { throw .budgetUncounted }
        let (day, stop) = (SpendingRecord.day(of: now()), StopSign())
        let result = await withTaskCancellationHandler {
            await thread.complete { () -> Result<SpendingLedger.Reservation, FetchFailure> in
                do throws(FetchFailure) {
                    return .success(try ledger.reserve(amount, on: day) { stop.isUp.load(ordering: .relaxed) })
                } catch { return .failure(error) }
            }
        } onCancel: {
            stop.isUp.store(true, ordering: .relaxed)
        }
        guard let result else { throw .budgetUncounted }
        return try result.get()
    }

    /// `spent` is nil where it is not known; then all that was put aside counts as spent, as it does when it cannot be written.
    func settle(_ reservation: SpendingLedger.Reservation, spent: Int?) async {
        guard let ledger, let spent, spent != reservation.amount else { return }
        _ = await thread.complete { try? ledger.settle(reservation, spent: spent) }
    }
}

private final class StopSign: Sendable {
    let isUp = Atomic(false)
}
