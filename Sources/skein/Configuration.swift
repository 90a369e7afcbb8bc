import Fetch
import Serve
import Store
import Unroll

/// Everything the settings say, read once.
struct Configuration: Sendable {
    var xToken: Secret?
    /// Millionths of a US dollar in a UTC day.
    var xDailyBudget: Int?
    var xFallback: BackfillSettings.XFallback?
    var xFallbackURL: String?
    var xURL = BackfillSettings().xURL
    var blueskyURL = BackfillSettings().blueskyURL
    var plcURL = BackfillSettings().plcURL
    /// By `host` or `host:port`, in lower case.
    var mastodonTokens: [String: Secret] = [:]
    /// `host` or `host:port`, in lower case.
    var allowedHosts: Set<String> = []
    /// Where the count of the daily budget is kept; nil without a home.
    var stateFolder: String?
    /// Where the archive is; nil without a home.
    var dataFolder: String?
    /// Nil for a file in the data folder.
    var database: DatabaseAddress?
    var databaseSettings = DatabaseSettings()
    var site: SiteSettings
    /// What has to be decided before others can open the site, and is not.
    var undecided: [Setting] = []

    /// The settings as they stand in `environment`; an empty value counts as none.
    init(_ environment: [String: String]) throws(SettingProblem) {
        let values = SettingValues(environment)
        xToken = try values.secret(.xToken)
        xDailyBudget = try values.dollars(.xDailyBudget)
        xFallback = try values.fallback(.xFallback)
        xFallbackURL = try values.origin(.xFallbackURL)
        xURL = try values.origin(.xURL) ?? xURL
        blueskyURL = try values.origin(.blueskyURL) ?? blueskyURL
        plcURL = try values.origin(.plcURL) ?? plcURL
        mastodonTokens = try values.tokens(.mastodonTokens)
        allowedHosts = try values.hosts(.allowedHosts)
        stateFolder =
            try values.folder(.stateFolder) ?? Configuration.folder("XDG_STATE_HOME", "/.local/state", environment)
        dataFolder =
            try values.folder(.dataFolder) ?? Configuration.folder("XDG_DATA_HOME", "/.local/share", environment)
        database = try values.database(.database)
        databaseSettings.preparesStatements = try values.isOn(.preparesStatements) ?? true
        databaseSettings.statementLimit =
            try values.number(.statementLimit, 1...3600).map { .seconds($0) } ?? databaseSettings.statementLimit
        site = try values.site(folder: dataFolder ?? "")
        for setting in [Setting.reading, .unrolling] where try values.admission(setting) == nil {
            undecided.append(setting)
        }
    }

    /// Every setting in `environment` whose value cannot be used.
    static func problems(in environment: [String: String]) -> [SettingProblem] {
        Setting.allCases.compactMap { setting in
            guard let value = environment[setting.rawValue] else { return nil }
            do throws(SettingProblem) {
                _ = try Configuration([setting.rawValue: value])
                return nil
            } catch {
                return error
            }
        }
    }

    /// What a backfill may know: never the keys.
    var backfillSettings: BackfillSettings {
        var settings = BackfillSettings()
        (settings.xURL, settings.blueskyURL, settings.plcURL) = (xURL, blueskyURL, plcURL)
        (settings.xFallback, settings.xFallbackURL) = (xFallback, xFallbackURL)
        settings.hasXToken = xToken != nil
        settings.mastodonTokenHosts = Set(mastodonTokens.keys)
        settings.plainHosts = allowedHosts
        return settings
    }

    /// What Fetch may ask, with which keys and for how much. What X costs is counted in the archive where there is one, else in the
    /// state folder.
    func fetchSettings(countingIn archive: Store? = nil) throws(Problem) -> FetchSettings {
        var settings = FetchSettings()
        settings.purse = archive.map { .shared($0, budget: xDailyBudget) }
        if archive == nil, xDailyBudget != nil, stateFolder == nil { throw .command(.noStateFolder) }
        (settings.xToken, settings.xOrigin, settings.mastodonTokens) = (xToken, xURL, mastodonTokens)
        (settings.allowedHosts, settings.chosenOrigins) = (allowedHosts, chosenOrigins)
        (settings.dailyBudget, settings.stateFolder) = (xDailyBudget, stateFolder)
        return settings
    }

    /// The origins a person set on purpose; they may be asked wherever they lie.
    private var chosenOrigins: Set<String> {
        Set([xURL, blueskyURL, plcURL, xFallbackURL].compactMap { $0 }).subtracting(BackfillSettings.publicOrigins)
    }

    /// `$XDG_…_HOME/skein`, by the XDG Base Directory Specification.
    static func folder(_ variable: String, _ underHome: String, _ environment: [String: String]) -> String? {
        if let folder = environment[variable], folder.hasPrefix("/") { return folder + "/skein" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + underHome + "/skein"
    }
}

extension BackfillSettings {
    fileprivate static let publicOrigins: [String] = [
        BackfillSettings().xURL, BackfillSettings().blueskyURL, BackfillSettings().plcURL,
    ]
}
