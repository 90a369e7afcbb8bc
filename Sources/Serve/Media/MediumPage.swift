import HTTPTypes
import Hummingbird
import Store
import Unroll

extension Site {
    /// A copy, for those who may see something it stands in.
    func medium(_ place: MediumPlace, _ visit: Visit) async throws(SiteFailure) -> Reply {
        guard let hash = MediaFolder.hash(place.hash) else { throw .notFound }
        let (viewer, stranger) = (visit.viewer.holding(place.linkKey), settings.stranger)
        let found = try await read { connection throws(StoreFailure) -> (medium: Medium, isPublic: Bool)? in
            if let medium = try connection.medium(hash, for: stranger) { return (medium, true) }
            if viewer == stranger { return nil }
            return try connection.medium(hash, for: viewer).map { (medium: $0, isPublic: false) }
        }
        guard let found, let type = MediumType(rawValue: found.medium.type) else { throw .notFound }
        let folder = MediaFolder(in: settings.folder)
        let isShared = publicOrigin != nil && (found.isPublic || place.linkKey != nil)
        do throws(MediaProblem) {
            let takesAVIF = visit.headers[.accept]?.contains("image/avif") ?? false
            if let width = place.width, MediaFolder.widths.contains(width),
                let (file, type) = try await folder.version(of: hash, width: width, inAVIF: takesAVIF)
            {
                let name = "\(place.hash)-\(width)" + (type == .avif ? "-avif" : "")
                var reply = MediumReply(
                    file: file, type: type, name: name, isPublic: found.isPublic, isShared: isShared
                ).reply(to: visit.headers)
                reply.headers.append((.vary, "Accept"))
                return reply
            }
            if let file = try await MediaFile.open(folder.path(of: hash)) {
                return MediumReply(
                    file: file, type: type, name: place.hash, isPublic: found.isPublic, isShared: isShared
                ).reply(to: visit.headers)
            }
        } catch {
            throw .broken("a medium cannot be read: " + error.text)
        }
        let now = clock.now()
        try await write { connection throws(StoreFailure) in try connection.mediumLost(hash, now: now) }
        throw .notFound
    }
}

extension MediaFolder {
    /// A smaller version, if there is one of this width, in the shorter form where that is there.
    fileprivate func version(
        of hash: [UInt8], width: Int, inAVIF: Bool
    ) async throws(MediaProblem) -> (file: MediaFile, type: MediumType)? {
        if inAVIF, let file = try await MediaFile.open(path(of: hash, width: width, isAVIF: true)) {
            return (file, .avif)
        }
        return try await MediaFile.open(path(of: hash, width: width)).map { ($0, .webp) }
    }
}

/// How a copy is sent. It never changes under its address, and a browser that is led to it directly shows it and nothing more.
private struct MediumReply {
    var file: MediaFile
    var type: MediumType
    /// What tells it from every other.
    var name: String
    /// Whether caches that serve many people may keep it.
    var isPublic: Bool
    /// Whether documents that were taken along, and feed readers in browsers, may show it.
    var isShared: Bool

    /// A browser shows a picture alone in a document of its own making, with styles at its elements, which `default-src` would forbid: here
    /// everything else is forbidden by name.
    private var policy: String {
        type.kind == .picture
            ? "script-src 'none'; style-src-elem 'none'; img-src 'none'; media-src 'none'; font-src 'none'; connect-src 'none'; "
                + "object-src 'none'; frame-src 'none'; sandbox"
            : "default-src 'none'; sandbox"
    }

    func reply(to headers: HTTPFields) -> Reply {
        var reply = Reply(file, type: type.rawValue, tag: name, to: headers)
        reply.freshness = .immutable
        reply.headers += [
            (.contentSecurityPolicy, policy),
            (.contentDisposition, "inline; filename=\"\(name.prefix(12)).\(type.ending)\""),
        ]
        if isShared { reply.headers.append((Reply.resourcePolicy, "cross-origin")) }
        if !isPublic { reply.headers.append((.cacheControl, "private, max-age=31536000, immutable")) }
        return reply
    }
}

extension Reply {
    /// A file piece by piece, or the part of it that `headers` ask for. `tag` tells it from every other.
    init(_ file: MediaFile, type: String, tag: String, to headers: HTTPFields) {
        self.init([], type: type)
        (self.tag, self.headers) = (tag, [(.acceptRanges, "bytes")])
        switch ByteRange(headers, length: file.length, tag: "\"\(tag)\"") {
        case .whole: stream = file.body(0..<file.length)
        case .part(let range):
            status = .partialContent
            stream = file.body(range)
            self.headers.append(
                (.contentRange, "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.length)"))
        case .unsatisfiable:
            status = .rangeNotSatisfiable
            self.headers.append((.contentRange, "bytes */\(file.length)"))
        }
    }
}

extension MediumType {
    /// As files of this type are named.
    fileprivate var ending: String {
        switch self {
        case .png: "png"
        case .jpeg: "jpg"
        case .gif: "gif"
        case .webp: "webp"
        case .avif: "avif"
        case .mp4: "mp4"
        case .webm: "webm"
        case .mp3: "mp3"
        case .m4a: "m4a"
        case .ogg: "ogg"
        case .flac: "flac"
        case .wav: "wav"
        }
    }
}
