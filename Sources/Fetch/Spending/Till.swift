import Synchronization
import Unroll

/// Where price requests are paid, with the day of now.
struct Till: Sendable {
    private let purse: Purse
    private let now: @Sendable () -> Timestamp

    init(_ purse: Purse, now: @escaping @Sendable () -> Timestamp) { (self.purse, self.now) = (purse, now) }

    /// Counts in a file. Without a folder nothing can be counted, and so nothing be bought.
    init(budget: Int, folder: String?, limits: FetchLimits, now: @escaping @Sendable () -> Timestamp) {
        let ledger = folder.map { SpendingLedger(folder: $0, budget: budget, patience: limits.ledgerPatience) }
        self.init(Purse(ledger), now: now)
    }

    /// A reservation that was made is handed out even when the task is cancelled meanwhile, so that it can be settled.
    func reserve(_ amount: Int) async throws(FetchFailure) -> SpendingLedger.Reservation {
        let day = SpendingRecord.day(of: now())
        try await purse.reserve(amount, day)
        return SpendingLedger.Reservation(day: day, amount: amount)
    }

    /// `spent` is nil where it is not known; then all that was put aside counts as spent, as it does when it cannot be written.
    func settle(_ reservation: SpendingLedger.Reservation, spent: Int?) async {
        guard let spent, spent != reservation.amount else { return }
        await purse.settle(reservation.amount, spent, reservation.day)
    }
}

extension Purse {
    /// The ledger, with a thread of its own for it.
    fileprivate init(_ ledger: SpendingLedger?) {
        let thread = BlockingThreads(count: 1)
        self.init(
            reserve: { amount, day throws(FetchFailure) in
                guard let ledger else { throw .budgetUncounted }
                let stop = StopSign()
                let result = await withTaskCancellationHandler {
                    await thread.complete { () -> Result<SpendingLedger.Reservation, FetchFailure> in
                        do throws(FetchFailure) {
                            return .success(
                                try ledger.reserve(amount, on: day) { stop.isUp.load(ordering: .relaxed) })
                        } catch { return .failure(error) }
                    }
                } onCancel: {
                    stop.isUp.store(true, ordering: .relaxed)
                }
                guard let result else { throw .budgetUncounted }
                _ = try result.get()
            },
            settle: { reserved, spent, day in
                let reservation = SpendingLedger.Reservation(day: day, amount: reserved)
                _ = await thread.complete { try? ledger?.settle(reservation, spent: spent) }
            })
    }
}

private final class StopSign: Sendable {
    let isUp = Atomic(false)
}
