import Store
import Unroll

/// The archive of the settings, opened: its folder, which is made for its owner alone, the removal key in it, and the database.
struct DataFolder: Sendable {
    let path: String
    let store: Store

    init(_ configuration: Configuration, _ interruption: Interruption) async throws(Problem) {
        guard let path = configuration.dataFolder else { throw .command(.noDataFolder) }
        self.path = path
        let address = DataFolder.database(configuration, path)
        let list = RemovalList(folder: path)
        try asProblem { () throws(CommandProblem) in try OutputFile.makeFolder(path, mode: 0o700) }
        let key = try await DataFolder.key(beside: list, address, configuration.databaseSettings)
        store = try await DataFolder.opened(address) { () async throws(StoreFailure) in
            try await Store(address, removals: key, settings: configuration.databaseSettings)
        }
        do throws(Problem) {
            try await list.compare(with: store, interruption)
        } catch {
            await store.close()
            throw error
        }
    }

    static func database(_ configuration: Configuration, _ path: String) -> DatabaseAddress {
        configuration.database ?? .sqlite(path: path + "/skein.sqlite")
    }

    /// The removal key; a new one where there is none, unless something was removed already: with another key it would not be known any
    /// more.
    private static func key(
        beside list: RemovalList, _ address: DatabaseAddress, _ settings: DatabaseSettings
    ) async throws(Problem) -> RemovalKey {
        let file = RemovalKeyFile(folder: list.folder)
        if let key = try asProblem({ () throws(CommandProblem) in try file.key() }) { return key }
        let listed = try asProblem { () throws(CommandProblem) in try list.read() }
        let isInUse = try await opened(address) { () async throws(StoreFailure) in
            let database = try Database(address, settings: settings)
            let result = await database.removesSomething()
            await database.close()
            return try result.get()
        }
        guard listed.isEmpty, !isInUse else { throw .command(.lostKey(path: file.path)) }
        return try asProblem { () throws(CommandProblem) in
            try file.make()
            guard let key = try file.key() else { throw .notKey(path: file.path) }
            return key
        }
    }

    private static func opened<Value>(
        _ address: DatabaseAddress, _ body: () async throws(StoreFailure) -> Value
    ) async throws(Problem) -> Value {
        do throws(StoreFailure) { return try await body() } catch {
            throw error == .unavailable ? .command(.databaseIsAway(address: address.description)) : .store(error)
        }
    }
}

extension Database {
    fileprivate func removesSomething() async -> Result<Bool, StoreFailure> {
        do throws(StoreFailure) {
            return .success(
                try await read { connection throws(StoreFailure) in try connection.hasRemovals() })
        } catch {
            return .failure(error)
        }
    }
}
