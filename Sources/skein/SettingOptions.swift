import ArgumentParser
import Unroll

/// Flags that every command takes which stands on settings.
struct SettingOptions: ParsableArguments {
    @Option(help: ArgumentHelp(SettingOptions.words.settings, valueName: "file"), completion: .file())
    var settings: String?
    @Option(help: ArgumentHelp(SettingOptions.words.sets(.dataFolder), valueName: "folder"), completion: .directory)
    var data: String?
    @Option(help: ArgumentHelp(SettingOptions.words.sets(.database), valueName: "address"))
    var database: String?

    static let words = Words.english.command.help

    /// What these flags set.
    var values: [Setting: String] {
        var values: [Setting: String] = [:]
        values[.dataFolder] = data.map(OutputFile.absolute)
        values[.database] = database
        return values
    }
}

/// Flags of the site.
struct SiteOptions: ParsableArguments {
    @Option(help: ArgumentHelp(SettingOptions.words.sets(.host), valueName: "address"))
    var host: String?
    @Option(help: ArgumentHelp(SettingOptions.words.sets(.port)))
    var port: String?
    @Option(help: ArgumentHelp(SettingOptions.words.sets(.origin), valueName: "address"))
    var origin: String?
    @Option(help: ArgumentHelp(SettingOptions.words.sets(.reading), valueName: "who"))
    var reading: String?
    @Option(help: ArgumentHelp(SettingOptions.words.sets(.unrolling), valueName: "who"))
    var unrolling: String?

    var values: [Setting: String] {
        var values: [Setting: String] = [:]
        (values[.host], values[.port], values[.origin]) = (host, port, origin)
        (values[.reading], values[.unrolling]) = (reading, unrolling)
        return values
    }
}
