/// Whose export it is, as `account.js` names its parts and as `manifest.js` does.
struct ExportedAccount: JSONObject, Sendable {
    var id: Int64?
    var handle: String?
    var name: String?

    mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
        switch key {
        case "accountId": id = try json.id()
        case "username", "userName": handle = try json.text()
        case "accountDisplayName", "displayName": name = try json.text()
        default: try json.skip()
        }
    }
}

/// `manifest.js`, as far as Skein reads it.
struct ExportManifest: JSONObject, Sendable {
    struct Archive: JSONObject, Sendable {
        var isPartial: Bool?
        /// When X made the export: `2025-05-03T10:00:00.000Z`.
        var made: String?

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "isPartialArchive": isPartial = try json.flag()
            case "generationDate": made = try json.text()
            default: try json.skip()
            }
        }
    }

    struct File: JSONObject, Sendable {
        /// How many elements it has.
        var count: Int?

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            if case "count" = key { count = try json.count() } else { try json.skip() }
        }
    }

    struct Kind: JSONObject, Sendable {
        var files: [File] = []

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            if case "files" = key { files = try json.objects() } else { try json.skip() }
        }
    }

    struct Kinds: JSONObject, Sendable {
        /// `tweets`, before 2022 `tweet`.
        var posts: Kind?

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "tweets": posts = try json.object() ?? posts
            case "tweet":
                let older: Kind? = try json.object()
                posts = posts ?? older
            default: try json.skip()
            }
        }
    }

    var account: ExportedAccount?
    var archive: Archive?
    var kinds: Kinds?

    mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
        switch key {
        case "userInfo": account = try json.object()
        case "archiveInfo": archive = try json.object()
        case "dataTypes": kinds = try json.object()
        default: try json.skip()
        }
    }
}

/// The element of `account.js`; the e-mail address beside these is not read.
struct ExportAccount: JSONObject, Sendable {
    var account: ExportedAccount?

    mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
        if case "account" = key { account = try json.object() } else { try json.skip() }
    }
}

/// The element of `profile.js`.
struct ExportProfile: JSONObject, Sendable {
    struct Profile: JSONObject, Sendable {
        struct Description: JSONObject, Sendable {
            var bio: String?

            mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
                if case "bio" = key { bio = try json.text() } else { try json.skip() }
            }
        }

        var description: Description?
        var avatar: String?

        mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
            switch key {
            case "description": description = try json.object()
            case "avatarMediaUrl": avatar = try json.text()
            default: try json.skip()
            }
        }
    }

    var profile: Profile?

    mutating func read(_ key: JSONKey, from json: inout JSONReader) throws(JSONReader.Malformed) {
        if case "profile" = key { profile = try json.object() } else { try json.skip() }
    }
}
