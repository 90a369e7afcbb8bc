import Glibc
import Render
import Store
import Unroll

extension ShownThread {
    /// Whether there is a copy of a picture that its HTML file is to hold.
    var hasPicturesForFile: Bool {
        place.view != .text && KeptPictures(thread).links.contains { copies[$0]?.type.kind == .picture }
    }
}

extension Site {
    /// How long a visitor waits for a file that is made after others.
    private static let picturePatience = Duration.seconds(20)

    /// The thread as an HTML file with its pictures in it, made aside and sent piece by piece.
    func pictured(_ page: ShownThread, since moment: Int, _ visit: Visit) async throws(SiteFailure) -> Reply {
        let state = await printing.shop.document(
            DocumentKey(page), since: moment, within: Site.picturePatience
        ) { _ in
            await self.printing.picturing.run { await self.picturedFile(page) }
        }
        switch state {
        case .done(let document):
            var reply = Reply(
                document.file, type: RenderedFormat.html.mediaType, tag: document.tag, to: visit.headers)
            reply.headers += page.fileHeaders(.html)
            return reply
        case .outdated: return .redirect(to: .thread(page.place))
        case .busy, .underway: throw .unprinted(nil)
        case .failed(let failure):
            // The descriptions say what there is to be seen.
            log.warning("a file is sent without pictures", metadata: ["reason": "\(failure.logged)"])
            return page.file(.html, origin: nil, words)
        }
    }

    private func picturedFile(_ page: ShownThread) async -> Result<DocumentFile, PrintFailure> {
        let (kept, folder) = (KeptPictures(page.thread), MediaFolder(in: settings.folder))
        let media = try? await read { connection throws(StoreFailure) in try connection.media(at: kept.links) }
        let pictures = await kept.pictures(media ?? [:], in: folder)
        do throws(MediaProblem) {
            let target = try await folder.aside()
            defer { unlink(target) }
            try await MediaFile.write(page.document(.html, pictures, origin: nil, words), to: target)
            return .success(try await DocumentFile(opening: target))
        } catch {
            return .failure(.unwritable(error.text))
        }
    }
}
