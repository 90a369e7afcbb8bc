import Fetch
import Logging
import ServiceLifecycle
import Store
import Unroll

/// Copies what threads show into the folder of media, and takes away what nobody shows any more. Several of them, in several processes,
/// share the work: an address is leased to one at a time, and the same bytes are the same file.
package final class MediaCopier: Service {
    private let site: Site
    private let folder: MediaFolder
    private let decoder: PictureDecoder

    /// Copies made at the same time; how many of one host, Fetch decides.
    private static let width = 4
    /// How long an address is left to whoever took it, in milliseconds: a process that died is followed by another.
    private static let lease: Int64 = 15 * 60_000

    package init(_ site: Site) {
        self.site = site
        folder = MediaFolder(in: site.settings.folder)
        decoder = PictureDecoder(program: site.settings.program)
    }

    /// Copies until the server ends; what is being copied then is copied by the next one.
    package func run() async throws {
        await folder.sweep()
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                await copyDue()
                await removeWaste()
                await decoder.rest()
                try? await site.clock.sleep(site.clock.now().advanced(byMilliseconds: 2000))
            }
        }
    }

    /// Copies everything that is due now.
    package func copyDue() async {
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            while !Task.isCancelled, let sources = await take(), !sources.isEmpty {
                for source in sources {
                    if running == MediaCopier.width {
                        await group.next()
                        running -= 1
                    }
                    group.addTask { await self.copy(source) }
                    running += 1
                }
            }
        }
    }

    /// Copies what is at these addresses, once each.
    func copy(_ links: [Link]) async {
        for link in Set(links) where !Task.isCancelled { await copy(MediaSource(url: link, attempts: 0)) }
    }

    /// Deletes the files that are on the waste list.
    package func removeWaste() async {
        do throws(MediaWasteFailure) {
            try await removeMediaWaste(of: site.store, in: site.settings.folder)
        } catch {
            switch error {
            case .archive(let failure): complain("media cannot be removed", SiteFailure.store(failure))
            case .file(let problem): complain("media cannot be removed", problem)
            }
        }
    }

    private func take() async -> [MediaSource]? {
        let now = site.clock.now()
        do {
            // Most of the time nothing is, and a write would stand in the way of others.
            let isDue = try await site.read { connection throws(StoreFailure) in try connection.isMediaDue(at: now) }
            guard isDue else { return nil }
            return try await site.write { connection throws(StoreFailure) in
                try connection.takeMediaDue(
                    at: now, lease: now.advanced(byMilliseconds: MediaCopier.lease), limit: MediaCopier.width)
            }
        } catch {
            complain("media cannot be copied", error)
            return nil
        }
    }

    private func copy(_ source: MediaSource) async {
        let outcome: Result<Medium, MediaFailure>
        do throws(MediaFailure) {
            outcome = .success(
                try await MediaDownload(site: site, folder: folder, decoder: decoder).medium(at: source.url))
        } catch {
            outcome = .failure(error)
        }
        // It stays leased, and is due again.
        if Task.isCancelled { return }
        let now = site.clock.now()
        do {
            try await site.write { connection throws(StoreFailure) in
                switch outcome {
                case .success(let medium): try connection.keep(medium, from: source.url, now: now)
                case .failure(let failure):
                    let retry = failure.retry(after: source.attempts).map { now.advanced(byMilliseconds: $0) }
                    try connection.mediaFailed(source.url, because: failure.text, retry: retry)
                }
            }
        } catch { complain("a copy cannot be noted", error) }
        if case .failure(.file(let problem)) = outcome { complain("a copy cannot be written", problem) }
    }

    private func complain(_ message: Logger.Message, _ error: any Error) {
        let reason = (error as? MediaProblem)?.text ?? (error as? SiteFailure)?.logged ?? "stopped"
        site.log.error(message, metadata: ["reason": "\(reason)"])
    }
}
