import Foundation
import FoundationNetworking
import Testing

/// `skein unroll --keep`: written, and in the archive as well.
@Suite(.timeLimit(.minutes(2))) struct KeepTests {
    @Test func whatIsKeptIsServed() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let run = try await SkeinRun.of(
            "unroll", "--from", ReplayTests.path("Samples/x-export"), "1918217770890166272", "--keep", "--data",
            folder.file("data"))
        #expect(!run.output.isEmpty, "\(run.errors)")
        let site = try await RunningSite.start(in: folder)
        let url = try #require(URL(string: "http://localhost:\(site.port)/"))
        let (page, _) = try await URLSession.shared.data(from: url)
        #expect(String(decoding: page, as: UTF8.self).contains("Ines draws maps"))
        site.process.send(SIGTERM)
        #expect(try await site.process.result().status == 0)
    }

    @Test(arguments: [["--replay", "a.json"], ["--estimate", "20"]])
    func whatHasNothingToKeepDoesNotGoWithIt(arguments: [String]) async throws {
        let run = try await SkeinRun.of(["unroll", "--keep"] + arguments)
        #expect(run.status == 2)
        #expect(run.errors.contains("--keep"))
    }
}
