import Store
import Unroll

/// The archive of the settings, opened: its folder, which is made for its owner alone, the removal key in it, and the database.
struct DataFolder: Sendable {
    let path: String
    let store: Store

    init(_ configuration: Configuration, _ interruption: Interruption) async throws(Problem) {
        guard let path = configuration.dataFolder else { throw .command(.noDataFolder) }
        self.path = path
        let key = try asProblem { () throws(CommandProblem) in
            try OutputFile.makeFolder(path, mode: 0o700)
            return try RemovalKeyFile.key(in: path)
        }
        let address = DataFolder.database(configuration, path)
        do throws(StoreFailure) {
            store = try await Store(address, removals: key, settings: configuration.databaseSettings)
        } catch {
            throw error == .unavailable ? .command(.databaseIsAway(address: address.description)) : .store(error)
        }
        do throws(Problem) {
            try await RemovalList(folder: path).compare(with: store, interruption)
        } catch {
            await store.close()
            throw error
        }
    }

    static func database(_ configuration: Configuration, _ path: String) -> DatabaseAddress {
        configuration.database ?? .sqlite(path: path + "/skein.sqlite")
    }
}
