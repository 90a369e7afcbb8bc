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
        try await database.write { [removals] connection throws(StoreFailure) in
            try connection.keep(keeping, removals: removals)
        }
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
        guard let network = try await self.thread(.key(thread), for: .host)?.thread.network else { return }
        let posts = try await database.write { [removals] connection throws(StoreFailure) in
            let posts = try connection.removeThread(thread, at: instant, key: removals)
            try connection.forgetJobs(for: posts, on: network)
            return posts
        }
        try await purge(posts.map(\.value))
    }

    /// Takes an author away, also from answers that were given about others.
    package func removeAuthor(_ author: Author.ID, on network: Network, at instant: Timestamp)
        async throws(StoreFailure)
    {
        let handles = try await database.read { connection throws(StoreFailure) in
            try connection.versions(of: author, on: network).map(\.author.handle)
        }
        try await database.write { [removals] connection throws(StoreFailure) in
            let posts = try connection.removeAuthor(author, on: network, at: instant, key: removals)
            try connection.forgetJobs(for: posts, on: network)
        }
        try await purge([author.value] + Set(handles).sorted())
    }

    private func purge(_ traces: [String]) async throws(StoreFailure) {
        var cursor: Int64? = 0
        while let after = cursor {
            cursor = try await database.write { connection throws(StoreFailure) in
                try connection.purge(traces, after: after)
            }
        }
        var (starts, goesOn) = (true, true)
        while goesOn {
            goesOn = try await database.write { [starts] connection throws(StoreFailure) in
                try connection.mergeIndex(starts: starts)
            }
            starts = false
        }
        // What was removed is removed either way: then PostgreSQL does this itself, later.
        try? await database.vacuum()
    }

    /// Holds a restored backup against `list`, which was kept outside it.
    package func applyRemovals(_ list: [Removed], at instant: Timestamp) async throws(StoreFailure) {
        try await database.write { connection throws(StoreFailure) in try connection.add(list) }
        var (cursor, traces): (Int64?, Set<String>) = (0, [])
        while let after = cursor {
            let applied = try await database.write { [removals] connection throws(StoreFailure) in
                try connection.applyRemovals(after: after, at: instant, key: removals)
            }
            cursor = applied.next
            traces.formUnion(applied.traces)
        }
        if !traces.isEmpty { try await purge(traces.sorted()) }
    }
}
