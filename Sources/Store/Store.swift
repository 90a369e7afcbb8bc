import Unroll

/// The archive: threads, the exchanges they were made from, and what is to be done. Every operation is an extension of `Connection`, so
/// that one closure can hold several of them; those that need more than one transaction are here.
package struct Store: Sendable {
    package let database: Database
    package let removals: RemovalKey

    /// Opens the archive and takes its tables to the version of this program.
    package init(
        _ address: DatabaseAddress, removals: RemovalKey, settings: DatabaseSettings = DatabaseSettings()
    ) async throws(StoreFailure) {
        database = try Database(address, settings: settings)
        self.removals = removals
        do throws(StoreFailure) {
            try await database.migrate(to: Schema.migrations)
        } catch {
            await database.close()
            throw error
        }
    }

    package func close() async { await database.close() }

    package func keep(_ keeping: Keeping) async throws(StoreFailure) -> KeepOutcome {
        let (outcome, isEmptied) = try await database.write { [removals] connection throws(StoreFailure) in
            let outcome = try connection.keep(keeping, removals: removals)
            return (outcome, try connection.isWithoutAnswers(keeping.retrieval))
        }
        // What was taken out of the archive again leaves its files as well.
        if isEmptied { try? await database.vacuum(onlyAnswers: true) }
        return outcome
    }

    /// Keeps threads together: all of them are kept, or none. What came of each, in their order.
    package func keep(_ keepings: [Keeping]) async throws(StoreFailure) -> [KeepOutcome] {
        try await database.write { [removals] connection throws(StoreFailure) in
            try connection.keep(keepings, removals: removals)
        }
    }

    /// Keeps an exchange; when this returns, it is on disk.
    package func keep(
        _ request: Request, _ result: Result<Response, FetchFailure>, at instant: Timestamp, in retrieval: Int64
    ) async throws(StoreFailure) {
        try await database.write { connection throws(StoreFailure) in
            try connection.keep(request, result, at: instant, in: retrieval)
        }
    }

    package func thread(_ name: ThreadName, for viewer: Viewer) async throws(StoreFailure) -> KeptThread? {
        try await database.read { connection throws(StoreFailure) in try connection.thread(name, for: viewer) }
    }

    /// Takes a thread away, also from answers that were given about others.
    package func removeThread(_ thread: Int64, at instant: Timestamp) async throws(StoreFailure) {
        try await database.write { [removals] connection throws(StoreFailure) in
            try connection.removeThread(thread, at: instant, key: removals)
        }
        try await purge()
    }

    /// Takes an author away, also from answers that were given about others.
    package func removeAuthor(_ author: Author.ID, on network: Network, at instant: Timestamp)
        async throws(StoreFailure)
    {
        try await database.write { [removals] connection throws(StoreFailure) in
            try connection.removeAuthor(author, on: network, at: instant, key: removals)
        }
        try await purge()
    }

    /// Goes on with what a removal leaves to be done, by this process or by one that was killed over it.
    package func purge() async throws(StoreFailure) {
        let traces = try await database.read { connection throws(StoreFailure) in try connection.traces() }
        if traces.isEmpty { return }
        try await forgetMentions(traces)
        try await database.write { connection throws(StoreFailure) in try connection.forget(traces: traces) }
        // What was removed is removed either way: then PostgreSQL does this itself, later.
        try? await database.vacuum()
    }

    /// Takes what is on the list, and `traces` of it, out of whatever else names it.
    private func forgetMentions(_ traces: [String]) async throws(StoreFailure) {
        try await step(from: 0) { [removals] connection, after throws(StoreFailure) in
            try connection.purge(traces, after: after, key: removals)
        }
        try await step(from: .min) { [removals] connection, after throws(StoreFailure) in
            try connection.forgetMentions(inPostsAfter: after, key: removals)
        }
        try await step(from: .min) { [removals] connection, after throws(StoreFailure) in
            try connection.forgetMentions(inThreadsAfter: after, key: removals)
        }
        try await database.write { [removals] connection throws(StoreFailure) in
            try connection.forgetJobs(for: Set(traces), key: removals)
        }
        var (starts, goesOn) = (true, true)
        while goesOn {
            goesOn = try await database.write { [starts] connection throws(StoreFailure) in
                try connection.mergeIndex(starts: starts)
            }
            starts = false
        }
    }

    /// One transaction after the other, each from where the last one ended, until there is nothing more.
    private func step(
        from start: Int64, _ body: @escaping @Sendable (any Connection, Int64) throws(StoreFailure) -> Int64?
    ) async throws(StoreFailure) {
        var cursor: Int64? = start
        while let after = cursor {
            cursor = try await database.write { connection throws(StoreFailure) in try body(connection, after) }
        }
    }

    /// Whether a process ended while it held a backup against the list of what was removed.
    package func isApplyingRemovals() async throws(StoreFailure) -> Bool {
        try await database.read { connection throws(StoreFailure) in
            try connection.setting(Store.applyingRemovals) != nil
        }
    }

    private static let applyingRemovals = "removals.applying"

    /// Puts the list into the database, which does not follow it yet.
    package func beginApplying(_ list: [Removed]) async throws(StoreFailure) {
        try await database.write { connection throws(StoreFailure) in
            try connection.set(Store.applyingRemovals, to: "yes")
            try connection.add(list)
        }
    }

    /// Holds a restored backup against `list`, which was kept outside it.
    package func applyRemovals(_ list: [Removed], at instant: Timestamp) async throws(StoreFailure) {
        try await beginApplying(list)
        try await step(from: 0) { [removals] connection, after throws(StoreFailure) in
            try connection.applyRemovals(toAuthorsAfter: after, at: instant, key: removals)
        }
        try await step(from: .min) { [removals] connection, after throws(StoreFailure) in
            try connection.applyRemovals(toPostsAfter: after, at: instant, key: removals)
        }
        // Somebody may stand in answers, or be named by others, alone.
        let traces = try await database.read { connection throws(StoreFailure) in try connection.traces() }
        try await forgetMentions(traces)
        try await database.write { connection throws(StoreFailure) in
            try connection.set(Store.applyingRemovals, to: nil)
            try connection.forget(traces: traces)
        }
        try? await database.vacuum()
    }
}
