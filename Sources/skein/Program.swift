import ArgumentParser
import Fetch
import Glibc
import Unroll

/// The program between its command line and its exit status.
struct Program: Sendable {
    private let environment: [String: String]
    private let console: Console

    init(environment: [String: String]) {
        self.environment = environment
        console = Console(words: .english, terminal: Terminal(environment))
    }

    func run(_ arguments: [String], interruption: Interruption) async -> ExitStatus {
        do {
            var command = try SkeinCommand.parseAsRoot(arguments)
            return try await run(&command, interruption)
        } catch let problem as Problem {
            console.say(problem)
            return problem.status
        } catch {
            return answer(error)
        }
    }

    private func run(_ command: inout any ParsableCommand, _ interruption: Interruption) async throws -> ExitStatus {
        switch command {
        case let unroll as UnrollCommand:
            let order = try UnrollOrder(unroll, terminal: console.terminal)
            let retrieval = try retrieval(for: order, configuration())
            return try await UnrollRun(order: order, retrieval: retrieval, console: console, interruption: interruption)
                .status()
        case let threads as ThreadsCommand:
            return try ThreadList(export: threads.export, console: console).status()
        case let doctor as DoctorCommand:
            let configuration = try configuration()
            let http: RecordedHTTP? = doctor.online ? nil : nil
            return try await Doctor(configuration: configuration, environment: environment, console: console).status(
                online: http)
        default:
            try command.run()
            return .complete
        }
    }

    private func retrieval(for order: UnrollOrder, _ configuration: Configuration) throws(Problem) -> Retrieval {
        switch order.source {
        case .recording(let path):
            let recording = try asProblem { () throws(CommandProblem) in try RecordingFile.read(path) }
            return Retrieval(recording, configuration, console: console)
        case .export(let path): return try Retrieval(export: path)
        case .network: throw .command(.noLinks)
        }
    }

    private func configuration() throws(Problem) -> Configuration {
        do { return try Configuration(environment) } catch { throw .setting(error) }
    }

    /// What the parser itself has to say: help, a version or a completion script on standard output, or what it did not
    /// understand on standard error.
    private func answer(_ error: any Error) -> ExitStatus {
        let message = SkeinCommand.fullMessage(for: error)
        guard SkeinCommand.exitCode(for: error).isSuccess else {
            console.say(message)
            return .usage
        }
        do {
            try console.write(Array((message + "\n").utf8))
            return .complete
        } catch {
            console.say(.command(error))
            return .failed
        }
    }
}
