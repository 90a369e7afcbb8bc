import Foundation
import Store
import Testing

/// `skein audience`: who may see a thread is the host's to choose.
@Suite(.timeLimit(.minutes(2))) struct AudienceTests {
    private static let link = "https://x.com/i/status/1918217770890166272"

    /// What the archive has of the thread.
    private func kept(_ data: String) async throws -> [String] {
        try await TemporaryFolder(path: data).database { c throws(StoreFailure) in
            let row = try c.first(
                "SELECT audience, reason, link_key FROM threads WHERE id = \("1918217770890166272")")
            guard let row else { return [] }
            return [try row.text("audience"), try row.text("reason"), try row.text("link_key")]
        }
    }

    @Test func theHostChooses() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let (data, export) = (folder.file("data"), ReplayTests.path("Samples/x-export"))
        _ = try await SkeinRun.of("import", export, "--data", data)
        #expect(try await kept(data).prefix(2) == ["public", "export"])
        for audience in ["private", "public", "link"] {
            let run = try await SkeinRun.of("audience", Self.link, audience, "--data", data)
            let now = try await kept(data)
            #expect(run.status == 0 && now.prefix(2) == [audience, "host"], "\(run.errors)")
            let key = audience == "link" ? "?key=\(now.last ?? "")" : ""
            #expect(run.errors == "\(Self.link) is \(audience) now, at /thread/x/1918217770890166272\(key).\n")
        }
        // The export once more changes nothing of it.
        _ = try await SkeinRun.of("import", export, "--data", data)
        #expect(try await kept(data).prefix(2) == ["link", "host"])
    }

    @Test func whatCannotBeChosenIsSaid() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let none = try await SkeinRun.of("audience", Self.link, "link", "--data", folder.file("data"))
        #expect(none.status == 1)
        #expect(none.errors == "There is no thread in the archive under \(Self.link).\n")
        let strange = try await SkeinRun.of("audience", Self.link, "friends", "--data", folder.file("data"))
        #expect(strange.status == 2)
        #expect(strange.errors.contains("public") && strange.errors.contains("private"))
    }
}
