import Fetch
import Foundation
import Store
import Unroll

/// What it costs to bring an X data export into the archive, searchable, beside reading its JSON alone.
enum ImportBench {
    static let sizes = [20_000, 200_000]

    static func run(program: String, skein: String) throws {
        var table = Table(
            title: "Importing an X data export",
            method:
                "A made-up export as above, as a zip, into an empty archive on SQLite by the built program. JSON: every element of tweets.js cut "
                + "out and read by Foundation's\n  JSONSerialization, which makes no post of it, in a process of its own. × is how many times that: "
                + "processor time by processor time, wall time by wall time. Again: the same import\n  once more, when all is there.",
            columns: [
                "posts", "MB", "JSON", "import", "×", "wall", "×", "posts/s", "peak", "archive", "again", "searchable",
            ])
        for posts in sizes {
            let room = SyntheticExport.room()
            defer { try? FileManager.default.removeItem(atPath: room) }
            let made = ChildRun(program, ["child-make-export", String(posts), room], keepingOutput: true)
            guard let bytes = Int(made.output.trimmingCharacters(in: .whitespacesAndNewlines)) else { continue }
            let json = ChildRun(program, ["child-read-json", room + "/export/data/tweets.js"])
            let arguments = ["import", room + "/export.zip", "--data", room + "/data"]
            let first = ChildRun(skein, arguments)
            let again = ChildRun(skein, arguments)
            guard json.status == 0, first.status == 0, again.status == 0 else {
                table.rows.append([grouped(posts), "failed"])
                continue
            }
            let found = try blocking { try await searchable(room + "/data/skein.sqlite") }
            table.rows.append([
                grouped(posts), rounded(Double(bytes) / 1_048_576, 0), seconds(json.processorNanoseconds),
                seconds(first.processorNanoseconds),
                rounded(first.processorNanoseconds / json.processorNanoseconds), seconds(first.wallNanoseconds),
                rounded(first.wallNanoseconds / json.wallNanoseconds),
                grouped(Int(Double(posts) / first.wallNanoseconds * 1e9)), megabytes(first.peakBytes),
                megabytes(size(of: room + "/data/skein.sqlite")), seconds(again.wallNanoseconds), grouped(found),
            ])
        }
        table.show()
    }

    /// Reads all elements of an export's file and keeps none.
    static func childRead(_ path: String) throws {
        guard let file = ExportFile(path: "data/tweets.js"), let handle = FileHandle(forReadingAtPath: path) else {
            throw CocoaError(.fileReadNoSuchFile)
        }
        var (splitter, count) = (ExportSplitter(file), 0)
        while let piece = try handle.read(upToCount: 128 << 10), !piece.isEmpty {
            try splitter.feed(Array(piece)) { element in
                let value = element.json.flatMap { try? JSONSerialization.jsonObject(with: Data($0)) }
                if value is [String: Any] { count += 1 }
            }
        }
        try splitter.finish()
        print(count)
    }

    /// How many posts the index of words has.
    private static func searchable(_ path: String) async throws -> Int {
        guard let key = RemovalKey(Array(repeating: 7, count: 32)) else { return 0 }
        let store = try await Store(DatabaseAddress("sqlite:" + path), removals: key)
        let count = try await store.database.read { connection throws(StoreFailure) in
            try connection.first("SELECT COUNT(*) AS count FROM search WHERE search MATCH 'marks : \"v=p\"'")?
                .count("count") ?? 0
        }
        await store.close()
        return count
    }

    private static func size(of path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    private static func seconds(_ nanoseconds: Double) -> String { rounded(nanoseconds / 1e9, 2) + " s" }
}
