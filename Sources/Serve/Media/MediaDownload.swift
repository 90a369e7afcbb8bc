import Fetch
import Store
import Unroll

/// How one thing becomes a file in the folder of media: fetched aside, looked at, decoded elsewhere, and only then given its name.
struct MediaDownload: Sendable {
    /// Bytes of a picture or a sound.
    static let limit = 20 << 20
    /// Pixels of a picture.
    static let maximumPixels = 100_000_000

    private static let accept =
        "image/avif,image/webp,image/png,image/jpeg,image/gif,video/mp4,video/webm,audio/*,*/*;q=0.1"

    var site: Site
    var folder: MediaFolder
    var decoder: PictureDecoder

    /// Makes the copy; when this returns, it is on disk.
    func medium(at url: Link) async throws(MediaFailure) -> Medium {
        let aside = try await inFolder { () async throws(MediaProblem) in try await folder.aside() }
        let versions = MediaFolder.widths.map { width in
            PictureOrder.Version(
                width: width, path: "\(aside)-\(width)",
                avif: MediaFolder.widthsInAVIF.contains(width) ? "\(aside)-\(width)-avif" : "")
        }
        let result: Result<Medium, MediaFailure>
        do throws(MediaFailure) {
            let type = try await fetch(url, to: aside)
            result = .success(try await take(aside, type, versions))
        } catch {
            result = .failure(error)
        }
        await folder.discard([aside] + versions.flatMap { [$0.path] + ($0.avif.isEmpty ? [] : [$0.avif]) })
        return try result.get()
    }

    private func fetch(_ url: Link, to path: String) async throws(MediaFailure) -> MediumType {
        let videoLimit = site.settings.videoLimit
        let file: DownloadFile
        do throws(DownloadFile.NotMade) {
            file = try DownloadFile(path: path) { head in
                MediumType(head).map { $0.kind == .video ? videoLimit : MediaDownload.limit } ?? 0
            }
        } catch {
            throw .file(.file(errno: error.errno))
        }
        let request = Request(
            url.text, accept: MediaDownload.accept, maximumBytes: max(videoLimit, MediaDownload.limit))
        let result = await site.http.download(request, into: file)
        if let code = file.problem { throw .file(.file(errno: code)) }
        let type = MediumType(file.head)
        switch result {
        case .failure(.tooLarge) where type == nil: throw .foreignType
        case .failure(let failure): throw .fetch(failure)
        case .success(let response) where response.status != 200: throw .status(response.status)
        case .success:
            guard let type else { throw .foreignType }
            guard await file.flush() else { throw .file(.stopped) }
            return type
        }
    }

    /// Has a picture decoded, and gives everything its name: the thing itself last, for it is what others look for.
    private func take(
        _ aside: String, _ type: MediumType, _ versions: [PictureOrder.Version]
    ) async throws(MediaFailure) -> Medium {
        var medium = try await inFolder { () async throws(MediaProblem) in
            guard let file = try await MediaFile.open(aside) else { throw .stopped }
            return Medium(hash: try await file.hash(), type: type.rawValue, length: file.length)
        }
        var made: [Int] = []
        if type.kind == .picture {
            let order = PictureOrder(
                source: aside, maximumPixels: MediaDownload.maximumPixels, .versions(versions))
            switch await decoder.decode(order) {
            case .undecodable, .pixels: throw .undecodable
            case .noLibrary:
                if decoder.isFirstWithoutLibrary() {
                    site.log.warning("pictures are served as they are: libvips is not installed")
                }
            case .decoded(let width, let height, let widths):
                (medium.width, medium.height, made) = (width, height, widths)
            }
        }
        let hash = medium.hash
        try await inFolder { () async throws(MediaProblem) in
            for version in versions where made.contains(version.width) {
                try await folder.take(version.path, as: hash, width: version.width)
                if version.avif.isEmpty { continue }
                try await folder.take(version.avif, as: hash, width: version.width, isAVIF: true)
            }
            try await folder.take(aside, as: hash)
        }
        return medium
    }

    private func inFolder<Value: Sendable>(
        _ work: () async throws(MediaProblem) -> Value
    ) async throws(MediaFailure) -> Value {
        do { return try await work() } catch { throw .file(error) }
    }
}
