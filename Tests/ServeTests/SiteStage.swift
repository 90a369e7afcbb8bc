import AsyncHTTPClient
import Fetch
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Simulated
import Store
import Testing
import Unroll

@testable import Serve

/// A site of its own for one test: an empty archive, real HTTP on a free port, and no network behind it.
struct SiteStage: Sendable {
    let site: Site
    /// `http://127.0.0.1:PORT`.
    let origin: String
    /// What the site wrote into its log.
    let heard: Heard
    /// Where the archive is.
    let database: DatabaseAddress
    private let client: HTTPClient

    var store: Store { site.store }

    /// Runs `body` with a site that is served until it ends, on a database of its own or on the one that is given.
    static func run(
        on engine: ArchiveEngine = .sqlite, database: DatabaseAddress? = nil, http: any HTTP = NoNetwork(),
        clock: Clock = .wall,
        _ body: @escaping @Sendable (SiteStage) async throws -> Void
    ) async throws {
        try await run(on: engine, database: database, http: http, clock: clock, changing: { _ in }, body)
    }

    /// The same with other settings.
    static func run(
        on engine: ArchiveEngine = .sqlite, database: DatabaseAddress? = nil, http: any HTTP = NoNetwork(),
        clock: Clock = .wall,
        changing change: (inout SiteSettings) -> Void, _ body: @escaping @Sendable (SiteStage) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "skein-site-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path(percentEncoded: false)
        var settings = SiteSettings(folder: path)
        (settings.port, settings.reading) = (0, .everyone)
        change(&settings)
        let key = try #require(RemovalKey(Array(repeating: 7, count: 32)))
        // A server of its own is one that goes away.
        let goes = database != nil
        let database = try database ?? engine.newDatabase(in: folder)
        var few = ArchiveEngine.fewConnections
        if goes { few.patience = DatabaseSettings().patience }
        let store = try await Store(database, removals: key, settings: few)
        let heard = Heard()
        let site = Site(
            settings, store: store, http: http, backfill: BackfillSettings(), clock: clock,
            log: Logger(label: "test", factory: { _ in heard.handler }))
        do {
            try await serve(site, database, heard, body)
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    private static func serve(
        _ site: Site, _ database: DatabaseAddress, _ heard: Heard,
        _ body: @escaping @Sendable (SiteStage) async throws -> Void
    ) async throws {
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        let server = buildServer(site) { announce.yield($0) }
        var configuration = ServiceGroupConfiguration(services: [server], logger: site.quietLog)
        configuration.maximumGracefulShutdownDuration = .seconds(1)
        let services = ServiceGroup(configuration: configuration)
        try await withThrowingTaskGroup { group in
            group.addTask {
                defer { announce.finish() }
                do { try await services.run() } catch is CancellationError {}
            }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            let client = HTTPClient(
                eventLoopGroupProvider: .singleton,
                configuration: HTTPClient.Configuration(redirectConfiguration: .disallow))
            let stage = SiteStage(
                site: site, origin: "http://127.0.0.1:\(port)", heard: heard, database: database, client: client)
            do {
                try await body(stage)
            } catch {
                try await client.shutdown()
                await services.triggerGracefulShutdown()
                throw error
            }
            try await client.shutdown()
            // Not cancelled: connections that wait to be taken would be dropped where NIO does not bear it.
            await services.triggerGracefulShutdown()
        }
    }
}

extension SiteStage {
    /// What came back over the wire.
    struct Page: Sendable {
        var status: Int
        var headers: [String: String]
        var body: String

        var type: String { headers["content-type"] ?? "" }
    }

    func get(_ address: String, _ headers: [String: String] = [:]) async throws -> Page {
        try await send(.get, address, headers, body: nil)
    }

    /// Sends a form, as a page of the site would.
    func post(_ address: String, _ form: String = "", _ headers: [String: String] = [:]) async throws -> Page {
        var headers = headers
        headers["content-type"] = "application/x-www-form-urlencoded"
        return try await send(.post, address, headers, body: form)
    }

    /// Headers that make whoever asks anybody: as from a server in between.
    static let stranger = ["x-forwarded-for": "198.51.100.7"]

    private func send(
        _ method: Method, _ address: String, _ headers: [String: String], body: String?
    ) async throws -> Page {
        var request = HTTPClientRequest(url: origin + address)
        request.method = .RAW(value: method.rawValue)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await client.execute(request, timeout: .seconds(30))
        var fields: [String: String] = [:]
        for (name, value) in response.headers { fields[name.lowercased()] = value }
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return Page(status: Int(response.status.code), headers: fields, body: String(buffer: bytes))
    }

    enum Method: String {
        case get = "GET"
        case post = "POST"
    }
}
