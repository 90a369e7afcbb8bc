import Fetch
import Foundation
import Logging
import Serve
import Store
import Unroll

/// The site on an archive, in a process of its own: `bench child-serve FOLDER DATABASE CACHE`, which prints its port.
final class ServerProcess {
    struct NotAnswering: Error {}

    let address: String
    /// From its start to the end of its first page.
    let startNanoseconds: Double
    private let process = Process()

    init(_ program: String, folder: String, database: String, caching: Bool = true) throws {
        let (output, start) = (Pipe(), wallTime())
        process.executableURL = URL(filePath: program).resolvingSymlinksInPath()
        process.arguments = ["child-serve", folder, database, caching ? "cached" : "uncached"]
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else { throw NotAnswering() }
        address = "http://127.0.0.1:\(port)"
        _ = ServerProcess.get(address + "/", "identity")
        startNanoseconds = wallTime() - start
    }

    func end() {
        process.terminate()
        process.waitUntilExit()
    }

    /// User and system.
    var processorSeconds: Double {
        let stat = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)) ?? ""
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return .nan }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// What is in memory now, in bytes.
    var memory: Int {
        let text = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split { " \t".contains($0) }.dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }

    /// The body of a page in this encoding, once it is packed for good.
    func ready(_ path: String, _ encoding: String) throws -> [UInt8] {
        var (body, last) = ([UInt8](), [UInt8]())
        for _ in 0..<50 {
            (last, body) = (body, ServerProcess.get(address + path, encoding))
            if !body.isEmpty && body == last { break }
            Foundation.Thread.sleep(forTimeInterval: 0.1)
        }
        if body.isEmpty { throw NotAnswering() }
        return body
    }

    private static func get(_ address: String, _ encoding: String) -> [UInt8] {
        let run = ChildRun(
            "/usr/bin/env", ["curl", "-s", "-f", "-H", "Accept-Encoding: \(encoding)", address], keepingOutput: true)
        return run.status == 0 ? run.bytes : []
    }

    /// What the process does.
    static func serve(_ folder: String, _ database: String, caching: Bool) throws {
        try blocking {
            var settings = SiteSettings(folder: folder)
            settings.port = 0
            if !caching { settings.pageCache = 0 }
            let store = try await SyntheticArchive.open(database)
            var log = Logger(label: "bench")
            log.logLevel = .error
            let site = Site(settings, store: store, http: NoNetwork(), backfill: BackfillSettings(), log: log)
            try await buildServer(site) { port in
                print(port)
                fflush(nil)
            }.runService()
            await store.close()
        }
    }

    private struct NoNetwork: HTTP {
        func answer(to request: Request) async -> Result<Response, FetchFailure> { .failure(.unreachable) }
    }
}

/// nginx with one file.
final class NginxProcess {
    let address: String
    private let process = Process()

    init(serving body: [UInt8], in room: String) throws {
        let (folder, port) = (room + "/nginx", 18_000 + Int.random(in: 0..<2000))
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(body).write(to: URL(filePath: folder + "/page.html"))
        let settings = """
            daemon off; worker_processes 2; pid \(folder)/pid; error_log /dev/null crit;
            events { worker_connections 1024; }
            http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type text/html;
                server { listen 127.0.0.1:\(port) backlog=4096; root \(folder); } }
            """
        try Data(settings.utf8).write(to: URL(filePath: folder + "/nginx.conf"))
        address = "http://127.0.0.1:\(port)/page.html"
        process.executableURL = URL(filePath: Tool.nginx.path)
        process.arguments = ["-c", folder + "/nginx.conf", "-p", folder]
        process.standardError = FileHandle.nullDevice
        try process.run()
        Foundation.Thread.sleep(forTimeInterval: 0.5)
    }

    func end() {
        process.terminate()
        process.waitUntilExit()
    }
}
