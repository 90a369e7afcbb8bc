import Unroll

/// Why there is no document.
enum Problem: Error, Sendable {
    case network(BackfillFailure)
    case link(LinkProblem)
    /// Of the export at this path.
    case export(ExportFailure, path: String)
    case command(CommandProblem)
    case setting(SettingProblem)

    func sentence(_ words: Words) -> String {
        switch self {
        case .network(let failure): words.failure(failure)
        case .link(let problem): words.linkProblem(problem)
        case .export(let failure, let path): "\(path): \(words.exportFailure(failure))"
        case .command(let problem): words.command.problem(problem)
        case .setting(let problem): words.command.setting(problem)
        }
    }

    var status: ExitStatus {
        switch self {
        case .setting: .usage
        case .command(.cannotRead), .command(.cannotWrite), .command(.notRecording): .failed
        case .command: .usage
        case .network, .link, .export: .failed
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
