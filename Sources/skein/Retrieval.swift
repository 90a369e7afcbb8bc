import Fetch
import Render
import Unroll

/// Where conversations and pictures come from: the network, a recording or an export.
struct Retrieval: Sendable {
    /// The links a recording names itself.
    var ownLinks: [String] = []
    var conversation: @Sendable (_ link: String) async throws(Problem) -> Retrieved
    /// Pictures to embed, by the address or file under which the thread knows them; one that cannot be had is left out.
    var pictures: @Sendable (Thread) async -> [String: RenderOptions.Picture]
    /// What a thread on X will about cost; nil for what is free.
    var price: @Sendable (_ link: String) async throws(Problem) -> XEstimate.Price? = { _ in nil }
}

extension Retrieval {
    /// Asks the network, or a recording in its place. With an `archive`, every exchange is kept there.
    init(
        _ http: some HTTP, settings: BackfillSettings, clock: Clock = .wall, archive: ThreadKeeping? = nil,
        resumes: Bool = true, tell: @escaping @Sendable (Progress) -> Void
    ) {
        conversation = { link throws(Problem) in
            let link = try postLink(link)
            if let archive {
                return try await archive.conversation(
                    link, over: http, settings: settings, clock: clock, resumes: resumes, tell: tell)
            }
            let conversation = try await asProblem { () async throws(BackfillFailure) in
                try await gather(Backfill(link, settings: settings), over: http, clock: clock, progress: tell)
            }
            return Retrieved(conversation: conversation)
        }
        pictures = { await PictureAddresses($0).pictures(over: http) }
        price = { link throws(Problem) in
            guard case .x(let link) = try postLink(link) else { return nil }
            return try await asProblem { () async throws(BackfillFailure) in
                try await Fetch.price(
                    XEstimate(link, settings: settings), over: http, clock: clock, progress: tell)
            }
        }
    }

    /// Answers from a recording, at the time it was made; nobody waits for anything.
    init(_ recording: Recording, _ configuration: Configuration) {
        let start = recording.at.flatMap { Timestamp(rfc3339: $0) } ?? Timestamp(milliseconds: 0)
        self.init(
            RecordedHTTP(recording), settings: configuration.backfillSettings.fitting(recording),
            clock: .replaying(from: start), tell: { _ in })
        ownLinks = Array((recording.links ?? []).prefix(1))
    }

    /// Reads posts and pictures from an X data export.
    init(export path: String) throws(Problem) {
        let (archive, index) = try asProblem(path) { () throws(ExportFailure) in
            let archive = try ExportArchive(path: path)
            return (archive, try archive.index())
        }
        let retrieved = index.retrieved(asOf: WallClock.now())
        conversation = { link throws(Problem) in
            guard case .x(let link) = try postLink(link) else { throw .command(.noPostNamed) }
            let conversation = try asProblem(path) { () throws(ExportFailure) in
                try archive.conversation(around: PostID(link.id), in: index, retrieved: retrieved)
            }
            return Retrieved(conversation: conversation)
        }
        pictures = { thread in PictureAddresses(thread).pictures(in: archive) }
    }
}

private func postLink(_ text: String) throws(Problem) -> PostLink {
    do { return try PostLink(text) } catch { throw .link(error) }
}
