import Fetch
import Glibc
import Store
import Unroll

extension Doctor {
    /// How the archive stands, and what to do; it is looked at and not changed.
    func archive() async -> (lines: [String], isSound: Bool) {
        let words = console.words.command.doctor
        guard let folder = configuration.dataFolder else { return ([], true) }
        let address = DataFolder.database(configuration, folder)
        let now = WallClock.now()
        var (state, queue): (DoctorWords.ArchiveState, DoctorWords.Queue?) = (.none, nil)
        do throws(StoreFailure) {
            if let database = try await look(at: address, now: now), let version = database.version {
                let known = DatabaseState.known
                if version > known { throw .newerThanProgram(found: version, known: known) }
                state = version < known ? .older(version: version, known: known) : .sound(version: version)
                let age = database.oldest.map { (now.milliseconds - $0.milliseconds) / 60_000 } ?? 0
                queue = DoctorWords.Queue(due: database.due, running: database.running, minutes: Int(age))
                if let problem = removalProblem(in: folder, removes: database.removes) { state = .unusable(problem) }
            } else if let problem = removalProblem(in: folder, removes: false) {
                state = .unusable(problem)
            }
        } catch {
            let sentence = console.words.command.problem(.databaseIsAway(address: address.description))
            state = .unusable(error == .unavailable ? sentence : error.description)
        }
        let isSound = if case .unusable = state { false } else { true }
        return (
            [words.archive(address.description), words.archiveState(state)] + (queue.map { [words.queue($0)] } ?? []),
            isSound
        )
    }

    /// Why the program would not start on this folder, though its database may be well.
    private func removalProblem(in folder: String, removes: Bool) -> String? {
        do throws(CommandProblem) {
            if let kind = OutputFile.kind(of: folder), kind != S_IFDIR { throw .notArchiveFolder(path: folder) }
            let (file, list) = (RemovalKeyFile(folder: folder), RemovalList(folder: folder))
            let (key, listed) = (try file.key(), try list.read())
            if key == nil, removes || !listed.isEmpty { throw .lostKey(path: file.path) }
            return nil
        } catch { return console.words.command.problem(error) }
    }

    /// Nil where there is no file yet: looking makes none.
    private func look(at address: DatabaseAddress, now: Timestamp) async throws(StoreFailure) -> DatabaseState? {
        if case .sqlite(let path) = address, OutputFile.kind(of: path) == nil { return nil }
        let database = try Database(address, settings: configuration.databaseSettings)
        let result: Result<DatabaseState, StoreFailure>
        do throws(StoreFailure) {
            result = .success(
                try await database.read { connection throws(StoreFailure) in try connection.state(now: now) })
        } catch {
            result = .failure(error)
        }
        await database.close()
        return try result.get()
    }
}
