import Fetch
import FoundationEssentials
import Store
import Unroll

/// The sample archive: recordings of invented people's threads, with their pictures, in a folder that comes with the project. They are
/// unrolled as if the networks had answered, and nothing of them is asked of anybody.
package struct Samples: Sendable {
    /// The recordings, by the names of their files.
    let recordings: [Recording]

    /// Reads every recording in `folder`; throws what the file system or the form of a file says.
    package init(folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
        recordings = try names.sorted().map { name in
            try Recording(json: Array(Data(contentsOf: URL(filePath: folder).appending(path: name))))
        }
    }

    /// The setting that says that the archive is being filled.
    static let underway = "samples-underway"

    /// Keeps the threads in the archive of `site`, if it is still empty, and copies their pictures; how many were kept. Where that was
    /// broken off before, it goes on.
    package func fill(_ site: Site) async throws -> Int {
        let database = site.store.database
        let (isUnderway, isEmpty) = try await database.read { connection throws(StoreFailure) in
            (
                try connection.setting(Self.underway) != nil,
                try connection.recentThreads(limit: 1, for: .host).threads.isEmpty
            )
        }
        guard isUnderway || isEmpty else { return 0 }
        try await database.write { connection throws(StoreFailure) in try connection.set(Self.underway, to: "") }
        let links = try await keep(in: site.store, site.settings.audiences)
        let copied = try await database.read { connection throws(StoreFailure) in try connection.media(at: links) }
        let http = RecordedHTTP(Recording(exchanges: recordings.flatMap(\.exchanges)))
        let recorded = Site(
            site.settings, store: site.store, http: http, backfill: site.backfill, clock: site.clock,
            words: site.words, log: site.log)
        await MediaCopier(recorded).copy(links.filter { copied[$0] == nil })
        try await database.write { connection throws(StoreFailure) in try connection.set(Self.underway, to: nil) }
        return recordings.count
    }

    /// Keeps the threads without their pictures; the addresses of these.
    func keep(in store: Store, _ audiences: AudienceRule) async throws -> [Link] {
        var links: [Link] = []
        for recording in recordings { links += try await keep(recording, in: store, audiences)?.mediaLinks ?? [] }
        return links
    }

    func keep(
        _ recording: Recording, in store: Store, _ audiences: AudienceRule
    ) async throws -> Unroll.Thread? {
        guard let link = recording.links?.first else { return nil }
        let start = recording.at.flatMap { Timestamp(rfc3339: $0) } ?? Timestamp(milliseconds: 0)
        let http = RecordedHTTP(recording)
        let conversation = try await gather(
            Backfill(try PostLink(link), settings: BackfillSettings().fitting(recording)), over: http,
            clock: .replaying(from: start))
        let thread = try unroll(conversation)
        let decision = try audiences.decision(for: thread)
        var random = SystemRandomNumberGenerator()
        var keeping = Keeping(
            thread, audience: decision.audience, reason: decision.reason, linkKey: Audience.linkKey(using: &random))
        keeping.isSample = true
        _ = try await store.keep(keeping)
        return thread
    }
}
