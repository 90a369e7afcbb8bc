import Fetch
import Glibc
import Simulated
import Testing
import Unroll

@Suite struct ExportFolderTests {
    private let scratch: ExportScratch

    init() throws { scratch = try ExportScratch() }

    private func write(in folder: String = "") throws {
        for file in SmallExport.files { _ = try scratch.write(folder + file.name, Array(file.text.utf8)) }
    }

    private func posts(_ path: String) throws -> [Post] {
        let archive = try ExportArchive(path: path)
        let conversation = try archive.conversation(
            around: PostID("10"), in: archive.index(), retrieved: Timestamp(seconds: 0))
        return Array(conversation.posts)
    }

    @Test(arguments: ["", "/", "/mine", "/mine/data", "/mine/data/"])
    func exportIsFoundWhereverThePersonPoints(inside: String) throws {
        try write(in: "mine/")
        let posts = try posts(scratch.path + inside)
        #expect(posts.count == 3)
        let files = posts.flatMap(\.attachments).compactMap(\.file)
        let file = try #require(files.first)
        let archive = try ExportArchive(path: scratch.path + inside)
        #expect(String(decoding: try archive.bytes(of: file), as: UTF8.self) == "not really a picture")
    }

    @Test func linksInsideAreNotFollowed() throws {
        try write(in: "real/")
        let other = try ExportScratch()
        try other.link("data", to: scratch.path + "/real/data")
        #expect(throws: ExportFailure.unsafeName("data")) { try ExportArchive(path: other.path) }
        let third = try ExportScratch()
        _ = try third.write("data/account.js", [])
        try third.link("data/tweets.js", to: scratch.path + "/real/data/tweets.js")
        #expect(throws: ExportFailure.unsafeName("data/tweets.js")) { try ExportArchive(path: third.path) }
    }

    @Test func aLinkToTheExportItselfIsTheirs() throws {
        try write()
        let other = try ExportScratch()
        try other.link("shortcut", to: scratch.path)
        #expect(try posts(other.path + "/shortcut").count == 3)
    }

    @Test func linksAmongTheMediaAreNotThere() throws {
        try write()
        let archive = try ExportArchive(path: scratch.path)
        try scratch.link("data/tweets_media/10-secret.png", to: "/etc/hostname")
        #expect(!archive.has("data/tweets_media/10-secret.png"))
        #expect(throws: ExportFailure.unsafeName("data/tweets_media/10-secret.png")) {
            try archive.bytes(of: "data/tweets_media/10-secret.png")
        }
        #expect(throws: ExportFailure.notFound) { try archive.bytes(of: "data/tweets_media/10-gone.png") }
    }

    @Test func aPipeInThePlaceOfAFileHoldsNothingUp() throws {
        try write()
        #expect(mkfifo(scratch.path + "/data/tweets-part1.js", 0o600) == 0)
        #expect(throws: ExportFailure.unsafeName("data/tweets-part1.js")) { try ExportArchive(path: scratch.path) }
    }

    @Test func whatIsNoExportIsSaidSo() throws {
        #expect(throws: ExportFailure.notAnExport) { try ExportArchive(path: scratch.path) }
        try write(in: "a/")
        try write(in: "b/")
        #expect(throws: ExportFailure.severalExports) { try ExportArchive(path: scratch.path) }
    }
}
