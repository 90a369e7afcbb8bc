import Fetch
import Logging
import Serve
import Store
import Unroll

/// Carries out `skein serve`: opens the archive and serves the site until the program is asked to end.
struct ServeRun: Sendable {
    let configuration: Configuration
    /// A folder of recordings for an archive that is still empty.
    let samples: String?
    let console: Console
    let interruption: Interruption

    func status() async throws(Problem) -> ExitStatus {
        let settings = configuration.site
        if settings.isOpenToOthers, !configuration.undecided.isEmpty {
            throw .command(.undecided(configuration.undecided))
        }
        let folder = try await DataFolder(configuration, interruption)
        let http = NetworkHTTP(try configuration.fetchSettings(countingIn: folder.store))
        let log = Logger(label: "skein") { _ in LogLines() }
        let site = Site(
            settings, store: folder.store, http: http, backfill: configuration.backfillSettings, log: log)
        if let samples { try await fill(site, from: samples) }
        do throws(ServeFailure) {
            try await serve(site, until: interruption.requests()) { [console] port in
                console.say(console.words.command.listening(settings.address(port: port)))
            }
        } catch {
            await folder.store.close()
            throw .command(.cannotListen(address: settings.address(port: settings.port), reason: error.reason))
        }
        await folder.store.close()
        return .complete
    }

    private func fill(_ site: Site, from folder: String) async throws(Problem) {
        do {
            _ = try await Samples(folder: folder).fill(site)
        } catch {
            await site.store.close()
            throw .command(.cannotRead(path: folder, reason: console.words.command.noSamples))
        }
    }
}
