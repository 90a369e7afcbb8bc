import Foundation
import Store
import Testing
import Unroll

/// `skein remove`, and the list beside the archive that a restored database is held against.
@Suite(.timeLimit(.minutes(2))) struct RemovalTests {
    @Test func whatWasRemovedOutlivesTheDatabase() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let first = try await SkeinRun.of("remove", "--author", "x/42", "--yes", "--data", folder.path)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.errors.hasPrefix("The archive has no threads by x/42."))
        #expect(try list(folder).count == 1)
        for name in folder.names where name.hasPrefix("skein.sqlite") {
            try FileManager.default.removeItem(atPath: folder.file(name))
        }
        let second = try await SkeinRun.of("remove", "--author", "x/43", "--yes", "--data", folder.path)
        #expect(second.status == 0, "\(second.errors)")
        #expect(try list(folder).count == 2, "the new database knows what the old one knew")
    }

    @Test func aLostListIsWrittenAnew() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        for author in ["x/42", "bluesky/did:plc:invented"] {
            _ = try await SkeinRun.of("remove", "--author", author, "--yes", "--data", folder.path)
        }
        let before = try list(folder)
        try FileManager.default.removeItem(atPath: folder.file("removals"))
        let run = try await SkeinRun.of(
            "remove", "https://x.com/ines/status/1234567", "--yes", "--data", folder.path)
        #expect(run.status == 1)
        #expect(run.errors == "There is no thread in the archive under https://x.com/ines/status/1234567.\n")
        #expect(try list(folder) == before)
    }

    /// With another key, what was removed would not be known any more.
    @Test(arguments: [true, false]) func aLostKeyIsNotMadeAnew(listIsThere: Bool) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        _ = try await SkeinRun.of("remove", "--author", "x/42", "--yes", "--data", folder.path)
        try FileManager.default.removeItem(atPath: folder.file("removal.key"))
        if !listIsThere { try FileManager.default.removeItem(atPath: folder.file("removals")) }
        for arguments in [["serve", "--port", "0"], ["remove", "--author", "x/43", "--yes"], ["reunroll"]] {
            let run = try await SkeinRun.of(arguments + ["--data", folder.path])
            #expect(run.status == 1)
            #expect(run.errors.contains("removal.key is missing, and threads were removed with it: put it back"))
            #expect(run.errors.split(separator: "\n").count == 1)
        }
        #expect(!folder.names.contains("removal.key"))
        // Whoever knows that it is lost begins anew.
        try Data((0..<32).map { UInt8($0) }).write(to: URL(filePath: folder.file("removal.key")))
        let run = try await SkeinRun.of("remove", "--author", "x/43", "--yes", "--data", folder.path)
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func theListNamesNobody() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        _ = try await SkeinRun.of("remove", "--author", "x/4242424242", "--yes", "--data", folder.path)
        #expect(
            try list(folder).allSatisfy { $0.wholeMatch(of: /[0-9a-f]{64} \d+/) != nil && !$0.contains("4242424242") })
    }

    @Test func withoutAYesNothingIsRemoved() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let run = try await SkeinRun.of("remove", "--author", "x/42", "--data", folder.path)
        #expect(run.status == 2)
        #expect(run.errors.contains("--yes"))
        #expect(!folder.names.contains("removals"))
    }

    @Test(arguments: [
        [], ["--author", "x"], ["--author", "myspace/3"], ["https://x.com/a/status/1", "--author", "x/1"],
    ])
    func whatIsToBeRemovedHasToBeNamedOnce(arguments: [String]) async throws {
        let run = try await SkeinRun.of(["remove", "--yes"] + arguments)
        #expect(run.status == 2, "\(run.errors)")
    }

    @Test func aBrokenListIsRefused() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try "nothing of ours\n".write(toFile: folder.file("removals"), atomically: true, encoding: .utf8)
        let run = try await SkeinRun.of("serve", "--port", "0", "--data", folder.path)
        #expect(run.status == 1)
        #expect(run.errors.contains("removals is no list of what was removed"))
    }

    /// A start that is killed while a backup is held against the list is gone on with by the next.
    @Test func aStartThatWasKilledIsGoneOnWith() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let export = ReplayTests.path("Samples/x-export")
        let link = "https://x.com/a/status/1918217770890166272"
        let kept = try await SkeinRun.of(
            "unroll", "--from", export, "1918217770890166272", "--keep", "--data", folder.path)
        #expect(kept.status == 3, "\(kept.errors)")
        let backup = try Data(contentsOf: URL(filePath: folder.file("skein.sqlite")))
        let removal = try await SkeinRun.of("remove", link, "--yes", "--data", folder.path)
        #expect(removal.status == 0, "\(removal.errors)")
        try backup.write(to: URL(filePath: folder.file("skein.sqlite")))
        let bytes = Array(try Data(contentsOf: URL(filePath: folder.file("removal.key"))))
        let store = try await Store(
            .sqlite(path: folder.file("skein.sqlite")), removals: try #require(RemovalKey(bytes)))
        let listed = try list(folder).map { line in
            let hash = stride(from: 0, to: 64, by: 2).compactMap { UInt8(line.dropFirst($0).prefix(2), radix: 16) }
            return Removed(hash: hash, at: Timestamp(milliseconds: 1))
        }
        try await store.beginApplying(listed)
        await store.close()
        let audience = try await SkeinRun.of("audience", link, "public", "--data", folder.path)
        #expect(audience.status == 1 && audience.errors.hasPrefix("There is no thread"), "\(audience.errors)")
    }

    @Test func anAuthorIsNamedAsInTheAddressOfTheirPage() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        for id in ["https:%2F%2Ftidal.example%2Fusers%2Fmarit", "https://tidal.example/users/marit"] {
            let run = try await SkeinRun.of("remove", "--author", "mastodon/" + id, "--yes", "--data", folder.path)
            #expect(run.status == 0 && run.errors.hasPrefix("The archive has no threads by"), "\(run.errors)")
        }
        #expect(try list(folder).count == 1)
    }

    @Test func whoIsNotKnownIsNotSaidToBeRemoved() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        for author in ["bluesky/marit.example.com", "x/@ines_kaya", "mastodon/nobody"] {
            let run = try await SkeinRun.of("remove", "--author", author, "--yes", "--data", folder.path)
            #expect(run.status == 1 && run.errors.hasPrefix("Nobody in the archive is called \(author)."))
        }
        #expect(!folder.names.contains("removals"))
    }

    /// An address that says nothing may have led to somebody else's thread, which stays.
    @Test func onlyALinkToOnesOwnPostRemoves() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        _ = try await SkeinRun.of("remove", "--author", "x/42", "--yes", "--data", folder.path)
        let bytes = Array(try Data(contentsOf: URL(filePath: folder.file("removal.key"))))
        let store = try await Store(
            .sqlite(path: folder.file("skein.sqlite")), removals: try #require(RemovalKey(bytes)))
        let links = ["6a", "7b"].map { "https://p.example/objects/" + $0 + "1f2c3d-0000-4000-8000-000000000000" }
        let (own, other, now) = (links[0], links[1], Timestamp(seconds: 1_780_000_000))
        let author = Author(id: Author.ID("https://p.example/users/ines"), handle: "ines@p.example", name: "Ines")
        let post = Post(id: PostID(own), author: author, published: now, text: "Her own words")
        let thread = Unroll.Thread(
            network: .mastodon, id: post.id, aliases: [], url: nil, anchor: PostID(other), author: author,
            title: post.text, language: nil, posts: [post], branches: [], answers: [], context: [], missing: [],
            completeness: Completeness(state: .complete, found: 1), retrieved: now,
            source: Source(kind: .api, host: "p.example"), remarks: [])
        let retrieval = try await store.database.write { c throws(StoreFailure) in
            try c.begin(other, on: .mastodon, at: now)
        }
        let keeping = Keeping(thread, audience: .public, reason: "network", linkKey: "k", retrieval: retrieval)
        #expect(try await store.keep(keeping) != .removed)
        await store.close()
        let refused = try await SkeinRun.of("remove", other, "--yes", "--data", folder.path)
        #expect(refused.status != 0 && refused.errors.contains("Ines"), "\(refused.errors)")
        let removed = try await SkeinRun.of("remove", own, "--yes", "--data", folder.path)
        #expect(removed.status == 0 && removed.errors.contains("Her own words"), "\(removed.errors)")
    }

    @Test(arguments: ["removal.key", "removals"]) func theDoctorSeesWhyItWouldNotStart(_ name: String) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        _ = try await SkeinRun.of("remove", "--author", "x/42", "--yes", "--data", folder.path)
        try Data("garbage\n".utf8).write(to: URL(filePath: folder.file(name)))
        let broken = try await SkeinRun.of("doctor", "--data", folder.path)
        #expect(broken.status != 0 && broken.text.contains("\(name) is no"))
        try FileManager.default.removeItem(atPath: folder.file("removal.key"))
        try? FileManager.default.removeItem(atPath: folder.file("removals"))
        let lost = try await SkeinRun.of("doctor", "--data", folder.path)
        #expect(lost.status != 0 && lost.text.contains("removal.key is missing"))
        let file = try await SkeinRun.of("doctor", "--data", folder.file("skein.sqlite"))
        #expect(file.status != 0)
    }

    private func list(_ folder: TemporaryFolder) throws -> [String] {
        try String(contentsOfFile: folder.file("removals"), encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
