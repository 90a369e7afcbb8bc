import Foundation
import Store

/// How the site grows with its archive.
enum GrowthBench {
    /// Posts, in threads of ten.
    static let sizes = [1_000, 10_000, 100_000, 1_000_000]
    /// `SKEIN_BENCH_POSTS` ends the curve earlier.
    static let limit = ProcessInfo.processInfo.environment["SKEIN_BENCH_POSTS"].flatMap { Int($0) } ?? .max

    private static let pages: KeyValuePairs = [
        "home": "/", "author": SyntheticArchive.author, "thread": SyntheticArchive.page, "feed": "/feed.atom",
        "rare": "/search?q=\(SyntheticArchive.rareWord)", "frequent": "/search?q=\(SyntheticArchive.frequentWord)",
        "by fit": "/search?q=\(SyntheticArchive.frequentWord)&order=relevance",
        "filtered": "/search?q=\(SyntheticArchive.frequentWord)+from:\(SyntheticArchive.handle)+after:2023",
        "none": "/search?q=nowhere",
    ]

    static func run(program: String) throws {
        guard Tool.wrk.isThere else { return print("\nGrowth: wrk is not installed.") }
        for database in [BenchDatabase.sqlite(), BenchDatabase.postgres()] {
            guard let database else { continue }
            defer { database.remove() }
            try run(program, database)
        }
    }

    private static func run(_ program: String, _ database: BenchDatabase) throws {
        var table = Table(
            title: "An archive that grows, in \(database.name)",
            method:
                "Milliseconds of an answer made anew, the least of three turns of a second in which wrk asks on one connection. The rare word "
                + "stands in fifty\n  of the oldest posts, the frequent one in every 21st; filtered: the frequent one by one author who wrote "
                + "half of all, after a date.\n  Start: until the first page is there, the median of five. Idle, busy: memory of the server a "
                + "second after its start, and after all questions.",
            columns: ["posts", "filled/s", "start", "idle"] + pages.map(\.key) + ["busy"])
        var (threads, curves) = (0, [[Double]]())
        for size in sizes where size <= limit {
            let fill = ChildRun(
                program, ["child-fill", database.address, String(threads), String(size / 10)], keepingOutput: true)
            guard fill.status == 0 else { throw Unfilled(database: database.name) }
            database.settle()
            let posts = Double(size - threads * 10)
            threads = size / 10
            let figures = try Figures(program, database)
            let filled = grouped(Int(posts / fill.wallNanoseconds * 1e9))
            let times = figures.milliseconds.map { rounded($0, 2) }
            table.rows.append([grouped(size), filled, figures.start, figures.idle] + times + [figures.busy])
            curves.append(figures.milliseconds)
        }
        if let first = curves.first, let last = curves.last {
            table.rows.append(["last : first", "", "", ""] + zip(last, first).map { rounded($0 / $1, 2) } + [""])
        }
        table.show()
    }

    private struct Unfilled: Error { var database: String }

    private struct Figures {
        let start, idle, busy: String
        /// Of each page.
        let milliseconds: [Double]

        init(_ program: String, _ database: BenchDatabase) throws {
            func started() throws -> ServerProcess {
                try ServerProcess(program, folder: database.room, database: database.address, caching: false)
            }
            let starts = try (0..<4).map { _ in
                let server = try started()
                defer { server.end() }
                return server.startNanoseconds
            }
            let server = try started()
            defer { server.end() }
            start = rounded(median(starts + [server.startNanoseconds]) / 1e6) + " ms"
            Foundation.Thread.sleep(forTimeInterval: 1)
            idle = megabytes(server.memory)
            milliseconds = pages.map { page in
                let turns = (0..<3).map { _ in
                    1000 / wrk(server.address + page.value, "identity", connections: 1, seconds: 1)
                }
                return turns.min() ?? .nan
            }
            busy = megabytes(server.memory)
        }
    }

    static func childFill(_ database: String, _ first: String, _ threads: String) throws {
        guard let first = Int(first), let threads = Int(threads) else { return }
        try blocking { try await SyntheticArchive.fill(database, threads: threads, from: first, posts: 10) }
    }
}
