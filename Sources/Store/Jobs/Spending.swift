import Unroll

extension Connection {
    /// Counts `amount`, in millionths of a US dollar, as spent on `day` (`YYYY-MM-DD`, UTC) before it is: false, and nothing counted,
    /// where that is more than is left of `budget`. A later day in the books means that the clock was set back; what was spent then
    /// counts too.
    package func reserve(_ amount: Int, on day: String, budget: Int) throws(StoreFailure) -> Bool {
        guard amount >= 0, try spent(on: day) <= budget - amount else { return false }
        try execute(
            """
            INSERT INTO spending (day, spent) VALUES (\(day), \(amount))
            ON CONFLICT (day) DO UPDATE SET spent = spending.spent + excluded.spent
            """)
        return true
    }

    /// Puts right what a reservation came to.
    package func settle(_ reserved: Int, spent: Int, on day: String) throws(StoreFailure) {
        try execute(
            """
            UPDATE spending SET spent = CASE WHEN spent + \(spent - reserved) < 0 THEN 0 ELSE spent + \(spent - reserved) END
            WHERE day = \(day)
            """)
    }

    package func spent(on day: String) throws(StoreFailure) -> Int {
        try first("SELECT CAST(COALESCE(SUM(spent), 0) AS BIGINT) AS spent FROM spending WHERE day >= \(day)")?
            .count("spent") ?? 0
    }
}
