import ArgumentParser
import Print
import Render
import Store
import Unroll

/// What may follow `skein` on the command line. The commands only say what was asked for; `Program` does it.
struct SkeinCommand: ParsableCommand {
    static let version = "0.1.0"
    static let configuration = CommandConfiguration(
        commandName: "skein", abstract: words.skein, version: version,
        subcommands: [
            UnrollCommand.self, ThreadsCommand.self, ServeCommand.self, ImportCommand.self, AudienceCommand.self,
            RemoveCommand.self, ReunrollCommand.self, DoctorCommand.self, PictureWorkerCommand.self,
            PrintWorkerCommand.self,
        ])

    fileprivate static let words = Words.english.command.help
}

struct UnrollCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unroll", abstract: words.unroll, discussion: words.unrollDiscussion)

    @Argument(help: ArgumentHelp(words.links, valueName: "link"))
    var links: [String] = []
    @Option(help: ArgumentHelp(words.format))
    var format: Format?
    @Option(name: .shortAndLong, help: ArgumentHelp(words.output, valueName: "path"), completion: .file())
    var output: String?
    @Option(help: ArgumentHelp(words.from, valueName: "export"), completion: .file())
    var from: String?
    @Option(help: ArgumentHelp(words.media))
    var media: RenderOptions.Media?
    @Flag(help: ArgumentHelp(words.prose))
    var prose = false
    @Option(help: ArgumentHelp(words.paper))
    var paper: PrintOptions.Paper?
    @Flag(help: ArgumentHelp(words.files))
    var files = false
    @Flag(help: ArgumentHelp(words.keep))
    var keep = false
    @Flag(help: ArgumentHelp(words.estimate))
    var estimate = false
    @Option(help: ArgumentHelp(words.replay, valueName: "file"), completion: .file())
    var replay: String?
    @Option(help: ArgumentHelp(words.record, valueName: "file"), completion: .file())
    var record: String?
    @OptionGroup var settings: SettingOptions

    private static let words = SkeinCommand.words
}

struct ThreadsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "threads", abstract: SkeinCommand.words.threads)

    @Argument(help: ArgumentHelp(SkeinCommand.words.export, valueName: "export"), completion: .file())
    var export: String
}

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: SkeinCommand.words.serve, discussion: SkeinCommand.words.serveDiscussion)

    @Option(help: ArgumentHelp(SkeinCommand.words.samples, valueName: "folder"), completion: .directory)
    var samples: String?
    @OptionGroup var site: SiteOptions
    @OptionGroup var settings: SettingOptions
}

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: SkeinCommand.words.importing,
        discussion: SkeinCommand.words.importingDiscussion)

    @Argument(help: ArgumentHelp(SkeinCommand.words.export, valueName: "export"), completion: .file())
    var export: String
    @OptionGroup var settings: SettingOptions
}

struct AudienceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audience", abstract: SkeinCommand.words.audience,
        discussion: SkeinCommand.words.audienceDiscussion)

    @Argument(help: ArgumentHelp(SkeinCommand.words.removed))
    var link: String
    @Argument(help: ArgumentHelp(SkeinCommand.words.seenBy))
    var audience: Audience
    @OptionGroup var settings: SettingOptions
}

struct RemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: SkeinCommand.words.remove, discussion: SkeinCommand.words.removeDiscussion)

    @Argument(help: ArgumentHelp(SkeinCommand.words.removed))
    var link: String?
    @Option(help: ArgumentHelp(SkeinCommand.words.author, valueName: "author"))
    var author: String?
    @Flag(help: ArgumentHelp(SkeinCommand.words.yes))
    var yes = false
    @OptionGroup var settings: SettingOptions
}

struct ReunrollCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reunroll", abstract: SkeinCommand.words.reunroll,
        discussion: SkeinCommand.words.reunrollDiscussion)

    @OptionGroup var settings: SettingOptions
}

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "doctor", abstract: SkeinCommand.words.doctor)

    @Flag(help: ArgumentHelp(SkeinCommand.words.online))
    var online = false
    @OptionGroup var settings: SettingOptions
}

extension Format: ExpressibleByArgument {}
extension Audience: ExpressibleByArgument {}
extension RenderOptions.Media: ExpressibleByArgument {}
extension PrintOptions.Paper: ExpressibleByArgument {}
