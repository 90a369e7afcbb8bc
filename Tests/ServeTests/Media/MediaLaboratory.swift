import Fetch
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Loopback
import NIOCore
import Store
import Synchronization
import Unroll

@testable import Serve

/// A site with an archive and a folder of its own, and a network that has pictures.
final class MediaLaboratory: Sendable {
    let folder: URL
    let site: Site
    let copier: MediaCopier
    let network: LoopbackServer
    private let http: NetworkHTTP
    private let time: AdjustableTime

    /// `answers` are what the network has, by path.
    init(
        on engine: ArchiveEngine = .sqlite, _ answers: @escaping @Sendable (_ path: String) -> LoopbackAnswer,
        resolver: (any HostResolver)? = nil,
        _ change: (inout SiteSettings) -> Void = { _ in }
    ) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "skein-media-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        network = try await LoopbackServer.start(answering: { answers(URLParts($0.url)?.path ?? "") })
        var settings = SiteSettings(folder: folder.path(percentEncoded: false))
        settings.reading = .everyone
        settings.program = MediaLaboratory.program
        change(&settings)
        var (fetching, limits) = (FetchSettings(), FetchLimits())
        fetching.allowedHosts = [network.host]
        limits.attempts = 1
        http = NetworkHTTP(fetching, resolver: resolver, limits: limits)
        let time = AdjustableTime()
        self.time = time
        guard let key = RemovalKey(Array(repeating: 7, count: 32)) else { fatalError("32 bytes are a key") }
        site = Site(
            settings,
            store: try await Store(
                engine.newDatabase(in: folder), removals: key, settings: ArchiveEngine.fewConnections), http: http,
            backfill: BackfillSettings(), clock: Clock(now: { time.now }, sleep: { _ in }),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        copier = MediaCopier(site)
    }

    convenience init(
        on engine: ArchiveEngine = .sqlite, files: [String: String],
        _ change: (inout SiteSettings) -> Void = { _ in }
    ) async throws {
        let answers = try files.mapValues { LoopbackAnswer.bytes(try MediaLaboratory.picture($0)) }
        try await self.init(on: engine, { answers[$0] ?? .status(404) }, change)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func close() async {
        await site.store.close()
        await http.close()
        await network.stop()
    }

    func link(_ path: String) -> Link {
        guard let link = Link(path.hasPrefix("http") ? path : network.origin + path) else { fatalError(path) }
        return link
    }

    /// Keeps a thread of one post with pictures at these paths.
    func keep(_ paths: String..., audience: Audience = .public, id: String = "1") async throws {
        let author = Author(id: Author.ID("did:plc:ines"), handle: "ines.example")
        var post = Post(
            id: PostID("at://did:plc:ines/app.bsky.feed.post/\(id)"), author: author, published: AdjustableTime.start,
            text: "pictures")
        post.attachments = paths.map { Attachment(kind: .image, url: link($0)) }
        let thread = Unroll.Thread(
            network: .bluesky, id: post.id, aliases: [], url: nil, anchor: post.id, author: author, title: "pictures",
            language: nil, posts: [post], branches: [], answers: [], context: [], missing: [],
            completeness: Completeness(state: .complete, found: 1), retrieved: AdjustableTime.start,
            source: Source(kind: .api, host: "public.api.example"), remarks: [])
        _ = try await site.store.keep(Keeping(thread, audience: audience, reason: "test", linkKey: "key\(id)"))
    }

    /// Lets time pass, and copies what is due then.
    func copy(after minutes: Int64 = 0) async {
        time.now = time.now.advanced(byMilliseconds: minutes * 60_000)
        await copier.copyDue()
    }

    func medium(_ path: String) async throws -> Medium? {
        let link = link(path)
        return try await site.store.database.read { c throws(StoreFailure) in try c.media(at: [link])[link] }
    }

    /// Why there is no copy of it.
    func failure(_ path: String) async throws -> String? {
        let url = link(path).text
        return try await site.store.database.read { c throws(StoreFailure) in
            try c.first("SELECT failure FROM media_sources WHERE url = \(url)")?.textOrNil("failure")
        }
    }

    /// Every file in the folder of media, by its path there.
    var files: Set<String> {
        let root = folder.appending(path: "media").path(percentEncoded: false)
        let all = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return Set(all.filter { !FileManager.default.isFolder(root + "/" + $0) })
    }

    /// What the site answers, and the body it sends.
    func ask(
        _ target: String, _ headers: HTTPFields = [:], viewer: Viewer = .anyone, method: Visit.Method = .get
    ) async throws -> (response: Response, body: [UInt8]) {
        let visit = Visit(method: method, target: target, headers: headers, viewer: viewer)
        let response = try await site.answer(visit).response(to: headers, isHead: false)
        let sink = Sink()
        try await response.body.write(sink)
        return (response, sink.bytes.withLock { $0 })
    }

    /// The program that was built beside the tests.
    static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "skein").path(percentEncoded: false)

    static func picture(_ name: String) throws -> [UInt8] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pictures/\(name)")
        return Array(try Data(contentsOf: file))
    }
}

final class AdjustableTime: Sendable {
    static let start = Timestamp(seconds: 1_790_000_000)
    private let value = Mutex(start)

    var now: Timestamp {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}

/// Takes a body.
private final class Sink: ResponseBodyWriter, Sendable {
    let bytes = Mutex<[UInt8]>([])

    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0 += buffer.readableBytesView } }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension LoopbackAnswer {
    static func bytes(_ bytes: [UInt8], type: String = "application/octet-stream") -> LoopbackAnswer {
        .response(
            Unroll.Response(
                status: 200, headers: ["content-type": type], body: bytes, url: "",
                received: Timestamp(milliseconds: 0)))
    }
}

extension FileManager {
    fileprivate func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
