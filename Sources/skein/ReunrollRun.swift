import Serve
import Store
import Unroll

/// Carries out `skein reunroll`: makes every thread of the archive anew from what the servers answered then.
struct ReunrollRun: Sendable {
    let configuration: Configuration
    let console: Console
    let interruption: Interruption

    func status() async throws(Problem) -> ExitStatus {
        let store = try await DataFolder(configuration, interruption).store
        let words = console.words.command.reunroll
        do throws(StoreFailure) {
            let report = try await reunroll(store, settings: configuration.backfillSettings) { [console] count in
                console.progress.show(words.looked(count))
            }
            console.say(words.done(report.rebuilt, report.left, report.withoutExchanges))
        } catch {
            await store.close()
            throw .store(error)
        }
        await store.close()
        return .complete
    }
}
