import Testing

@testable import Store

@Suite(.timeLimit(.minutes(2))) struct MigrationTests {
    private let first = Migration { dialect in
        ["CREATE TABLE notes (key \(dialect.key), text \(dialect.text))", "INSERT INTO notes (text) VALUES ('one')"]
    }
    private let second = Migration { _ in ["INSERT INTO notes (text) VALUES ('two')"] }
    private let broken = Migration { _ in
        ["INSERT INTO notes (text) VALUES ('three')", "INSERT INTO nowhere (text) VALUES ('four')"]
    }

    private func notes(_ database: Database) async throws -> [String] {
        try await database.read { connection throws(StoreFailure) in
            try connection.query("SELECT text FROM notes ORDER BY key")
        }.map { try $0.text("text") }
    }

    @Test(arguments: Engine.available) func eachStepIsGoneOnce(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        let database = try laboratory.database()
        try await database.migrate(to: [first])
        try await database.migrate(to: [first])
        #expect(try await notes(database) == ["one"])
        try await database.migrate(to: [first, second])
        #expect(try await notes(database) == ["one", "two"])
        await #expect(throws: StoreFailure.self) { try await database.migrate(to: [first, second, broken]) }
        #expect(try await notes(database) == ["one", "two"])
    }

    @Test(arguments: Engine.available) func aNewerDatabaseIsRefusedUntouched(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        let database = try laboratory.database()
        try await database.migrate(to: [first, second])
        let failure = StoreFailure.newerThanProgram(found: 2, known: 1)
        await #expect(throws: failure) { try await database.migrate(to: [first]) }
        #expect(failure.description.hasSuffix("update the program."))
        #expect(try await notes(database) == ["one", "two"])
    }

    @Test(arguments: Engine.available) func severalThatStartAtOnceMigrateOnce(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let database = try laboratory.database { $0.connections = 1 }
                    try await database.migrate(to: [first, second])
                    await database.close()
                }
            }
            try await group.waitForAll()
        }
        #expect(try await notes(laboratory.database()) == ["one", "two"])
    }
}
