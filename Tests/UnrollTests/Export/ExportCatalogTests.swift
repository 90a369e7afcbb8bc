import Testing
import Unroll

@Suite struct ExportCatalogTests {
    @Test(arguments: [
        "data/direct-messages.js", "data/direct-messages-group.js", "data/deleted-tweets.js",
        "data/deleted-tweet-headers.js",
        "data/deleted-note-tweet.js", "data/twitter-circle-tweet.js", "data/protected-history.js",
        "data/ad-engagements.js",
        "data/ip-audit.js", "data/contact.js", "data/community-tweet.js", "data/like.js", "data/tweets.json",
        "data/tweets.js.exe",
        "data/tweets-part.js", "data/tweets-part-1.js", "data/account-part1.js",
        "data/tweets-part99999999999999999999.js",
        "data/deleted-tweets-part1.js", "data/Tweets.js", "",
    ])
    func otherFilesHaveNoName(path: String) { #expect(ExportFile(path: path) == nil) }

    @Test(arguments: [
        (["data/tweets.js", "data/account.js", "assets/x.js"], "data/"), (["tweets.js", "account.js"], ""),
        (["mine/data/tweet.js", "mine/data/account.js"], "mine/data/"), (["mine/tweets.js"], "mine/"),
        (["data/tweets.js", "old/data/tweets.js"], "data/"),
    ])
    func exportIsFoundWhereItLies(paths: [String], prefix: String) throws {
        let catalog = try ExportCatalog(paths: paths)
        #expect(catalog.prefix == prefix)
        #expect(catalog.files.allSatisfy { $0.path.hasPrefix(prefix) })
    }

    @Test func whatIsNoExportIsSaidSo() {
        for paths in [[], ["data/account.js"], ["a/b/c/tweets.js"], ["a/b/tweets.js"], ["outbox.json"]] {
            #expect(throws: ExportFailure.notAnExport) { try ExportCatalog(paths: paths) }
        }
        #expect(throws: ExportFailure.severalExports) {
            try ExportCatalog(paths: ["a/data/tweets.js", "b/data/tweets.js"])
        }
    }

    @Test func partsComeInOrder() throws {
        let catalog = try ExportCatalog(paths: [
            "data/tweets-part10.js", "data/tweets-part2.js", "data/tweets.js", "data/note-tweet.js", "data/manifest.js",
        ])
        #expect(
            catalog.files.map(\.path) == [
                "data/manifest.js", "data/note-tweet.js", "data/tweets.js", "data/tweets-part2.js",
                "data/tweets-part10.js",
            ])
    }

    @Test(arguments: [
        ("data/tweets_media/1-a_B-c.jpg", true), ("data/tweet_media/1-a.mp4", true),
        ("data/deleted_tweets_media/1-a.jpg", false),
        ("data/direct_messages_media/1-a.jpg", false), ("data/tweets_media/../account.js", false),
        ("data/tweets_media/..", false),
        ("data/tweets_media/", false), ("tweets_media/1-a.jpg", false), ("data/tweets_media/a\u{0}.jpg", false),
        ("/data/tweets_media/a.jpg", false),
    ])
    func onlyMediaOfPublicPostsAreOpened(path: String, isMedia: Bool) throws {
        #expect(try ExportCatalog(paths: ["data/tweets.js"]).isMedia(path) == isMedia)
    }
}
