import Foundation

/// A database that is there for one measurement.
struct BenchDatabase {
    let name: String
    let address: String
    /// A folder for what stands beside it.
    let room: String
    /// The server it is on, and what it is called there; nil for a file.
    private var server: (address: String, database: String)?

    static func sqlite() -> BenchDatabase? {
        let room = SyntheticExport.room()
        return BenchDatabase(name: "SQLite", address: "sqlite:\(room)/archive.db", room: room)
    }

    /// On the server that `SKEIN_TEST_POSTGRES` names, as `Scripts/with-postgres.sh` sets it; nil where there is none.
    static func postgres() -> BenchDatabase? {
        guard let server = ProcessInfo.processInfo.environment["SKEIN_TEST_POSTGRES"],
            var parts = URLComponents(string: server)
        else {
            print("\nGrowth on PostgreSQL: SKEIN_TEST_POSTGRES names no server.")
            return nil
        }
        let database = "skein_bench_\(ProcessInfo.processInfo.processIdentifier)"
        parts.path = "/" + database
        guard let address = parts.string, ask(server, "CREATE DATABASE \(database)") else { return nil }
        return BenchDatabase(
            name: "PostgreSQL", address: address, room: SyntheticExport.room(), server: (server, database))
    }

    /// Has done what a server does by itself some minutes after many rows were written.
    func settle() {
        if server != nil { _ = BenchDatabase.ask(address, "VACUUM (ANALYZE)") }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: room)
        if let server { _ = BenchDatabase.ask(server.address, "DROP DATABASE \(server.database) WITH (FORCE)") }
    }

    private static func ask(_ address: String, _ statement: String) -> Bool {
        ChildRun("/usr/bin/env", ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", address, "-c", statement])
            .status == 0
    }
}
