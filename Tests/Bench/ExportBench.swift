import Fetch
import Foundation
import Simulated
import Unroll

/// What it costs to find the threads in an X data export and to unroll one of them.
enum ExportBench {
    /// The last is 1 GB of `tweets.js`, also given to the built program.
    static let sizes = [20_000, 200_000, 700_000]

    static func run(program: String, skein: String) throws {
        var table = Table(
            title: "An X data export",
            method:
                "A made-up export, about 1.5 kB a post, every ten posts a thread. Index: every post read once. Thread: the files "
                + "read once more, and one thread unrolled.\n  Processor time of one run in a process of its own; × is how many "
                + "times that of cat or unzip -p for the same files. Peak: that process's memory.",
            columns: ["posts", "", "MB", "index", "MB/s", "posts/s", "×", "thread", "MB/s", "×", "peak"])
        for posts in sizes {
            let room = SyntheticExport.room()
            defer { try? FileManager.default.removeItem(atPath: room) }
            let made = ChildRun(program, ["child-make-export", String(posts), room], keepingOutput: true)
            guard let bytes = Int(made.output.trimmingCharacters(in: .whitespacesAndNewlines)) else { continue }
            let (folder, zip) = (room + "/export", room + "/export.zip")
            let cat = ChildRun("/bin/cat", [folder + "/data/tweets.js"])
            let unzip = ChildRun("/usr/bin/unzip", ["-p", zip, "data/tweets.js"])
            table.rows.append(try row(program, posts, bytes, folder, "folder", reading: cat))
            table.rows.append(try row(program, posts, bytes, zip, "zip", reading: unzip))
            if posts == sizes.last { table.rows.append(row(skein: skein, posts, bytes, zip)) }
        }
        table.show()
    }

    private static func row(
        _ program: String, _ posts: Int, _ bytes: Int, _ path: String, _ form: String, reading: ChildRun
    ) throws -> [String] {
        let child = ChildRun(program, ["child-export", path, thread(of: posts)], keepingOutput: true)
        let figures = child.output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard figures.count == 4, figures[3] == 10 else { return [grouped(posts), form, "failed"] }
        func ratio(_ time: Double) -> String {
            reading.status == 0 ? rounded(time / reading.processorNanoseconds) : "-"
        }
        let size = Double(bytes) / 1_048_576
        return [
            grouped(posts), form, rounded(size, 0), seconds(figures[0]), rounded(size / figures[0] * 1e9, 0),
            grouped(Int(Double(posts) / figures[0] * 1e9)), ratio(figures[0]), seconds(figures[1]),
            rounded(size / figures[1] * 1e9, 0), ratio(figures[1]), megabytes(Int(figures[2])),
        ]
    }

    /// The program itself, from start to end.
    private static func row(skein: String, _ posts: Int, _ bytes: Int, _ zip: String) -> [String] {
        let run = ChildRun(skein, ["unroll", "--from", zip, thread(of: posts)])
        let size = Double(bytes) / 1_048_576
        return [
            grouped(posts), "skein, zip", rounded(size, 0), run.status == 0 ? "both:" : "failed:", "", "", "",
            seconds(run.processorNanoseconds), rounded(size * 2 / run.processorNanoseconds * 1e9, 0), "",
            megabytes(run.peakBytes),
        ]
    }

    /// A post in the middle of the export.
    private static func thread(of posts: Int) -> String { String(SimulatedExport.id(posts / 2 + 3)) }

    private static func seconds(_ nanoseconds: Double) -> String { rounded(nanoseconds / 1e9, 2) + " s" }

    static func childMake(_ posts: String, _ room: String) throws {
        print(try SyntheticExport(posts: Int(posts) ?? 0, in: room).bytes)
    }

    static func child(_ path: String, _ id: String) throws {
        let archive = try ExportArchive(path: path)
        var (index, found) = (ExportIndex?.none, 0)
        let first = try nanoseconds(rounds: 1) { index = try archive.index() }
        let second = try nanoseconds(rounds: 1) {
            guard let index else { return }
            let conversation = try archive.conversation(
                around: PostID(id), in: index, retrieved: Timestamp(seconds: 1_790_000_000))
            found = try unroll(conversation).posts.count
        }
        print(first, second, memory("VmHWM"), found)
    }
}
