/// `manifest.js`, as far as Skein reads it.
struct ExportManifest: Decodable, Sendable {
    struct User: Decodable, Sendable {
        @Lenient var accountId: ExportNumber?
        @Lenient var userName: String?
        @Lenient var displayName: String?
    }

    struct Archive: Decodable, Sendable {
        @Lenient var isPartialArchive: ExportFlag?
        /// When X made the export: `2025-05-03T10:00:00.000Z`.
        @Lenient var generationDate: String?
    }

    struct File: Decodable, Sendable {
        @Lenient var fileName: String?
        @Lenient var count: ExportNumber?
    }

    struct Kind: Decodable, Sendable {
        @Lossy var files: [File]
    }

    struct Kinds: Decodable, Sendable {
        @Lenient var tweets: Kind?
        @Lenient var tweet: Kind?
    }

    @Lenient var userInfo: User?
    @Lenient var archiveInfo: Archive?
    @Lenient var dataTypes: Kinds?
}

/// The element of `account.js`; the e-mail address beside these is not read.
struct ExportAccount: Decodable, Sendable {
    struct Account: Decodable, Sendable {
        @Lenient var accountId: ExportNumber?
        @Lenient var username: String?
        @Lenient var accountDisplayName: String?
    }

    var account: Account
}

/// The element of `profile.js`.
struct ExportProfile: Decodable, Sendable {
    struct Profile: Decodable, Sendable {
        struct Description: Decodable, Sendable {
            @Lenient var bio: String?
        }

        @Lenient var description: Description?
        @Lenient var avatarMediaUrl: String?
    }

    var profile: Profile
}
