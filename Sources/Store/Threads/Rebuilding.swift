import Unroll

/// A thread, and the retrieval it was last made from.
package struct Rebuildable: Sendable, Equatable {
    package var thread: Int64
    /// Nil where its exchanges are not kept, as those of an export.
    package var retrieval: Int64?
    /// What the retrieval asked for.
    package var target: String?
}

extension Connection {
    /// Threads in the order of their keys, each with the retrieval whose exchanges made it what it is.
    package func rebuildable(after thread: Int64, limit: Int = 100) throws(StoreFailure) -> [Rebuildable] {
        try query(
            """
            SELECT threads.key AS thread, made.key AS retrieval, made.target AS target FROM threads
            LEFT JOIN retrievals AS made ON made.key = (
                SELECT MAX(key) FROM retrievals WHERE retrievals.thread = threads.key
                    AND retrievals.finished = threads.retrieved AND retrievals.revision IS NOT NULL
                    AND EXISTS (SELECT 1 FROM exchanges WHERE exchanges.retrieval = retrievals.key))
            WHERE threads.key > \(thread) ORDER BY threads.key LIMIT \(limit)
            """
        ).map { row throws(StoreFailure) in
            Rebuildable(
                thread: try row.integer("thread"), retrieval: try row.integerOrNil("retrieval"),
                target: try row.textOrNil("target"))
        }
    }
}
