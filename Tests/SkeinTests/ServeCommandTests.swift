import Foundation
import Testing

/// `skein serve`, from its start to its end.
@Suite(.timeLimit(.minutes(2))) struct ServeCommandTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func itServesUntilItIsAskedToEnd(signal: Int32) async throws {
        let site = try await RunningSite.start()
        #expect(try await site.status("/") == 200)
        #expect(try await site.status("/healthz") == 200)
        #expect(try await site.status("/readyz") == 200)
        site.process.send(signal)
        let run = try await site.process.result()
        #expect(run.status == 0, "\(run.errors)")
        site.remove()
    }

    @Test func theArchiveIsForItsOwnerAlone() async throws {
        let site = try await RunningSite.start()
        #expect(site.mode("") == 0o700)
        #expect(site.mode("removal.key") == 0o600)
        let key = FileManager.default.contents(atPath: site.folder.file("data/removal.key"))
        site.process.send(SIGTERM)
        _ = try await site.process.result()
        let second = try await RunningSite.start(in: site.folder)
        #expect(FileManager.default.contents(atPath: site.folder.file("data/removal.key")) == key)
        second.process.send(SIGTERM)
        _ = try await second.process.result()
        site.remove()
    }

    @Test func twoProcessesShareAFile() async throws {
        let folder = try TemporaryFolder()
        async let first = RunningSite.start(in: folder)
        async let second = RunningSite.start(in: folder)
        for site in try await [first, second] {
            #expect(try await site.status("/readyz") == 200)
            site.process.send(SIGTERM)
            #expect(try await site.process.result().status == 0)
        }
        folder.remove()
    }

    @Test func aPortInUseIsSaidInOneSentence() async throws {
        let site = try await RunningSite.start()
        let run = try await SkeinRun.of("serve", "--port", String(site.port), "--data", site.folder.file("other"))
        #expect(run.status == 1)
        #expect(
            run.errors == "The server cannot listen at http://localhost:\(site.port): Address already in use.\n")
        site.process.send(SIGKILL)
        _ = try await site.process.result()
        site.remove()
    }

    @Test func openToOthersItAsksForADecision() async throws {
        for flags in [["--host", "0.0.0.0"], ["--origin", "https://skein.example"]] {
            let run = try await SkeinRun.of(["serve", "--reading", "everyone"] + flags)
            #expect(run.status == 2)
            #expect(run.errors.contains("set SKEIN_UNROLLING to everyone or host"))
        }
    }

    @Test func whatIsNoDatabaseIsRefused() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let noise = Data((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try noise.write(to: URL(filePath: folder.file("skein.sqlite")))
        let run = try await SkeinRun.of("serve", "--port", "0", "--data", folder.path)
        #expect(run.status == 1)
        #expect(run.errors == "The file of the database is damaged, or no database.\n")
    }

    @Test func aServerThatIsNotThereIsNamedWithoutItsPassword() async throws {
        let run = try await SkeinRun.of(
            "serve", "--port", "0", environment: ["SKEIN_DATABASE": "postgres://ines:quietly@127.0.0.1:1/skein"])
        #expect(run.status == 1)
        #expect(run.errors.contains("postgres://ines@127.0.0.1:1/skein does not answer"))
        #expect(!run.errors.contains("quietly"))
    }

    @Test func aKeyThatIsNoneIsRefused() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try Data([1, 2, 3]).write(to: URL(filePath: folder.file("removal.key")))
        let run = try await SkeinRun.of("serve", "--port", "0", "--data", folder.path)
        #expect(run.status == 1)
        #expect(run.errors.contains("removal.key is no removal key"))
    }
}
