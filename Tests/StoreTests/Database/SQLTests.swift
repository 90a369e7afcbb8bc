import Testing
import Unroll

@testable import Store

@Suite struct SQLTests {
    @Test func valuesAreBoundAndLiteralsAreNot() {
        let evil = "x'; DROP TABLE posts; --"
        let sql: SQL =
            "SELECT \(evil), \(7), \(nil as String?), \(true), \(Timestamp(milliseconds: 5)), \([1, 2] as [UInt8])"
        #expect(sql.text == "SELECT ?, ?, ?, ?, ?, ?")
        #expect(sql.binds == [.text(evil), .integer(7), .null, .integer(1), .integer(5), .blob([1, 2])])
    }

    @Test func statementsNestAndJoin() {
        let conditions: [SQL] = ["a = \(1)", "b = \("two")"]
        let sql: SQL = "SELECT * FROM t WHERE \(SQL.joined(conditions, by: " AND ")) LIMIT \(3)"
        #expect(sql.text == "SELECT * FROM t WHERE a = ? AND b = ? LIMIT ?")
        #expect(sql.binds == [.integer(1), .text("two"), .integer(3)])
        #expect(SQL.joined([], by: ", ") == "")
    }

    @Test func listsAreFilledUpSoThatFewStatementsComeOfThem() {
        let five: SQL = "\(list: (1...5).map { .integer($0) })"
        #expect(five.text == "?, ?, ?, ?, ?, ?, ?, ?")
        #expect(five.binds.suffix(4) == [.integer(5), .integer(5), .integer(5), .integer(5)])
        #expect(("\(list: [])" as SQL).text == "NULL")
    }

    @Test func noValueHoldsANUL() {
        #expect(SQLValue("a\0b") == .text("a\u{fffd}b"))
        #expect(SQLValue(Double.nan) == .null)
    }

    @Test func addressesSayWhichDatabase() throws {
        #expect(try DatabaseAddress("sqlite:a/b.db") == .sqlite(path: "a/b.db"))
        #expect(try DatabaseAddress("sqlite:/var/b.db") == .sqlite(path: "/var/b.db"))
        #expect(try DatabaseAddress("sqlite:///var/b.db") == .sqlite(path: "/var/b.db"))
        #expect(throws: DatabaseAddress.Problem.noPath) { try DatabaseAddress("sqlite:") }
        #expect(throws: DatabaseAddress.Problem.noPath) { try DatabaseAddress("sqlite://host/b.db") }
        #expect(throws: DatabaseAddress.Problem.inMemory) { try DatabaseAddress("sqlite::memory:") }
        #expect(throws: DatabaseAddress.Problem.unknownKind) { try DatabaseAddress("mysql://u:hush@h/d") }
        #expect(throws: DatabaseAddress.Problem.malformedPostgres) { try DatabaseAddress("postgres://u:hu%sh@h/d") }
    }

    @Test func passwordsAreNeverShown() throws {
        for text in [
            "postgres://ines:hush@db.example:5433/skein", "postgresql://ines@db.example:5433/skein?password=hush",
        ] {
            let address = try DatabaseAddress(text)
            #expect(address.description == "postgres://ines@db.example:5433/skein")
            var dumped = ""
            dump(address, to: &dumped)
            for shown in ["\(address)", String(reflecting: address), dumped] { #expect(!shown.contains("hush")) }
        }
        for problem in [DatabaseAddress.Problem.malformedPostgres, .unknownKind] {
            #expect(!problem.description.contains("hush"))
        }
    }
}
