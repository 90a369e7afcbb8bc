import Foundation
import FoundationNetworking
import Simulated
import Testing

@testable import Store

/// `skein import`: an X data export in the archive, read and found on the site.
@Suite(.timeLimit(.minutes(5))) struct ImportTests {
    private static let sample = ReplayTests.path("Samples/x-export")

    @Test func whatIsImportedIsReadAndFound() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let run = try await SkeinRun.of("import", Self.sample, "--data", folder.file("data"))
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.isEmpty, "there is a bar on terminals only")
        #expect(
            run.text == """
                2 threads and 2 single posts are new. Single posts are found by search and stand in no list. \
                1 picture or video copied. Left out: 1 repost.

                """)
        let site = try await RunningSite.start(in: folder)
        let home = try await site.page("/")
        #expect(home.ranges(of: "class=\"thread-card\"").count == 2)
        #expect(home.contains("Ines draws maps"))
        let thread = try await site.page("/thread/x/1918217770890166272")
        #expect(thread.contains("I drew a map of every public bench in our town"))
        let picture = try #require(thread.firstMatch(of: /src="(\/media\/[^"]+)"/)?.output.1)
        #expect(try await site.status(String(picture)) == 200)
        for word in ["bench", "promise"] {
            #expect(try await site.page("/search?q=\(word)").contains("class=\"result\""), "\(word)")
        }
        site.process.send(SIGTERM)
        _ = try await site.process.result()
    }

    @Test func importedAgainItChangesNothing() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        _ = try await SkeinRun.of("import", Self.sample, "--data", folder.file("data"))
        let before = try await folder.archive()
        let run = try await SkeinRun.of("import", Self.sample, "--data", folder.file("data"))
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text == "Nothing is new; 4 were in the archive already. Left out: 1 repost.\n")
        #expect(try await folder.archive() == before)
        #expect(!before.isEmpty)
    }

    @Test func killedAndBegunAgainItComesToTheSame() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let export = try folder.export(posts: 2_000)
        for delay in [300, 700, 1_200, 1_800] {
            let process = try SkeinProcess(["import", export, "--data", folder.file("data")])
            try await Task.sleep(for: .milliseconds(delay))
            process.send(SIGKILL)
            _ = try await process.result()
        }
        let last = try await SkeinRun.of("import", export, "--data", folder.file("data"))
        #expect(last.status == 0, "\(last.errors)")
        let (broken, whole) = (try await folder.archive(), try TemporaryFolder())
        defer { whole.remove() }
        let run = try await SkeinRun.of("import", export, "--data", whole.file("data"))
        #expect(run.text == "200 threads are new.\n")
        #expect(try await whole.archive() == broken)
    }

    @Test func itMayBeImportedWhileTheSiteIsServed() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let site = try await RunningSite.start(in: folder)
        let export = try folder.export(posts: 1_000)
        #expect(!(try await site.page("/")).contains("class=\"thread-card\""))
        let run = try await SkeinRun.of("import", export, "--data", folder.file("data"))
        #expect(run.text == "100 threads are new.\n", "\(run.errors)")
        #expect(try await site.page("/").contains("class=\"thread-card\""))
        #expect(try await site.page("/search?q=patience").contains("class=\"result\""))
        site.process.send(SIGTERM)
        #expect(try await site.process.result().status == 0)
    }

    @Test(arguments: [
        ("nothing.zip", "There is no file or folder at this path."),
        ("folder", "This is no X data export"),
        ("broken.zip", "The zip is damaged"),
    ])
    func whatIsNoExportIsRefusedInOneSentence(name: String, sentence: String) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try FileManager.default.createDirectory(atPath: folder.file("folder"), withIntermediateDirectories: true)
        let zip = ZipWriter.bytes([ZipWriter.Entry("data/tweets.js", "window.YTD.tweets.part0 = []")])
        try Data(zip.prefix(zip.count / 2)).write(to: URL(filePath: folder.file("broken.zip")))
        let run = try await SkeinRun.of("import", folder.file(name), "--data", folder.file("data"))
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix(folder.file(name)) && run.errors.split(separator: "\n").count == 1)
        #expect(run.errors.contains(sentence), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("data")), "nothing was made for nothing")
    }

    @Test func aFileThatIsCutOffKeepsWhatWasReadOfIt() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let export = try folder.export(posts: 100)
        let tweets = URL(filePath: export + "/data/tweets.js")
        let bytes = try Data(contentsOf: tweets)
        try bytes.prefix(bytes.count / 2).write(to: tweets)
        let run = try await SkeinRun.of("import", export, "--data", folder.file("data"))
        #expect(run.status == 1)
        #expect(run.errors.contains("data/tweets.js") && run.errors.split(separator: "\n").count == 1)
    }

    @Test func aFolderThatTakesNoPicturesIsSaidAndTheNextImportGoesOn() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try FileManager.default.createDirectory(atPath: folder.file("data"), withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: folder.file("data/media")))
        let run = try await SkeinRun.of("import", Self.sample, "--data", folder.file("data"))
        #expect(run.status == 1)
        #expect(run.errors == "\(folder.file("data"))/media cannot be written: Not a directory.\n")
        try FileManager.default.removeItem(atPath: folder.file("data/media"))
        let next = try await SkeinRun.of("import", Self.sample, "--data", folder.file("data"))
        #expect(next.status == 0)
        #expect(next.text.contains("4 were in the archive already. 1 picture or video copied."))
    }

    /// What X's exports hold that is no picture is left to the network, and told.
    @Test func aPictureThatIsNoneIsTold() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let export = folder.file("export")
        try FileManager.default.copyItem(atPath: Self.sample, toPath: export)
        let picture = "data/tweets_media/1918218400035766272-BenchMap01.png"
        try Data("no picture".utf8).write(to: URL(filePath: export + "/" + picture))
        let run = try await SkeinRun.of("import", export, "--data", folder.file("data"))
        #expect(run.status == 3, "\(run.errors)")
        #expect(run.text.contains("1 could not be copied from the export; the site asks X for them."))
    }
}

extension TemporaryFolder {
    /// Makes an unpacked export of invented posts; its path.
    func export(posts: Int) throws -> String {
        let (export, path) = (SimulatedExport(posts: posts), file("export"))
        try FileManager.default.createDirectory(atPath: path + "/data", withIntermediateDirectories: true)
        for file in export.smallFiles { try Data(file.text.utf8).write(to: URL(filePath: path + "/" + file.path)) }
        var bytes: [UInt8] = []
        export.writeTweets { bytes += $0 }
        try Data(bytes).write(to: URL(filePath: path + "/data/tweets.js"))
        return path
    }

    /// What is in the archive, but for what is random or counted up, a row a line.
    fileprivate func archive() async throws -> [String] {
        let key = try #require(FileManager.default.contents(atPath: file("data/removal.key")))
        let store = try await Store(
            DatabaseAddress("sqlite:" + file("data/skein.sqlite")), removals: #require(RemovalKey(Array(key))))
        let rows = try await store.database.read { connection throws(StoreFailure) in
            let tables: [[Row]] = [
                try connection.query(
                    "SELECT key, id, author, published, model, content, revision, seen, gone, marks FROM posts"),
                try connection.query(
                    """
                    SELECT id, audience, reason, noindex, title, language, posts, published, updated, kept, retrieved,
                        completeness, revision, model, in_lists FROM threads
                    """),
                try connection.query(
                    """
                    SELECT threads.id AS id, position, role, part, post, lost FROM thread_posts
                    JOIN threads ON threads.key = thread
                    """),
                try connection.query("SELECT target, started, finished, revision, source_host, found FROM retrievals"),
                try connection.query("SELECT post, change, revision FROM retrieval_changes"),
                try connection.query("SELECT hash, url, attempts, due, media FROM media_sources"),
                try connection.query("SELECT hash, type, length, width, height FROM media"),
                try connection.query("SELECT rowid AS post FROM search WHERE search MATCH 'patience'"),
            ]
            return tables.flatMap { $0.map { "\($0.values)" } }
        }
        await store.close()
        return rows.sorted()
    }
}

extension RunningSite {
    fileprivate func page(_ path: String) async throws -> String {
        let url = try #require(URL(string: "http://localhost:\(port)\(path)"))
        return String(decoding: try await URLSession.shared.data(from: url).0, as: UTF8.self)
    }
}
