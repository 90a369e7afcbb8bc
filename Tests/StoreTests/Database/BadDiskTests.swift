import Foundation
import Glibc
import Testing

@testable import Store

/// Disks and folders that do not do what is wanted.
@Suite(.timeLimit(.minutes(2))) struct BadDiskTests {
    @Test func aFullDiskIsSaidAndNothingIsHalfWritten() async throws {
        let archive = try await Archive(.sqlite)
        try await archive.keep(Sample.thread([Sample.post(1, "before")]))
        let database = archive.store.database
        try await database.write { c throws(StoreFailure) in
            let pages = try c.first("PRAGMA page_count")?.integer("page_count") ?? 0
            // The same failure as the disk's, at the same place.
            _ = try c.query(pages < 100 ? "PRAGMA max_page_count = 100" : "PRAGMA max_page_count = 200")
        }
        let huge = Sample.thread((2...40).map { Sample.post($0, String(repeating: "long \($0) ", count: 8000)) })
        await #expect(throws: StoreFailure.diskFull) { try await archive.keep(huge) }
        #expect(try await archive.search("long", for: .host).isEmpty)
        #expect(try await archive.search("before") == ["before"])
        _ = try await database.write { c throws(StoreFailure) in try c.query("PRAGMA max_page_count = 1000000") }
        #expect(try await archive.keep(huge) > 0)
    }

    /// So that whoever copies the file has everything.
    @Test func aClosedArchiveIsOneFileOfItsOwners() async throws {
        let laboratory = try await Laboratory(.sqlite)
        let file = laboratory.folder.appending(path: "closed.db").path(percentEncoded: false)
        let store = try await Store(DatabaseAddress("sqlite:" + file), removals: Archive.key)
        for _ in 0..<4 { #expect(try await store.thread(.key(1), for: .host) == nil) }
        await store.close()
        #expect(!FileManager.default.fileExists(atPath: file + "-wal"))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        try FileManager.default.copyItem(atPath: file, toPath: file + ".copy")
        let copy = try Database(DatabaseAddress("sqlite:" + file + ".copy"))
        #expect(try await copy.read { c throws(StoreFailure) in try c.schemaVersion() } == DatabaseState.known)
        await copy.close()
    }

    @Test func placesThatCannotHoldADatabaseAreNamed() async throws {
        let laboratory = try await Laboratory(.sqlite)
        for path in ["/proc/skein.db", laboratory.folder.path(percentEncoded: false) + "/absent/archive.db", "/"] {
            await #expect {
                _ = try await Store(DatabaseAddress("sqlite:" + path), removals: Archive.key)
            } throws: { error in
                switch error as? StoreFailure {
                case .cannotOpen, .readOnly: true
                default: false
                }
            }
        }
    }

    @Test func aFileThatIsNoDatabaseIsLeftAlone() async throws {
        let laboratory = try await Laboratory(.sqlite)
        let file = laboratory.folder.appending(path: "letter.txt")
        let letter = Data(String(repeating: "Dear Marit, ", count: 500).utf8)
        try letter.write(to: file)
        await #expect(throws: StoreFailure.damaged) {
            _ = try await Store(DatabaseAddress("sqlite:" + file.path(percentEncoded: false)), removals: Archive.key)
        }
        #expect(try Data(contentsOf: file) == letter)
    }

    @Test func codesOfTheServerMeanWhatTheyMeanHere() {
        let codes: [(String, StoreFailure)] = [
            ("53100", .diskFull), ("25006", .readOnly), ("57014", .timedOut), ("40001", .contended),
            ("40P01", .contended),
            ("53300", .unavailable), ("57P01", .unavailable), ("08006", .unavailable), ("55P03", .busy),
            ("23505", .conflict("rule")), ("42601", .refused("42601")), ("XX001", .damaged),
        ]
        for (code, failure) in codes { #expect(StoreFailure(sqlstate: code, message: "rule") == failure) }
    }

    /// A port of five digits looks like a code.
    @Test func whyAConnectionFailedIsReadFromTheServersWordAlone() {
        let start = "connection to server at \"127.0.0.1\", port 35777 failed: "
        #expect(PostgresOpening.failure(start) == .unavailable)
        #expect(PostgresOpening.failure(start + "Connection refused\n\tIs the server running?\n") == .unavailable)
        #expect(PostgresOpening.failure(start + "FATAL:  53300\n") == .unavailable)
        #expect(PostgresOpening.failure(start + "FATAL:  42501\n") == .readOnly)
        let absent = "the server has no database of this name (3D000)"
        #expect(PostgresOpening.failure(start + "FATAL:  3D000\n") == .cannotOpen(absent))
    }
}
