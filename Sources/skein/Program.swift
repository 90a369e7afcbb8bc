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
            return try await self.unroll(
                UnrollOrder(unroll, terminal: console.terminal), settings(unroll.settings), interruption)
        case let threads as ThreadsCommand:
            return try ThreadList(export: threads.export, console: console).status()
        case let serve as ServeCommand:
            let configuration = try configuration(settings(serve.settings, serve.site.values))
            return try await ServeRun(
                configuration: configuration, samples: serve.samples, console: console, interruption: interruption
            ).status()
        case let order as ImportCommand:
            let configuration = try configuration(settings(order.settings))
            return try await ImportRun(
                export: order.export, configuration: configuration, console: console, interruption: interruption
            ).status()
        case let order as AudienceCommand:
            let configuration = try configuration(settings(order.settings))
            return try await AudienceRun(
                link: order.link, audience: order.audience, configuration: configuration, console: console,
                interruption: interruption
            ).status()
        case let remove as RemoveCommand:
            let configuration = try configuration(settings(remove.settings))
            return try await RemovalRun(
                order: RemovalOrder(remove), configuration: configuration, console: console, interruption: interruption
            ).status()
        case let reunroll as ReunrollCommand:
            let configuration = try configuration(settings(reunroll.settings))
            return try await ReunrollRun(configuration: configuration, console: console, interruption: interruption)
                .status()
        case let doctor as DoctorCommand:
            let settings = try settings(doctor.settings)
            let problems = Configuration.problems(in: settings)
            let usable = settings.filter { pair in !problems.contains { $0.setting.rawValue == pair.key } }
            let configuration = try configuration(usable)
            let http = doctor.online ? NetworkHTTP(try configuration.fetchSettings()) : nil
            return try await Doctor(
                configuration: configuration, environment: settings, console: console, problems: problems
            ).status(online: http)
        default:
            try command.run()
            return .complete
        }
    }

    private func unroll(
        _ order: UnrollOrder, _ settings: [String: String], _ interruption: Interruption
    ) async throws(Problem) -> ExitStatus {
        let configuration = try configuration(settings)
        guard order.isKept else { return try await unroll(order, configuration, nil, interruption) }
        let store = try await DataFolder(configuration, interruption).store
        let archive = ThreadKeeping(store: store, settings: configuration.site)
        let result: Result<ExitStatus, Problem>
        do throws(Problem) {
            result = .success(try await unroll(order, configuration, archive, interruption))
        } catch {
            result = .failure(error)
        }
        await store.close()
        return try result.get()
    }

    private func unroll(
        _ order: UnrollOrder, _ configuration: Configuration, _ archive: ThreadKeeping?, _ interruption: Interruption
    ) async throws(Problem) -> ExitStatus {
        func run(_ retrieval: Retrieval) async throws(Problem) -> ExitStatus {
            try await UnrollRun(
                order: order, retrieval: retrieval, console: console, interruption: interruption, archive: archive
            ).status()
        }
        switch order.source {
        case .recording(let path):
            let recording = try asProblem { () throws(CommandProblem) in try RecordingFile.read(path) }
            return try await run(Retrieval(recording, configuration))
        case .export(let path): return try await run(Retrieval(export: path))
        case .network(let path):
            let network = NetworkHTTP(try configuration.fetchSettings(countingIn: archive?.store))
            guard let path else {
                return try await run(
                    Retrieval(
                        network, settings: configuration.backfillSettings, archive: archive, tell: console.tell))
            }
            // A recording has to have every answer, also those that were kept before.
            let (http, start) = (RecordingHTTP(network), WallClock.now())
            let status = try await run(
                Retrieval(
                    http, settings: configuration.backfillSettings, archive: archive, resumes: false,
                    tell: console.tell))
            let recording = Recording(at: start.rfc3339, links: order.links, exchanges: await http.exchanges)
            try asProblem { () throws(CommandProblem) in
                try RecordingFile.write(recording, to: path, interruption: interruption)
            }
            return status
        }
    }

    /// What flags, the environment and the settings file say, the first of them that has something to say.
    private func settings(
        _ options: SettingOptions, _ flags: [Setting: String] = [:]
    ) throws(Problem) -> [String: String] {
        let file = try asProblem { () throws(CommandProblem) in
            try SettingsFile.read(options.settings, environment)?.values ?? [:]
        }
        let said = environment.filter { !$0.value.isEmpty }
        let flagged = options.values.merging(flags) { $1 }.map { ($0.key.rawValue, $0.value) }
        return file.merging(said) { $1 }.merging(flagged) { $1 }
    }

    private func configuration(_ environment: [String: String]) throws(Problem) -> Configuration {
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
