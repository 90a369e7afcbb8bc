import Fetch
import Store
import Unroll

extension Purse {
    /// Counts in the archive, for all processes that share it. `budget` is in millionths of a US dollar for a UTC day; without one
    /// everything is counted and nothing refused.
    package static func shared(_ store: Store, budget: Int?) -> Purse {
        Purse(
            reserve: { amount, day throws(FetchFailure) in
                let isGranted: Bool
                do throws(StoreFailure) {
                    isGranted = try await store.database.write { connection throws(StoreFailure) in
                        try connection.reserve(amount, on: day, budget: budget ?? Int.max)
                    }
                } catch {
                    throw .budgetUncounted
                }
                if !isGranted { throw .budgetSpent }
            },
            settle: { reserved, spent, day in
                // Where it cannot be written, all that was put aside counts as spent.
                try? await store.database.write { connection throws(StoreFailure) in
                    try connection.settle(reserved, spent: spent, on: day)
                }
            })
    }
}
