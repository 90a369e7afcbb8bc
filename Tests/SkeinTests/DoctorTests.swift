import Foundation
import Store
import Testing
import Unroll

/// What `skein doctor` says of the archive.
@Suite(.timeLimit(.minutes(2))) struct DoctorTests {
    @Test func anArchiveThatIsNotThereIsNotMade() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let run = try await SkeinRun.of("doctor", environment: ["SKEIN_DATA": folder.path])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.contains("The archive is sqlite:\(folder.path)/skein.sqlite."))
        #expect(run.text.contains("It is not there yet; skein serve makes it."))
        #expect(folder.names.isEmpty)
    }

    @Test func missingFontsAreSaid() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let fonts =
            "<fontconfig><dir>\(folder.file("fonts"))</dir><cachedir>\(folder.file("cache"))</cachedir></fontconfig>"
        try Data(fonts.utf8).write(to: URL(filePath: folder.file("fonts.conf")))
        let environment = ["SKEIN_DATA": folder.path, "FONTCONFIG_FILE": folder.file("fonts.conf")]
        let run = try await SkeinRun.of("doctor", environment: environment)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.contains("There is no font to print with; on Debian, apt-get install fonts-noto-core"))
        let other = try await SkeinRun.of("doctor", environment: ["SKEIN_DATA": folder.path])
        #expect(other.text.contains("PDFs are set with the fonts of this machine."))
    }

    @Test func aSoundArchiveIsSaidToBe() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        _ = try await SkeinRun.of("reunroll", "--data", folder.path)
        let run = try await SkeinRun.of("doctor", environment: ["SKEIN_DATA": folder.path])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.contains("its tables are those of this program"))
        #expect(run.text.contains("No job waits, none under way."))
    }

    @Test func jobsThatNobodyDoesAreCounted() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        _ = try await SkeinRun.of("reunroll", "--data", folder.path)
        try await folder.database { c throws(StoreFailure) in
            for name in ["a", "b"] {
                _ = try c.enqueue("unroll", name: name, due: Timestamp(seconds: 0), now: Timestamp(seconds: 0))
            }
            _ = try c.enqueue("look-again", name: "", due: Timestamp(seconds: 0), now: Timestamp(seconds: 0))
        }
        let run = try await SkeinRun.of("doctor", environment: ["SKEIN_DATA": folder.path])
        #expect(run.text.contains(/2 jobs wait, the oldest for \d+ minutes, none under way: start the site/))
    }

    @Test func aNewerDatabaseIsSaidByEveryCommandAndLeftAlone() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        _ = try await SkeinRun.of("reunroll", "--data", folder.path)
        try await folder.database { c throws(StoreFailure) in
            try c.execute("UPDATE schema_version SET version = version + 1000")
        }
        let doctor = try await SkeinRun.of("doctor", environment: ["SKEIN_DATA": folder.path])
        #expect(doctor.status == 1)
        #expect(doctor.text.contains("The database was made by a later Skein"))
        let commands = [
            ["serve", "--port", "0"], ["reunroll"], ["remove", "--author", "x/1", "--yes"],
            ["import", ReplayTests.path("Samples/x-export")],
        ]
        for arguments in commands {
            let run = try await SkeinRun.of(arguments + ["--data", folder.path])
            #expect(run.status == 1)
            #expect(
                run.errors.contains(/^The database was made by a later Skein .*: update the program\.\n$/),
                "\(run.errors)")
        }
        let version = try await folder.database { c throws(StoreFailure) in try c.schemaVersion() }
        #expect(version.map { $0 > 1000 } == true)
    }

    @Test func aServerThatIsAwayIsNamedWithoutItsPassword() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let run = try await SkeinRun.of(
            "doctor",
            environment: ["SKEIN_DATA": folder.path, "SKEIN_DATABASE": "postgres://ines:quietly@127.0.0.1:1/skein"])
        #expect(run.status == 1)
        #expect(run.text.contains("The database postgres://ines@127.0.0.1:1/skein does not answer"))
        #expect(!(run.text + run.errors).contains("quietly"))
    }
}
