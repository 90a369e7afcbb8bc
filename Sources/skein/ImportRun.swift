import Fetch
import Serve
import Store
import Unroll

/// Carries out `skein import`: brings an X data export into the archive.
struct ImportRun: Sendable {
    let export: String
    let configuration: Configuration
    let console: Console
    let interruption: Interruption

    func status() async throws(Problem) -> ExitStatus {
        let archive = try asProblem(export) { () throws(ExportFailure) in try ExportArchive(path: export) }
        var settings = configuration
        settings.databaseSettings.isBulk = true
        let store = try await DataFolder(settings, interruption).store
        let report: ImportReport
        do throws(ImportFailure) {
            report = try await ExportImport(archive, into: store, settings: configuration.site).run(show)
        } catch {
            await store.close()
            throw problem(error)
        }
        await store.close()
        let sentence = console.words.command.importing.done(report)
        try asProblem { () throws(CommandProblem) in try console.write(Array((sentence + "\n").utf8)) }
        return report.isIncomplete ? .partial : .complete
    }

    private func problem(_ failure: ImportFailure) -> Problem {
        switch failure {
        case .export(let failure): .export(failure, path: export)
        case .store(let failure): .store(failure)
        case .folder(let path, let reason): .command(.cannotWrite(path: path, reason: reason))
        }
    }

    @Sendable private func show(_ stage: ExportImport.Stage) {
        let words = console.words.command.importing
        switch stage {
        case .reading: console.progress.show(words.reading)
        case .posts(let done, let all): console.progress.show(words.posts(done, all), done, of: all)
        case .copying(let done): console.progress.show(words.copying(done))
        }
    }
}
