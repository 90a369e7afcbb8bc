import Fetch
import Foundation
import Glibc
import Testing
import Unroll

@testable import Serve
@testable import Store

/// An import that is killed again and again.
@Suite(.timeLimit(.minutes(10)), .serialized) struct ImportCrashTests {
    @Test(arguments: ArchiveEngine.available)
    func itComesToTheSameAsOneThatWasNotKilled(_ engine: ArchiveEngine) async throws {
        let (stage, export) = (try await WorkStage.idle(engine), try InventedExport())
        defer { export.remove() }
        let arguments = [
            stage.revealed, stage.site.settings.folder, "import", export.path, MediaLaboratory.program,
        ]
        var kept = 0
        for _ in 0..<15 {
            let probe = try ServeProbe(arguments)
            _ = probe.lines { $0.contains("reading") }
            usleep(UInt32.random(in: 0...900_000))
            let posts = probe.kill().filter { $0.hasPrefix("posts ") }.compactMap { Int($0.dropFirst(6)) }
            kept = max(kept, posts.last ?? 0)
            try await check(stage, atLeast: kept)
        }
        let last = try ServeProbe(arguments)
        #expect(last.lines { $0.contains("imported") || $0.contains("failed") }.last == "imported")
        try await check(stage, atLeast: export.posts)
        let other = try await WorkStage.idle(engine)
        let report = try await ExportImport(
            ExportArchive(path: export.path), into: other.store, settings: other.site.settings
        ).run { _ in }
        #expect(report.threads == export.threads && report.singles == export.singles)
        #expect(report.copied == export.pictures && report.uncopied == 0)
        #expect(try await contents(stage) == contents(other))
        for stage in [stage, other] { await stage.stop() }
    }

    /// Threads are there whole or not at all, with every post of theirs to be found, and what was acknowledged is there.
    private func check(_ stage: WorkStage, atLeast acknowledged: Int) async throws {
        try await stage.store.database.read { c throws(StoreFailure) in
            let posts = try c.first("SELECT COUNT(*) AS count FROM posts")?.count("count") ?? 0
            #expect(posts >= acknowledged)
            let torn = try c.query(
                """
                SELECT key FROM threads WHERE posts <> (
                    SELECT COUNT(*) FROM thread_posts WHERE thread = threads.key AND role = 'main')
                    OR NOT EXISTS (SELECT 1 FROM retrievals WHERE thread = threads.key AND revision = 1)
                """)
            #expect(torn.isEmpty)
            let indexed: SQL =
                switch c.dialect {
                case .sqlite: "SELECT COUNT(*) AS count FROM search WHERE search MATCH 'tokens : \"harbour\"'"
                case .postgres: "SELECT COUNT(*) AS count FROM search WHERE words @@ CAST('harbour' AS TSQUERY)"
                }
            #expect(try c.first(indexed)?.count("count") == posts)
        }
    }

    /// Every row, but for keys that are counted up and addresses that are random.
    private func contents(_ stage: WorkStage) async throws -> [String] {
        try await stage.store.database.read { c throws(StoreFailure) in
            let tables: [[Row]] = [
                try c.query("SELECT key, id, model, content, revision, seen, gone FROM posts"),
                try c.query(
                    """
                    SELECT id, audience, reason, title, posts, published, updated, kept, retrieved, revision, model, in_lists
                    FROM threads
                    """),
                try c.query(
                    """
                    SELECT threads.id AS id, position, role, part, post, lost FROM thread_posts
                    JOIN threads ON threads.key = thread_posts.thread
                    """),
                try c.query("SELECT target, finished, revision, source_kind, found FROM retrievals"),
                try c.query("SELECT post, change, revision FROM retrieval_changes"),
                try c.query(
                    """
                    SELECT media_sources.hash AS source, url, due, attempts, failure, media.hash AS hash, length
                    FROM media_sources LEFT JOIN media ON media.key = media_sources.media
                    """),
            ]
            return tables.flatMap { $0.map { "\($0.values)" } }.sorted()
        }
    }
}

extension WorkStage {
    /// Without a network.
    fileprivate static func idle(_ engine: ArchiveEngine) async throws -> WorkStage {
        try await WorkStage([], on: engine, settings: { $0.program = MediaLaboratory.program }) { _ in
            .failure(.unreachable)
        }
    }
}

/// An unpacked export on disk: threads of four posts, single posts, answers to others, and pictures.
private struct InventedExport {
    let path: String
    let threads = 700
    let singles = 1400
    let pictures = 20
    var posts: Int { 4 * threads + singles }

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "skein-import-" + UUID().uuidString)
        path = folder.path(percentEncoded: false)
        let media = folder.appending(path: "data/tweets_media")
        try FileManager.default.createDirectory(at: media, withIntermediateDirectories: true)
        let account = #"{"account": {"accountId": "77", "username": "ines", "accountDisplayName": "Ines"}}"#
        try write("account.js", "window.YTD.account.part0 = [\(account)]")
        try write(
            "manifest.js", #"window.__THAR_CONFIG = {"archiveInfo": {"generationDate": "2025-06-01T00:00:00.000Z"}}"#)
        var list: [String] = []
        for thread in 0..<threads {
            for number in 0..<4 {
                let isWithPicture = number == 0 && thread < pictures
                list.append(post(thread * 10 + number, parent: number == 0 ? nil : 77, isWithPicture: isWithPicture))
            }
        }
        for single in 0..<singles {
            list.append(post(10_000 + 2 * single, parent: single.isMultiple(of: 2) ? nil : 88))
        }
        try write("tweets.js", "window.YTD.tweets.part0 = [\(list.reversed().joined(separator: ",\n"))]")
        let picture = try MediaLaboratory.picture("emoji.png")
        for thread in 0..<pictures {
            // Bytes behind the end of a PNG tell the copies apart.
            let file = media.appending(path: "\(id(thread * 10))-p\(thread).png")
            try Data(picture + [UInt8(thread)]).write(to: file)
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path).appending(path: "data/" + name))
    }

    private func id(_ number: Int) -> Int64 { (500_000_000_000 + Int64(number) * 300_000) << 22 }

    /// - Parameter parent: the author of the post that it answers.
    private func post(_ number: Int, parent: Int?, isWithPicture: Bool = false) -> String {
        let answered = parent == 77 ? id(number - 1) : 5_000_000 + Int64(number)
        let reply = parent.map {
            #""in_reply_to_status_id_str": "\#(answered)", "in_reply_to_user_id_str": "\#($0)","#
        }
        let address = "https://pbs.example/media/p\(number / 10).png"
        let media =
            isWithPicture
            ? #""extended_entities": {"media": [{"type": "photo", "media_url_https": "\#(address)"}]},"# : ""
        return """
            {"tweet": {"id_str": "\(id(number))", \(reply ?? "") \(media)
              "full_text": "The harbour, day \(number)", "created_at": "Fri May 02 08:15:30 +0000 2025"}}
            """
    }
}
