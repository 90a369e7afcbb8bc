import Foundation
import Store
import Unroll

/// What the site costs: a page from the cache beside nginx, and a page that is made.
enum ServeBench {
    static let postsOfPage = 50
    /// All figures below are for this many connections at once.
    static let connections = 32

    static func run(program: String) throws {
        let room = SyntheticExport.room()
        defer { try? FileManager.default.removeItem(atPath: room) }
        let database = "sqlite:\(room)/archive.db"
        try blocking { try await SyntheticArchive.fill(database, threads: 1, posts: postsOfPage) }
        try pages(program, room, database)
        try made(program, room, database)
    }

    /// The page of a kept thread, ready in memory, beside nginx with the same bytes in a file.
    private static func pages(_ program: String, _ room: String, _ database: String) throws {
        var table = Table(
            title: "The page of a kept thread of \(postsOfPage) posts, from the cache",
            method:
                "wrk, \(connections) connections, medians of five turns of two seconds, in turns with Debian's nginx, which serves the same "
                + "bytes as a file\n  with sendfile and two workers. All of them share the processors.",
            columns: ["encoding", "bytes", "pages/s", "nginx/s", "ratio"])
        guard Tool.wrk.isThere, Tool.nginx.isThere else { return print("\nThe cache: wrk or nginx is not installed.") }
        let server = try ServerProcess(program, folder: room, database: database)
        defer { server.end() }
        for encoding in ["identity", "gzip", "br"] {
            let body = try server.ready(SyntheticArchive.page, encoding)
            let nginx = try NginxProcess(serving: body, in: room)
            defer { nginx.end() }
            var (own, peer) = ([Double](), [Double]())
            for _ in 0..<5 {
                own.append(wrk(server.address + SyntheticArchive.page, encoding))
                peer.append(wrk(nginx.address, encoding))
            }
            let (rate, other) = (median(own), median(peer))
            table.rows.append([
                encoding, grouped(body.count), grouped(Int(rate)), grouped(Int(other)), rounded(rate / other, 2),
            ])
        }
        table.show()
    }

    /// The same page without the cache.
    private static func made(_ program: String, _ room: String, _ database: String) throws {
        guard Tool.wrk.isThere else { return }
        var table = Table(
            title: "The same page, made for each reader",
            method:
                "Processor time of the whole server for each request while wrk asks on one connection for two seconds, the least of five "
                + "turns, with the cache\n  switched off: reading from SQLite, rendering, packing quickly, sending. Beside it, what an "
                + "empty answer costs.",
            columns: ["answer", "encoding", "µs/answer"])
        let server = try ServerProcess(program, folder: room, database: database, caching: false)
        defer { server.end() }
        for (name, path, encoding) in [
            ("nothing", "/healthz", "identity"), ("page", SyntheticArchive.page, "identity"),
            ("page", SyntheticArchive.page, "gzip"), ("page", SyntheticArchive.page, "br"), ("home", "/", "gzip"),
        ] {
            let costs = (0..<5).map { _ in
                let before = server.processorSeconds
                let rate = wrk(server.address + path, encoding, connections: 1)
                return (server.processorSeconds - before) / (rate * wrkSeconds)
            }
            table.rows.append([name, encoding, rounded((costs.min() ?? .nan) * 1e6, 0)])
        }
        table.show()
    }
}

let wrkSeconds = 2.0

/// Requests in a second.
func wrk(
    _ address: String, _ encoding: String, connections: Int = ServeBench.connections, seconds: Double = wrkSeconds
) -> Double {
    let run = ChildRun(
        Tool.wrk.path,
        ["-t1", "-c\(connections)", "-d\(Int(seconds))s", "-H", "Accept-Encoding: \(encoding)", address],
        keepingOutput: true)
    let line = run.output.split(separator: "\n").first { $0.hasPrefix("Requests/sec:") }
    return line.flatMap { Double($0.dropFirst(13).drop { $0 == " " }) } ?? .nan
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// A program that is measured beside ours, or measures.
enum Tool: String {
    case wrk = "/usr/bin/wrk"
    case nginx = "/usr/sbin/nginx"

    var path: String { rawValue }
    var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }
}
