import Fetch
import Foundation
import Hummingbird
import Logging
import Store
import Testing
import Unroll

@testable import Serve

/// A site that runs, on an archive of its own, and is asked over the wire.
struct RunningSite: Sendable {
    let store: Store
    let site: Site
    let port: Int

    /// Runs a site on the archive at `address` for as long as `body` takes.
    static func run<Value: Sendable>(
        _ change: (inout SiteSettings) -> Void = { _ in }, body: @escaping @Sendable (RunningSite) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "skein-site-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path(percentEncoded: false)
        var settings = SiteSettings(folder: path)
        settings.port = 0
        change(&settings)
        let store = try await RunningSite.open(path)
        let site = Site(
            settings, store: store, http: NoNetwork(), backfill: BackfillSettings(), log: Logger(label: "test"))
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let server = buildServer(site) { port.yield($0) }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            var iterator = ports.makeAsyncIterator()
            let number = try #require(await iterator.next())
            let value = try await body(RunningSite(store: store, site: site, port: number))
            group.cancelAll()
            await store.close()
            return value
        }
    }

    /// The archive in a folder, as each process opens it for itself.
    static func open(_ folder: String) async throws -> Store {
        let key = try #require(RemovalKey(Array(repeating: 7, count: 32)))
        return try await Store(try DatabaseAddress("sqlite:\(folder)/archive.db"), removals: key)
    }

    /// The archive as another process would open it.
    func opened() async throws -> Store { try await RunningSite.open(site.settings.folder) }

    /// Asks for `path`, on a connection of its own.
    func ask(
        _ path: String, _ fields: [String: String] = [:], method: String = "GET", host: String? = nil
    ) async throws -> RawAnswer {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: \(host ?? "localhost:\(port)")", "Connection: keep-alive"]
        lines += fields.map { "\($0.key): \($0.value)" }
        let connection = try await RawConnection(port: port)
        try await connection.send(lines.joined(separator: "\r\n") + "\r\n\r\n")
        return try await connection.answer(isHead: method == "HEAD")
    }

    /// Waits until a page is ready in the cache; asks for it until then.
    func untilReady(_ path: String, _ fields: [String: String] = [:]) async throws {
        for _ in 0..<2000 {
            _ = try await ask(path, fields)
            if site.pages.isReady(path) { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("\(path) was not kept")
    }

    private struct NoNetwork: HTTP {
        func answer(to request: Unroll.Request) async -> Result<Unroll.Response, FetchFailure> {
            .failure(.unreachable)
        }
    }
}

/// An answer as it came.
struct RawAnswer: Sendable {
    var status: Int
    var fields: [String: String]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
}
