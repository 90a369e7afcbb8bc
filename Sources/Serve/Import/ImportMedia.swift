import Fetch
import Logging
import Store
import Unroll

extension ExportImport {
    private static var page: Int { 64 }

    /// Copies the pictures and videos that the export holds into the folder of copies, each once. What cannot be copied the site asks
    /// the network for, as if it had not been in the export.
    func copyMedia(
        of author: Author.ID, _ report: inout ImportReport, _ tell: @Sendable (Stage) -> Void
    ) async throws(ImportFailure) {
        let (folder, decoder) = (MediaFolder(in: settings.folder), PictureDecoder(program: settings.program))
        var last: Int64? = 0
        while let after = last {
            let wanted: (files: [Link: String], last: Int64?)
            do throws(StoreFailure) {
                wanted = try await store.database.read { connection throws(StoreFailure) in
                    let posts = try connection.postsWithoutCopies(
                        by: author, on: .x, after: after, limit: ExportImport.page)
                    let exported = posts.flatMap(\.post.exported)
                    let copied = try connection.media(at: exported.map(\.link))
                    let files = exported.filter { copied[$0.link] == nil }.map { ($0.link, $0.file) }
                    return (Dictionary(files) { first, _ in first }, posts.last?.key)
                }
            } catch { throw .store(error) }
            for (link, file) in wanted.files.sorted(by: { $0.value < $1.value }) where archive.has(file) {
                let site = Site(
                    settings, store: store, http: ExportedFile(file, in: archive), backfill: BackfillSettings(),
                    clock: clock, log: Logger(label: "skein") { _ in SwiftLogNoOpLogHandler() })
                try await copy(link, MediaDownload(site: site, folder: folder, decoder: decoder), &report)
                tell(.copying(done: report.copied + report.uncopied))
            }
            last = wanted.last
        }
    }

    private func copy(_ link: Link, _ download: MediaDownload, _ report: inout ImportReport) async throws(ImportFailure)
    {
        let outcome: Result<Medium, MediaFailure>
        do throws(MediaFailure) {
            outcome = .success(try await download.medium(at: link))
        } catch {
            outcome = .failure(error)
        }
        if case .failure(.file(let problem)) = outcome {
            throw .folder(path: download.folder.path, reason: problem.text)
        }
        let now = clock.now()
        do throws(StoreFailure) {
            try await store.database.write { connection throws(StoreFailure) in
                switch outcome {
                case .success(let medium): try connection.keep(medium, from: link, now: now)
                case .failure(let failure): try connection.mediaFailed(link, because: failure.text, retry: now)
                }
            }
        } catch { throw .store(error) }
        if case .success = outcome { report.copied += 1 } else { report.uncopied += 1 }
    }
}
