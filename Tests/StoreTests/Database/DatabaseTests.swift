import Foundation
import Synchronization
import Testing
import Unroll

@testable import Store

@Suite(.timeLimit(.minutes(2))) struct DatabaseTests {
    /// A table of numbers, and one row in it.
    private func prepared(_ laboratory: Laboratory, _ change: (inout DatabaseSettings) -> Void = { _ in }) async throws
        -> Database
    {
        let database = try laboratory.database(change)
        try await database.write { connection throws(StoreFailure) in
            let (integer, text, blob) = (connection.dialect.integer, connection.dialect.text, connection.dialect.blob)
            try connection.execute(
                "CREATE TABLE things (key \(connection.dialect.key), n \(integer), t \(text), b \(blob), r DOUBLE PRECISION)"
            )
            try connection.execute("INSERT INTO things (n) VALUES (0)")
        }
        return database
    }

    private func number(_ database: Database) async throws -> Int64? {
        try await database.read { connection throws(StoreFailure) in
            try connection.first("SELECT n FROM things ORDER BY key LIMIT 1")?.integer("n")
        }
    }

    @Test(arguments: Engine.available) func valuesComeBackAsTheyWere(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        let database = try await prepared(laboratory)
        let numbers: [Int64?] = [0, 1, -1, 255, 256, -256, .max, .min, nil]
        let texts: [String?] = ["", "ſtraße 翼龙 👩‍🚀 \u{301}", String(repeating: "x", count: 300_000), nil]
        let blobs: [[UInt8]?] = [[], [0], Array(0...255), Array(repeating: 7, count: 300_000), nil]
        let reals: [Double?] = [0.1, -1e300, .leastNonzeroMagnitude, nil]
        for index in 0..<9 {
            let (n, t) = (numbers[index], texts[index % texts.count])
            let (b, r) = (blobs[index % blobs.count], reals[index % reals.count])
            let row = try await database.write { connection throws(StoreFailure) in
                try connection.query(
                    "INSERT INTO things (n, t, b, r) VALUES (\(n), \(t), \(b), \(r)) RETURNING n, t, b, r")
            }.first
            let found = try #require(row)
            #expect(try found.integerOrNil("n") == n)
            #expect(try found.textOrNil("t") == t)
            #expect(try found.bytesOrNil("b") == b)
            #expect(found["r"] == SQLValue(r))
            #expect(throws: StoreFailure.unreadable("absent")) { try found.integer("absent") }
        }
    }

    @Test(arguments: Engine.available) func textIsComparedByBytes(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        let database = try await prepared(laboratory)
        let words = ["a", "B", "ä", "a\u{308}", "Z", "z", "翼", "-", "A"]
        try await database.write { connection throws(StoreFailure) in
            try connection.execute("DELETE FROM things")
            for word in words { try connection.execute("INSERT INTO things (t) VALUES (\(word))") }
        }
        let sorted = try await database.read { connection throws(StoreFailure) in
            try connection.query("SELECT t FROM things ORDER BY t")
        }
        let expected = words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        #expect(try sorted.map { Array(try $0.text("t").utf8) } == expected.map { Array($0.utf8) })
    }

    /// What was acknowledged is on the disk, not only with the system.
    @Test(arguments: Engine.available) func commitsAreWaitedFor(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        let database = try laboratory.database()
        let row = try await database.write { c throws(StoreFailure) in
            switch engine {
            case .sqlite: try c.first("SELECT CAST(synchronous AS TEXT) AS value FROM pragma_synchronous")
            case .postgres: try c.first("SELECT current_setting('synchronous_commit') AS value")
            }
        }
        #expect(try row?.text("value") == (engine == .sqlite ? "2" : "on"))
    }

    @Test(arguments: Engine.available) func aFailedClosureLeavesNothing(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        let database = try await prepared(laboratory)
        await #expect(throws: StoreFailure.unreadable("made up")) {
            try await database.write { connection throws(StoreFailure) in
                try connection.execute("UPDATE things SET n = 5")
                throw .unreadable("made up")
            }
        }
        await #expect(throws: StoreFailure.self) {
            try await database.write { connection throws(StoreFailure) in
                try connection.execute("UPDATE things SET n = 6")
                try connection.execute("INSERT INTO nowhere (n) VALUES (1)")
            }
        }
        await #expect(throws: StoreFailure.self) {
            try await database.read { connection throws(StoreFailure) in
                try connection.execute("UPDATE things SET n = 7")
            }
        }
        #expect(try await number(database) == 0)
    }

    @Test(arguments: Engine.available) func writersThatMeetAreRunAgain(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        let database = try await prepared(laboratory)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<24 {
                group.addTask {
                    try await database.write { connection throws(StoreFailure) in
                        let n = try connection.first("SELECT n FROM things")?.integer("n") ?? 0
                        try connection.execute("UPDATE things SET n = \(n + 1)")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await number(database) == 24)
    }

    @Test(arguments: Engine.available) func statementsHaveALimitOfTime(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        // The limit is not for what prepares the table: on a busy machine that alone may take as long.
        try await prepared(laboratory).close()
        let database = try laboratory.database { ($0.statementLimit, $0.connections) = (.seconds(2), 1) }
        await #expect(throws: StoreFailure.timedOut) {
            try await database.read { connection throws(StoreFailure) in
                try connection.query(
                    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT (x + 1) % 1000 FROM c) SELECT COUNT(*) AS n FROM c"
                )
            }
        }
        #expect(try await number(database) == 0, "the connection is good for the next")
    }

    @Test(arguments: Engine.available) func preparedStatementsCanBeLeftOut(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        let database = try await prepared(laboratory) { $0.preparesStatements = false }
        for n in 1...3 {
            try await database.write { connection throws(StoreFailure) in
                try connection.execute("UPDATE things SET n = \(n), t = \(nil as String?) WHERE n = \(n - 1)")
            }
        }
        #expect(try await number(database) == 3)
        if engine == .postgres {
            let names = try await database.read { connection throws(StoreFailure) in
                try connection.query("SELECT name FROM pg_prepared_statements")
            }
            #expect(names.isEmpty)
        }
    }

    @Test(arguments: Engine.available) func moreStatementsThanAreKept(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        let database = try await prepared(laboratory) { $0.connections = 1 }
        let sums = try await database.read { connection throws(StoreFailure) -> [Int64] in
            var sums: [Int64] = []
            for count in 1...500 {
                let terms = Array(repeating: "\(1)" as SQL, count: count)
                let row = try connection.first("SELECT \(SQL.joined(terms, by: " + ")) AS sum")
                sums.append(try row?.integer("sum") ?? 0)
            }
            return sums
        }
        #expect(sums == Array(1...500))
    }

    /// With every thread of the pool blocked, tasks still go on: closures are not on the threads that run tasks.
    @Test(arguments: Engine.available) func closuresHaveThreadsOfTheirOwn(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        let database = try await prepared(laboratory) { $0.connections = 16 }
        let (begun, gate) = (AsyncStream.makeStream(of: Void.self), DispatchSemaphore(value: 0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    try await database.read { connection throws(StoreFailure) in
                        begun.continuation.yield()
                        gate.wait()
                    }
                }
            }
            var count = 0
            for await _ in begun.stream {
                count += 1
                if count == 16 { break }
            }
            for _ in 0..<16 { gate.signal() }
            try await group.waitForAll()
        }
    }

    @Test(arguments: Engine.available) func aClosedDatabaseSaysSo(_ engine: Engine) async throws {
        let laboratory = try await Laboratory(engine)
        let database = try await prepared(laboratory)
        await database.close()
        await database.close()
        await #expect(throws: StoreFailure.closed) { _ = try await number(database) }
    }
}
