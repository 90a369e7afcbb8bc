import Fetch
import Loopback
import Simulated
import Testing
import Unroll

@Suite struct ExportZipTests {
    private let scratch: ExportScratch

    init() throws { scratch = try ExportScratch() }

    private func open(
        _ entries: [ZipWriter.Entry], _ limits: ExportLimits = ExportLimits()
    ) throws -> ExportArchive { try ExportArchive(path: scratch.zip(entries), limits: limits) }

    private func texts(_ archive: ExportArchive, _ id: String = "11") throws -> [String] {
        try archive.conversation(around: PostID(id), in: archive.index(), retrieved: Timestamp(seconds: 0)).posts.map(
            \.text)
    }

    private func failure(_ entries: [ZipWriter.Entry], _ limits: ExportLimits = ExportLimits()) -> ExportFailure? {
        do {
            let archive = try open(entries, limits)
            _ = try archive.index()
            return nil
        } catch { return error as? ExportFailure }
    }

    @Test func threadsAndPicturesAreRead() throws {
        let archive = try open(SmallExport.entries)
        #expect(archive.name == "export.zip")
        #expect(try archive.index().threads.map(\.words) == ["Tea needs water."])
        #expect(try texts(archive) == ["Tea needs water.", "Water needs fire.", "Fire needs patience."])
        let conversation = try archive.conversation(
            around: PostID("12"), in: archive.index(), retrieved: Timestamp(seconds: 0))
        let file = try #require(conversation.post(PostID("12"))?.attachments.first?.file)
        #expect(String(decoding: try archive.bytes(of: file), as: UTF8.self) == "not really a picture")
        #expect(throws: ExportFailure.tooLarge) { try archive.bytes(of: file, limit: 5) }
        #expect(conversation.shortfalls.isEmpty)
    }

    /// What asks for a picture stands in the middle of the file that is being read.
    @Test(.timeLimit(.minutes(1))) func picturesAreFoundWhileThreadsAreGathered() throws {
        let archive = try open(SmallExport.entries)
        let index = try archive.index()
        var files: [String?] = []
        try archive.conversations(of: index.sketches, in: index, retrieved: Timestamp(seconds: 0)) { conversations in
            files += conversations.flatMap(\.posts).flatMap(\.attachments).map(\.file)
            return true
        }
        #expect(files == ["data/tweets_media/12-cup.png"])
    }

    @Test(.timeLimit(.minutes(1))) func whoeverHasEnoughNeedNotReadToTheEnd() throws {
        let scratch = try ExportScratch()
        let export = SimulatedExport(posts: 4000)
        var tweets = ""
        export.writeTweets { tweets += String(decoding: $0, as: UTF8.self) }
        let files =
            export.smallFiles.map { ZipWriter.Entry($0.path, $0.text) } + [ZipWriter.Entry("data/tweets.js", tweets)]
        let archive = try ExportArchive(path: scratch.zip(files))
        let index = try archive.index()
        for _ in 0..<2 {
            var calls = 0
            try archive.conversations(of: index.sketches, in: index, retrieved: Timestamp(seconds: 0)) { _ in
                calls += 1
                return false
            }
            #expect(calls == 1)
        }
    }

    @Test func packedFilesAreUnpacked() throws {
        let entries = SmallExport.entries.map { entry in
            let packed = Array(Gzip.stored(entry.packed).dropFirst(10).dropLast(8))
            return ZipWriter.Entry(entry.name, deflated: packed, size: entry.size, checksum: entry.checksum)
        }
        #expect(try texts(open(entries)).count == 3)
    }

    @Test func oneFolderDeeperIsFound() throws {
        let entries = SmallExport.files.map { ZipWriter.Entry("twitter-2025/" + $0.name, $0.text) }
        #expect(try texts(open(entries)).count == 3)
    }

    /// Windows packs names without saying that they are in its old code page 437.
    @Test func namesInTheOldCodePageAreRead() throws {
        let entries = SmallExport.files.map { file in
            var entry = ZipWriter.Entry("", file.text)
            entry.rawName = [0x47, 0x72, 0x94, 0xe1, 0x65, 0x2f] + Array(file.name.utf8)
            return entry
        }
        let archive = try open(entries)
        #expect(archive.catalog.prefix == "Größe/data/")
        #expect(try texts(archive).count == 3)
        #expect(try archive.bytes(of: "Größe/data/tweets_media/12-cup.png").count == 20)
    }

    @Test(arguments: [
        "data/direct-messages.js", "data/account.js", "data/tweets_media/../account.js", "data/../data/tweets.js",
        "/etc/hostname",
        "data/deleted_tweets_media/1-a.png", "",
    ])
    func nothingElseIsOpened(path: String) throws {
        let archive = try open(SmallExport.entries)
        #expect(!archive.has(path))
        #expect(throws: ExportFailure.unsafeName(path)) { try archive.bytes(of: path) }
    }

    @Test(arguments: [
        "../outside.js", "data/../../outside.js", "/etc/cron.d/job", "\\\\host\\share", "data\\..\\..\\x", "C:\\x.js",
        "C:/x.js", "..",
        "data/tweets_media/../../../x",
    ])
    func namesThatLeadOutAreRefused(name: String) {
        #expect(failure(SmallExport.entries(with: ZipWriter.Entry(name, "x"))) == .unsafeName(name))
    }

    @Test func linksAreRefused() {
        var link = ZipWriter.Entry("data/tweets_media/10-a.png", "/etc/passwd")
        link.mode = 0o120777
        #expect(failure(SmallExport.entries(with: link)) == .unsafeName(link.name))
    }

    @Test func namesThatAreThereTwiceAreRefused() {
        let twice = ZipWriter.Entry("data/tweets.js", "window.YTD.tweets.part0 = []")
        #expect(failure(SmallExport.entries + [twice]) == .unsafeName("data/tweets.js"))
    }

    @Test func lockedFilesAreSaidSo() {
        var locked = ZipWriter.Entry("data/tweets.js", "scrambled and longer than twelve bytes")
        locked.isEncrypted = true
        #expect(failure(SmallExport.entries(with: locked)) == .encrypted)
    }

    @Test func bombsAreRefusedBeforeTheyGoOff() {
        let packed = Array(Gzip.bomb(unpacking: 64 << 20).dropFirst(10).dropLast(8))
        let bomb = ZipWriter.Entry("data/tweets.js", deflated: packed, size: (64 << 20) / 258 * 258 + 1, checksum: 0)
        #expect(failure(SmallExport.entries(with: bomb)) == .tooLarge)
        var liar = bomb
        liar.size = 1000
        #expect(failure(SmallExport.entries(with: liar)) == .damaged)
    }

    @Test func entriesThatLieOverEachOtherAreRefused() {
        let kernel = ZipWriter.Entry("data/tweets.js", [UInt8](repeating: 0x20, count: 100_000))
        let overlapping = ZipWriter.overlapping(kernel, copies: 20) { "data/tweets-part\($0).js" }
        #expect(throws: ExportFailure.tooLarge) { try ExportArchive(path: scratch.write("overlap.zip", overlapping)) }
    }

    @Test func limitsHold() {
        var limits = ExportLimits()
        limits.files = 4
        #expect(failure(SmallExport.entries, limits) == .tooManyFiles)
        limits = ExportLimits()
        limits.fileBytes = 200
        #expect(failure(SmallExport.entries, limits) == .tooLarge)
        limits = ExportLimits()
        limits.totalBytes = 300
        #expect(failure(SmallExport.entries, limits) == .tooLarge)
    }

    @Test func cutZipsAreDamaged() throws {
        let whole = ZipWriter.bytes(SmallExport.entries)
        for cut in stride(from: 4, to: whole.count, by: 37) {
            let path = try scratch.write("cut.zip", Array(whole.prefix(cut)))
            #expect(throws: ExportFailure.damaged) { try ExportArchive(path: path).index() }
        }
    }

    @Test func wrongChecksumsAreDamage() {
        var wrong = ZipWriter.Entry("data/tweets.js", "window.YTD.tweets.part0 = []")
        wrong.checksum ^= 1
        #expect(failure(SmallExport.entries(with: wrong)) == .damaged)
    }

    @Test func whatIsNoExportIsSaidSo() throws {
        #expect(failure([ZipWriter.Entry("readme.txt", "hello")]) == .notAnExport)
        #expect(failure([ZipWriter.Entry("outbox.json", "{}"), ZipWriter.Entry("actor.json", "{}")]) == .notAnExport)
        #expect(failure([]) == .notAnExport)
        let empty = ZipWriter.Entry("data/tweets.js", "window.YTD.tweets.part0 = [ ]")
        #expect(failure(SmallExport.entries(with: empty)) == .empty)
        #expect(
            failure(SmallExport.entries(with: ZipWriter.Entry("data/tweets.js", ""))) == .damagedFile("data/tweets.js"))
        for text in ["", "hello", "<html></html>"] {
            let path = try scratch.write("other.zip", Array(text.utf8))
            #expect(throws: ExportFailure.notAnExport) { try ExportArchive(path: path) }
        }
        #expect(throws: ExportFailure.notFound) { try ExportArchive(path: scratch.path + "/nothing.zip") }
        #expect(throws: ExportFailure.notAnExport) { try ExportArchive(path: "/dev/null") }
    }
}
