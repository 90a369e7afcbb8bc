import Foundation
import Testing

@testable import Store

/// Servers that restart, have no connection left, or go away.
@Suite(.timeLimit(.minutes(2)), .enabled(if: Engine.server != nil, "SKEIN_TEST_POSTGRES is not set"))
struct OutageTests {
    private func one(_ database: Database) async throws -> Int64? {
        try await database.read { connection throws(StoreFailure) in
            try connection.first("SELECT 1 AS one")?.integer("one")
        }
    }

    @Test func aLostConnectionIsOpenedAnew() async throws {
        let laboratory = try await Laboratory(.postgres)
        let database = try laboratory.database { $0.connections = 2 }
        #expect(try await one(database) == 1)
        for _ in 0..<3 {
            try await laboratory.asOwner(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '$'")
            #expect(try await one(database) == 1)
            #expect(
                try await database.write { connection throws(StoreFailure) in
                    try connection.first("SELECT 2 AS two")?.integer("two")
                } == 2)
        }
    }

    @Test func withoutConnectionsItSaysSoAndGoesOn() async throws {
        let laboratory = try await Laboratory(.postgres)
        try await laboratory.asOwner("ALTER ROLE \"$\" CONNECTION LIMIT 0")
        let database = try laboratory.database { $0.patience = .seconds(2) }
        await #expect(throws: StoreFailure.unavailable) { _ = try await one(database) }
        try await laboratory.asOwner("ALTER ROLE \"$\" CONNECTION LIMIT -1")
        #expect(try await one(database) == 1)
    }

    @Test func whatWaitingCannotMendIsSaidAtOnce() async throws {
        let laboratory = try await Laboratory(.postgres)
        let server = try #require(Engine.server)
        var parts = try #require(URLComponents(string: server))
        parts.path = "/no-such-database"
        let absent = try Database(DatabaseAddress(try #require(parts.string)))
        await #expect(throws: StoreFailure.cannotOpen("the server has no database of this name (3D000)")) {
            _ = try await one(absent)
        }
        parts.port = 1
        let nobody = try Database(DatabaseAddress(try #require(parts.string)))
        await #expect(throws: StoreFailure.unavailable) { _ = try await one(nobody) }
        _ = laboratory
    }

    private func line(of pipe: Pipe) -> String {
        var text = ""
        while !text.hasSuffix("\n") {
            let data = pipe.fileHandleForReading.availableData
            if data.isEmpty { break }
            text += String(decoding: data, as: UTF8.self)
        }
        return String(text.split(separator: "\n").last ?? "")
    }

    /// A server of its own, restarted between two questions.
    @Test func aRestartedServerIsFoundAgain() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [
            "Scripts/with-postgres.sh", "bash", "-c",
            "echo $SKEIN_TEST_POSTGRES; read; $SKEIN_TEST_POSTGRES_CTL -m fast -w restart >/dev/null 2>&1; echo done; read; exit 0",
        ]
        process.currentDirectoryURL = root
        var environment = ProcessInfo.processInfo.environment
        environment["SKEIN_TEST_POSTGRES"] = nil
        process.environment = environment
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        defer {
            try? input.fileHandleForWriting.close()
            process.waitUntilExit()
        }
        let address = line(of: output)
        let database = try Database(DatabaseAddress(address))
        #expect(try await one(database) == 1)
        input.fileHandleForWriting.write(Data("\n".utf8))
        #expect(line(of: output) == "done")
        #expect(try await one(database) == 1)
        input.fileHandleForWriting.write(Data("\n".utf8))
        await database.close()
    }
}
