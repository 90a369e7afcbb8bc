import Fetch
import Foundation
import HTTPTypes
import Logging
import Loopback
import Simulated
import Testing
import Unroll

@testable import Serve
@testable import Store

/// A site with an archive of its own and a simulated network on loopback.
struct WorkStage: Sendable {
    let network: LoopbackNetwork
    let store: Store
    var site: Site
    let address: DatabaseAddress
    private let folder: URL
    private let http: NetworkHTTP

    init(
        _ origins: [String], on engine: ArchiveEngine = .sqlite, xToken: String? = nil, budget: Int? = nil,
        settings change: (inout SiteSettings) -> Void = { _ in },
        limits restrict: (inout FetchLimits) -> Void = { _ in }, _ server: @escaping SimulatedServer
    ) async throws {
        network = try await LoopbackNetwork.start(origins: origins, server)
        let name = "s" + UUID().uuidString.lowercased().replacing("-", with: "")
        folder = FileManager.default.temporaryDirectory.appending(path: "skein-work-" + name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        address = try engine.newDatabase(in: folder)
        store = try await Store(address, removals: WorkStage.key, settings: ArchiveEngine.fewConnections)
        var settings = SiteSettings(folder: folder.path(percentEncoded: false))
        settings.reading = .everyone
        settings.coolDown = 0
        change(&settings)
        var (backfill, fetch) = (BackfillSettings(), FetchSettings())
        backfill.blueskyURL = network.origin(of: "https://public.api.bsky.app")
        (backfill.plcURL, backfill.xURL) = (
            network.origin(of: "https://plc.directory"), network.origin(of: "https://api.x.com")
        )
        backfill.hasXToken = xToken != nil
        (fetch.xToken, fetch.xOrigin) = (xToken.flatMap { Secret($0) }, backfill.xURL)
        fetch.chosenOrigins = [backfill.blueskyURL, backfill.plcURL, backfill.xURL]
        fetch.allowedHosts = Set(network.allowHosts.split(separator: ",").map(String.init))
        backfill.plainHosts = fetch.allowedHosts
        fetch.purse = .shared(store, budget: budget)
        var limits = FetchLimits()
        (limits.archiveSpacing, limits.retryPause) = (.zero, .milliseconds(1))
        restrict(&limits)
        http = NetworkHTTP(fetch, limits: limits)
        site = Site(
            settings, store: store, http: http, backfill: backfill,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    static var key: RemovalKey {
        guard let key = RemovalKey(Array(repeating: 7, count: 32)) else { fatalError("32 bytes are a key") }
        return key
    }

    /// The address of the archive as another process needs it.
    var revealed: String {
        switch address {
        case .sqlite(let path): "sqlite:" + path
        case .postgres(let server): server.revealed
        }
    }

    func stop() async {
        await store.close()
        await http.close()
        await network.stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// The same site with something else between it and the network.
    func asking(_ http: some HTTP) -> WorkStage {
        var stage = self
        stage.site = Site(
            site.settings, store: store, http: http, backfill: site.backfill, clock: site.clock, log: site.log)
        return stage
    }
}

extension WorkStage {
    static let typed: HTTPFields = fields([
        "sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document",
    ])

    static func fields(_ values: [String: String]) -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in values { if let name = HTTPField.Name(name) { fields[name] = value } }
        return fields
    }

    func get(_ target: String, _ headers: HTTPFields = typed, as viewer: Viewer = .host) async throws -> Reply {
        try await site.answer(Visit(method: .get, target: target, headers: headers, viewer: viewer))
    }

    func post(_ target: String, _ form: String = "", as viewer: Viewer = .host) async throws -> Reply {
        var visit = Visit(method: .post, target: target, headers: HTTPFields(), viewer: viewer)
        visit.form = WebQuery(form[...])
        return try await site.answer(visit)
    }

    /// Gives the site a link as the form does; the address of the progress page, or of the thread.
    func unroll(_ link: String, as viewer: Viewer = .host) async throws -> String {
        let given = network.map.toLoopback(link).addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return try #require(try await post("/unroll", "link=" + given, as: viewer).location?.text)
    }

    /// Lets a worker work until `isDone`.
    func work(until isDone: @Sendable () async throws -> Bool) async throws {
        let worker = Task { [site] in try await Worker(site).run() }
        do {
            while try await !isDone() { try await Task.sleep(for: .milliseconds(10)) }
        } catch {
            worker.cancel()
            throw error
        }
        worker.cancel()
        try? await worker.value
    }

    /// Works until the job of a progress page has come to its end.
    func finish(_ progress: String) async throws -> Job {
        try await work { try await job(progress).finished != nil }
        return try await job(progress)
    }

    func job(_ progress: String) async throws -> Job {
        let key = try #require(Int64(progress.split(separator: "/").last ?? ""))
        return try #require(
            try await store.database.read { connection throws(StoreFailure) in try connection.job(key) })
    }

    /// Asks for all links at once, and works until all their jobs have come to their end in one revision of one thread.
    func keptOnce(_ links: [String]) async throws -> [Job] {
        var places: [String] = []
        for link in links { places.append(try await unroll(link)) }
        let asked = places
        try await work {
            for place in asked where try await job(place).finished == nil { return false }
            return true
        }
        var jobs: [Job] = []
        for place in places { jobs.append(try await job(place)) }
        #expect(jobs.allSatisfy { $0.state == .done })
        let key = try #require(jobs[0].told.thread)
        #expect(Set(jobs.map(\.told.thread)) == [key])
        #expect(try await store.thread(.key(key), for: .host)?.revision == 1)
        return jobs
    }

    /// In millionths of a US dollar.
    func spentToday() async throws -> Int {
        let day = String(WallClock.now().rfc3339.prefix(10))
        return try await store.database.read { c throws(StoreFailure) in try c.spent(on: day) }
    }

    /// From a link to the kept thread.
    func kept(_ link: String) async throws -> KeptThread {
        let job = try await finish(unroll(link))
        #expect(job.state == .done, "\(job.failure ?? "")")
        let key = try #require(job.told.thread)
        return try #require(try await store.thread(.key(key), for: .host))
    }
}

extension Reply {
    var text: String { String(buffer: body) }
}

extension WorkStage {
    static func bluesky(
        _ engine: ArchiveEngine = .sqlite, _ count: Int = 5, settings: (inout SiteSettings) -> Void = { _ in }
    ) async throws -> (stage: WorkStage, link: String, chain: [String]) {
        let tilda = BlueskyWorld.Account("Tilda")
        var world = BlueskyWorld([tilda])
        let chain = world.chain(tilda, count)
        let stage = try await WorkStage(
            [world.appView, world.plc] + world.accounts.compactMap(\.home), on: engine, settings: settings,
            BlueskySimulation(world).server)
        let key = chain[0].split(separator: "/").last ?? ""
        return (stage, "https://bsky.app/profile/tilda.example.com/post/\(key)", chain)
    }

    static func x(
        _ engine: ArchiveEngine = .sqlite, _ world: XWorld, budget: Int? = nil,
        settings: (inout SiteSettings) -> Void = { _ in }
    ) async throws -> WorkStage {
        try await WorkStage(
            ["https://api.x.com"], on: engine, xToken: world.token, budget: budget, settings: settings, world.server)
    }

    /// A thread of `count` posts on X, a year old.
    static func breadThread(_ count: Int) -> XWorld {
        var world = XWorld()
        world.accounts = [XWorld.Account(id: "1001", username: "nadia_bakes", name: "Nadia Bakes")]
        let start = WallClock.now().advanced(byMilliseconds: -365 * 86_400_000)
        for number in 0..<count {
            let time = start.advanced(byMilliseconds: Int64(number) * 60_000)
            world.posts.append(
                XWorld.Post(
                    XWorld.id(at: time), by: "1001", "\(number + 1)/ about rye bread", parent: world.posts.last?.id))
        }
        return world
    }
}
