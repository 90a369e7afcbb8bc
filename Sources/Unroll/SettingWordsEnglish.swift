@Sendable func englishSettingProblem(_ problem: SettingProblem) -> String {
    let expected =
        switch problem.setting {
        case .xToken: "a token without spaces or control characters"
        case .xDailyBudget, .lookingBudget: "an amount in US dollars, such as 2.50"
        case .xFallback: "syndication or fxtwitter"
        case .xFallbackURL, .xURL, .blueskyURL, .plcURL, .origin:
            "an address such as https://example.org, without a path"
        case .mastodonTokens: "host=token or host:port=token, several parted by commas"
        case .allowedHosts: "host or host:port, several parted by commas"
        case .stateFolder, .dataFolder: "the full path of a folder"
        case .database: "sqlite:PATH or postgres://USER@HOST/NAME"
        case .host: "localhost or an IP address of this machine"
        case .port: "a number up to 65535"
        case .reading, .unrolling: "everyone or host"
        case .preparesStatements, .vanishedOnX, .indexing: "on or off"
        case .statementLimit: "a number of seconds from 1 to 3600"
        case .coolDown: "a number of minutes up to 10080"
        case .videoLimit: "a number of megabytes up to 10000"
        case .workers: "a number from 1 to 64"
        case .pageCache: "a number of megabytes up to 10000"
        case .audienceX, .audienceBluesky, .audienceMastodon, .audienceReserved, .audienceExports:
            "public, link or private"
        }
    return "\(problem.setting.rawValue) has to be \(expected)."
}

@Sendable func englishPurpose(_ setting: Setting) -> String {
    switch setting {
    case .xToken: "Bearer token of your app at https://developer.x.com"
    case .xDailyBudget: "the most X may cost in a UTC day, in US dollars"
    case .xFallback: "X without a key: syndication or fxtwitter, both unofficial"
    case .xFallbackURL: "address of the fallback, when it is your own"
    case .xURL: "address of X's API"
    case .blueskyURL: "address of the Bluesky AppView"
    case .plcURL: "address of the directory of did:plc identities"
    case .mastodonTokens: "host=token for servers that answer nobody without a login"
    case .allowedHosts: "hosts that may be private or without https"
    case .stateFolder: "folder for the count of the daily budget"
    case .dataFolder: "folder of the archive"
    case .database: "sqlite:PATH or postgres://USER@HOST/NAME; else a file in the data folder"
    case .preparesStatements: "off for PgBouncer before 1.21: statements are not prepared"
    case .statementLimit: "seconds a statement of the database may take"
    case .host: "IP address the site listens at"
    case .port: "port the site listens at"
    case .origin: "address under which others know the site, such as https://skein.example"
    case .reading: "who may read public threads: everyone or host"
    case .unrolling: "who may have threads unrolled: everyone or host"
    case .vanishedOnX: "on: others may read kept posts that vanished from X"
    case .indexing: "on: search engines may list threads by others"
    case .coolDown: "minutes until a thread can be refreshed again"
    case .videoLimit: "megabytes up to which a video is copied"
    case .workers: "how many threads are unrolled at the same time"
    case .pageCache: "megabytes of pages that are kept ready in memory"
    case .audienceX: "who sees new threads from X: public, link or private"
    case .audienceBluesky: "who sees new threads from Bluesky"
    case .audienceMastodon: "who sees new threads from Mastodon"
    case .audienceReserved: "the same of authors on Mastodon who ask not to be indexed or archived"
    case .audienceExports: "who sees threads of imported exports"
    case .lookingBudget: "the most that looking for vanished posts on X may cost in a UTC day, in US dollars"
    }
}
