import Store
import Unroll

/// Why something that was asked for was not done.
enum Problem: Error, Sendable {
    case network(BackfillFailure)
    case link(LinkProblem)
    /// Of the export at this path.
    case export(ExportFailure, path: String)
    case command(CommandProblem)
    case setting(SettingProblem)
    case print(PrintFailure)
    case store(StoreFailure)

    func sentence(_ words: Words) -> String {
        switch self {
        case .network(let failure): words.failure(failure)
        case .link(let problem): words.linkProblem(problem)
        case .export(let failure, let path): "\(path): \(words.exportFailure(failure))"
        case .command(let problem): words.command.problem(problem)
        case .setting(let problem): words.command.setting(problem)
        case .print(let failure): words.print.failure(failure)
        case .store(let failure): failure.description
        }
    }

    var status: ExitStatus {
        switch self {
        case .setting: .usage
        case .command(.cannotRead), .command(.cannotWrite), .command(.notRecording), .command(.cannotListen),
            .command(.notKey), .command(.lostKey), .command(.notRemovals), .command(.notKept),
            .command(.databaseIsAway), .command(.notOwnPost), .command(.noAuthor), .command(.severalAuthors):
            .failed
        case .command: .usage
        case .network, .link, .export, .print, .store: .failed
        }
    }
}

/// The work of `body`, with its failure as a `Problem`.
func asProblem<Value>(_ body: () throws(CommandProblem) -> Value) throws(Problem) -> Value {
    do { return try body() } catch { throw .command(error) }
}

/// The work of `body`, with its failure as a `Problem`.
func asProblem<Value>(_ body: () async throws(BackfillFailure) -> Value) async throws(Problem) -> Value {
    do { return try await body() } catch { throw .network(error) }
}

/// The work of `body` on the export at `path`, with its failure as a `Problem`.
func asProblem<Value>(_ path: String, _ body: () throws(ExportFailure) -> Value) throws(Problem) -> Value {
    do { return try body() } catch { throw .export(error, path: path) }
}

/// The work of `body` on the archive, with its failure as a `Problem`.
func asProblem<Value>(_ body: () async throws(StoreFailure) -> Value) async throws(Problem) -> Value {
    do { return try await body() } catch { throw .store(error) }
}
