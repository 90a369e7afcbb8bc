import Unroll

/// Where it is counted what was spent, other than in a file of the person's own: in a database that several processes share.
package struct Purse: Sendable {
    /// Counts an amount, in millionths of a US dollar, as spent on a day (`YYYY-MM-DD`, UTC): `.budgetSpent` when that is more than is
    /// left, `.budgetUncounted` when it cannot be written down.
    package var reserve: @Sendable (_ amount: Int, _ day: String) async throws(FetchFailure) -> Void
    /// Puts right what a reservation came to.
    package var settle: @Sendable (_ reserved: Int, _ spent: Int, _ day: String) async -> Void

    package init(
        reserve: @escaping @Sendable (_ amount: Int, _ day: String) async throws(FetchFailure) -> Void,
        settle: @escaping @Sendable (_ reserved: Int, _ spent: Int, _ day: String) async -> Void
    ) { (self.reserve, self.settle) = (reserve, settle) }
}
