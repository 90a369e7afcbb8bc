import Foundation
import Testing

@testable import Store

/// The databases every test of the store runs on.
enum Engine: String, Sendable, CaseIterable {
    case sqlite, postgres

    /// The address of a server that the tests may make databases in, as `Scripts/with-postgres.sh` gives it.
    static let server = ProcessInfo.processInfo.environment["SKEIN_TEST_POSTGRES"]

    static let available: [Engine] = server == nil ? [.sqlite] : [.sqlite, .postgres]
}

/// PostgreSQL's half is left out where there is no server; this says so.
@Suite struct PostgresPresenceTests {
    @Test(.enabled(if: Engine.server != nil, "SKEIN_TEST_POSTGRES is not set: the store is tested on SQLite only"))
    func thereIsAPostgresServer() async throws {
        let laboratory = try await Laboratory(.postgres)
        let row = try await laboratory.database().read { connection throws(StoreFailure) in
            try connection.first("SELECT 1 AS one")
        }
        #expect(try row?.integer("one") == 1)
    }
}

/// A database of its own for one test, gone afterwards.
final class Laboratory: Sendable {
    let engine: Engine
    let folder: URL
    let address: DatabaseAddress
    /// The address as another process needs it.
    var revealed: String {
        switch address {
        case .sqlite(let path): "sqlite:" + path
        case .postgres(let server): server.revealed
        }
    }

    private let name = "t" + UUID().uuidString.lowercased().replacing("-", with: "")

    init(_ engine: Engine) async throws {
        self.engine = engine
        folder = FileManager.default.temporaryDirectory.appending(path: "skein-store-" + name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        switch engine {
        case .sqlite:
            address = try DatabaseAddress("sqlite:" + folder.appending(path: "archive.db").path(percentEncoded: false))
        case .postgres:
            let server = try #require(Engine.server)
            try await Laboratory.ask(server, "CREATE ROLE \"\(name)\" LOGIN")
            try await Laboratory.ask(server, "CREATE DATABASE \"\(name)\" OWNER \"\(name)\"")
            address = try DatabaseAddress(Laboratory.address(of: name, user: name, on: server))
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
        guard engine == .postgres, let server = Engine.server else { return }
        Task.detached { [name] in
            try? await Laboratory.ask(server, "DROP DATABASE IF EXISTS \"\(name)\" WITH (FORCE)")
            try? await Laboratory.ask(server, "DROP ROLE IF EXISTS \"\(name)\"")
        }
    }

    /// With patience for a machine on which everything else is tested at the same time.
    func database(_ change: (inout DatabaseSettings) -> Void = { _ in }) throws -> Database {
        var settings = DatabaseSettings()
        settings.patience = .seconds(60)
        change(&settings)
        return try Database(address, settings: settings)
    }

    /// Asks the server as its owner, for what the test's own user may not do. `$` stands for the test's database.
    func asOwner(_ statement: String) async throws {
        let server = try #require(Engine.server)
        try await Laboratory.ask(server, statement.replacing("$", with: name))
    }

    private static func address(of name: String, user: String, on server: String) throws -> String {
        var parts = try #require(URLComponents(string: server))
        (parts.user, parts.path) = (user, "/" + name)
        return try #require(parts.string)
    }

    /// Outside a transaction, as making databases must be.
    private static func ask(_ server: String, _ statement: String) async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", server, "-c", statement]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let status = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        try #require(status == 0, "\(statement)")
    }
}
