import Unroll

/// What changed since somebody asked last.
package enum Change: Sendable, Equatable {
    case threads(Set<Int64>)
    /// Too much to name, or what names no thread.
    case everything
}

/// How far somebody has followed the changes. Transactions do not end in the order of their keys, so keys are asked for again until
/// they are a minute old.
package struct ChangePosition: Sendable, Equatable {
    /// Everything up to this key is known.
    var floor: Int64
    /// Later keys that are known, and since when.
    var seen: [Int64: Timestamp] = [:]

    /// How long a transaction that notes a change may take to end, in milliseconds.
    static let patience: Int64 = 60_000

    /// With these keys, those of long ago as the new floor.
    func with(_ keys: [Int64], at now: Timestamp) -> ChangePosition {
        var next = self
        for key in keys { next.seen[key] = next.seen[key] ?? now }
        let old = next.seen.filter { now.milliseconds - $0.value.milliseconds > ChangePosition.patience }
        next.floor = max(next.floor, old.keys.max() ?? next.floor)
        next.seen = next.seen.filter { $0.key > next.floor }
        return next
    }
}

extension Connection {
    /// More changes at a time count as `.everything`.
    private static var maximumChanges: Int { 1000 }
    /// So many stay for those who follow.
    private static var keptChanges: Int64 { 10_000 }

    /// Where the changes stand now.
    package func changePosition() throws(StoreFailure) -> ChangePosition {
        let last = try first("SELECT key FROM changes ORDER BY key DESC LIMIT 1")
        // Others may be about to end a transaction with an earlier key; on SQLite there is one writer at a time.
        return ChangePosition(floor: max(0, (try last?.integer("key") ?? 0) - (dialect == .postgres ? 100 : 0)))
    }

    /// What changed after `position`, and the next position; nil for no change.
    package func changes(
        after position: ChangePosition, at now: Timestamp
    ) throws(StoreFailure) -> (change: Change?, position: ChangePosition) {
        let rows = try query(
            """
            SELECT key, thread, author FROM changes WHERE key > \(position.floor) ORDER BY key
            LIMIT \(Self.maximumChanges + 1)
            """)
        if rows.count > Self.maximumChanges { return (.everything, try changePosition()) }
        var (keys, threads, authors): ([Int64], Set<Int64>, Set<Int64>) = ([], [], [])
        var isEverything = false
        for row in rows {
            keys.append(try row.integer("key"))
            if position.seen[keys[keys.count - 1]] != nil { continue }
            let (thread, author) = (try row.integerOrNil("thread"), try row.integerOrNil("author"))
            if let thread { threads.insert(thread) }
            if let author { authors.insert(author) }
            if thread == nil && author == nil { isEverything = true }
        }
        let next = position.with(keys, at: now)
        if isEverything { return (.everything, next) }
        for row in try query(
            """
            SELECT key FROM threads WHERE author IN (\(list: authors.sorted().map(SQLValue.integer)))
            LIMIT \(Self.maximumChanges + 1)
            """)
        {
            threads.insert(try row.integer("key"))
        }
        if threads.count > Self.maximumChanges { return (.everything, next) }
        return (threads.isEmpty ? nil : .threads(threads), next)
    }

    /// The latest change that is noted of each of these threads; of everything, under nil.
    package func latestChanges(of threads: [Int64]) throws(StoreFailure) -> [Int64?: Int64] {
        var latest: [Int64?: Int64] = [:]
        for row in try query(
            """
            SELECT thread, MAX(key) AS latest FROM changes
            WHERE thread IN (\(list: threads.map(SQLValue.integer))) OR thread IS NULL AND author IS NULL
            GROUP BY thread
            """)
        {
            latest[try row.integerOrNil("thread")] = try row.integer("latest")
        }
        return latest
    }

    /// Forgets changes of long ago.
    package func forgetChanges() throws(StoreFailure) {
        try execute("DELETE FROM changes WHERE key <= (SELECT MAX(key) FROM changes) - \(Self.keptChanges)")
    }
}
