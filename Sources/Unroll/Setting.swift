/// Everything a person can set: by a flag, by an environment variable, or by a line of the settings file, the first of these that is
/// there. docs/settings.md has them all.
package enum Setting: String, Hashable, Sendable, CaseIterable {
    case xToken = "SKEIN_X_TOKEN"
    case xDailyBudget = "SKEIN_X_DAILY_BUDGET"
    case xFallback = "SKEIN_X_FALLBACK"
    case xFallbackURL = "SKEIN_X_FALLBACK_URL"
    case xURL = "SKEIN_X_URL"
    case blueskyURL = "SKEIN_BLUESKY_URL"
    case plcURL = "SKEIN_PLC_URL"
    case mastodonTokens = "SKEIN_MASTODON_TOKENS"
    case allowedHosts = "SKEIN_ALLOW_HOSTS"
    case stateFolder = "SKEIN_STATE"
    case dataFolder = "SKEIN_DATA"
    case database = "SKEIN_DATABASE"
    case preparesStatements = "SKEIN_PREPARED_STATEMENTS"
    case statementLimit = "SKEIN_STATEMENT_LIMIT"
    case host = "SKEIN_HOST"
    case port = "SKEIN_PORT"
    case origin = "SKEIN_ORIGIN"
    case reading = "SKEIN_READING"
    case unrolling = "SKEIN_UNROLLING"
    case vanishedOnX = "SKEIN_X_VANISHED"
    case indexing = "SKEIN_INDEXING"
    case coolDown = "SKEIN_COOL_DOWN"
    case videoLimit = "SKEIN_VIDEO_LIMIT"
    case workers = "SKEIN_WORKERS"
    case pageCache = "SKEIN_PAGE_CACHE"
    case audienceX = "SKEIN_AUDIENCE_X"
    case audienceBluesky = "SKEIN_AUDIENCE_BLUESKY"
    case audienceMastodon = "SKEIN_AUDIENCE_MASTODON"
    case audienceReserved = "SKEIN_AUDIENCE_RESERVED"
    case audienceExports = "SKEIN_AUDIENCE_EXPORTS"
    case lookingBudget = "SKEIN_X_LOOKING_BUDGET"

    /// Without its dashes. Keys have none, for a command line can be read by everybody on the machine.
    package var flag: String? {
        switch self {
        case .dataFolder: "data"
        case .database: "database"
        case .host: "host"
        case .port: "port"
        case .origin: "origin"
        case .reading: "reading"
        case .unrolling: "unrolling"
        default: nil
        }
    }

    /// What holds where nothing is set, in the form in which it would be set; nil for nothing.
    package var standard: String? {
        switch self {
        case .xURL: "https://api.x.com"
        case .blueskyURL: "https://public.api.bsky.app"
        case .plcURL: "https://plc.directory"
        case .stateFolder: "~/.local/state/skein"
        case .dataFolder: "~/.local/share/skein"
        case .preparesStatements: "on"
        case .statementLimit: "15"
        case .host: "127.0.0.1"
        case .port: "8080"
        case .reading, .unrolling: "host"
        case .vanishedOnX, .indexing: "off"
        case .coolDown: "5"
        case .videoLimit: "50"
        case .workers: "4"
        case .pageCache: "64"
        case .audienceX, .audienceReserved: "link"
        case .audienceBluesky, .audienceMastodon, .audienceExports: "public"
        case .lookingBudget: "1"
        case .xToken, .xDailyBudget, .xFallback, .xFallbackURL, .mastodonTokens, .allowedHosts, .database, .origin: nil
        }
    }
}

/// A setting whose value cannot be used.
package struct SettingProblem: Error, Hashable, Sendable {
    package var setting: Setting
    package init(_ setting: Setting) { self.setting = setting }
}
