import Fetch
import Foundation
import HTTPTypes
import Logging
import Store
import Unroll

@testable import Serve

/// A site with the sample archive in it, asked without a server around it.
final class SampleSite: Sendable {
    let site: Site
    private let folder: URL

    static let samples = URL(filePath: #filePath).appending(path: "../../../Samples").standardizedFileURL

    /// One for all tests that only read.
    static let shared = Task { try await SampleSite() }
    private static let onPostgres = Task { try await SampleSite(.postgres) }

    static func shared(_ engine: ArchiveEngine) async throws -> SampleSite {
        try await (engine == .sqlite ? shared : onPostgres).value
    }

    init(_ engine: ArchiveEngine = .sqlite) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "skein-samples-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let address = try engine.newDatabase(in: folder)
        guard let key = RemovalKey(Array(repeating: 7, count: 32)) else { fatalError("32 bytes are a key") }
        var settings = SiteSettings(folder: folder.path(percentEncoded: false))
        settings.reading = .everyone
        site = Site(
            settings,
            store: try await Store(address, removals: key, settings: ArchiveEngine.fewConnections),
            http: RecordedHTTP(Recording(exchanges: [])),
            backfill: BackfillSettings(), log: Logger(label: "test"))
        _ = try await Samples(folder: Self.samples.path(percentEncoded: false)).keep(
            in: site.store, AudienceRule())
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func get(_ target: String, _ headers: HTTPFields = [:], as viewer: Viewer = .anyone) async throws -> Reply {
        try await site.answer(Visit(method: .get, target: target, headers: headers, viewer: viewer))
    }

    func page(_ target: String, as viewer: Viewer = .anyone) async throws -> String {
        String(buffer: try await get(target, as: viewer).body)
    }
}
