import Fetch
import Glibc
import Simulated
import Testing
import Unroll

/// What Skein opens of an export, and what it leaves alone: everything that is nobody's business.
@Suite struct ExportOpenedFilesTests {
    private let scratch: ExportScratch

    init() throws { scratch = try ExportScratch() }

    private static let privateFiles = [
        "data/direct-messages.js", "data/direct-messages-group.js", "data/direct-message-headers.js",
        "data/deleted-tweets.js", "data/deleted-tweets-part1.js", "data/deleted-tweet-headers.js",
        "data/deleted-note-tweet.js", "data/twitter-circle-tweet.js", "data/protected-history.js",
        "data/community-tweet.js", "data/ip-audit.js", "data/email-address-change.js", "data/contact.js",
        "data/grok-chat-item.js", "data/deleted_tweets_media/12-cup.png", "data/direct_messages_media/12-cup.png",
        "data/direct_messages_group_media/12-cup.png", "data/twitter_circle_tweet_media/12-cup.png",
        "data/community_tweet_media/12-cup.png", "data/profile_media/77-face.png",
    ]

    /// What a private file would bring if it were read for one of the author's.
    private static let secret = SmallExport.files.first { $0.name == "data/tweets.js" }.map {
        $0.text.replacing("Tea needs water.", with: "A secret.")
    }

    private func conversation(_ archive: ExportArchive) throws -> Conversation {
        try archive.conversation(around: PostID("10"), in: archive.index(), retrieved: Timestamp(seconds: 0))
    }

    /// The kernel tells of every file and folder that is opened.
    @Test(arguments: ["", "/data"]) func onlyFilesOnTheListAreOpened(inside: String) throws {
        for file in SmallExport.files { _ = try scratch.write(file.name, Array(file.text.utf8)) }
        for name in Self.privateFiles { _ = try scratch.write(name, Array((Self.secret ?? "").utf8)) }
        let folders = Set(
            (SmallExport.files.map(\.name) + Self.privateFiles).map { $0.split(separator: "/").dropLast() })
        let watch = try OpenWatch(in: scratch.path, [""] + folders.map { $0.joined(separator: "/") })
        let archive = try ExportArchive(path: scratch.path + inside)
        let conversation = try conversation(archive)
        let files = conversation.posts.flatMap(\.attachments).compactMap(\.file)
        #expect(files.count == 1)
        for file in files { #expect(try archive.bytes(of: file).count == 20) }
        #expect(
            conversation.posts.map(\.text).sorted() == [
                "Fire needs patience.", "Tea needs water.", "Water needs fire.",
            ])
        let expected: Set = [
            "data/manifest.js", "data/account.js", "data/tweets.js", "data/tweets_media",
            "data/tweets_media/12-cup.png",
        ]
        #expect(watch.opened().subtracting(["data"]) == expected)
    }

    /// Locked, and not what their checksums say: they could not be read without a failure.
    @Test func onlyEntriesOnTheListAreOpened() throws {
        let locked = Self.privateFiles.map { name in
            var entry = ZipWriter.Entry(name, Self.secret ?? "")
            (entry.isEncrypted, entry.checksum) = (true, entry.checksum ^ 1)
            return entry
        }
        let entries = SmallExport.entries.filter { !Self.privateFiles.contains($0.name) } + locked
        let archive = try ExportArchive(path: scratch.zip(entries))
        let conversation = try conversation(archive)
        #expect(
            conversation.posts.map(\.text).sorted() == [
                "Fire needs patience.", "Tea needs water.", "Water needs fire.",
            ])
        #expect(conversation.posts.flatMap(\.attachments).compactMap(\.file) == ["data/tweets_media/12-cup.png"])
        for name in Self.privateFiles {
            #expect(!archive.has(name))
            #expect(throws: ExportFailure.unsafeName(name)) { try archive.bytes(of: name) }
        }
    }

    /// A picture of a public post is not looked for among the private ones.
    @Test func privatePicturesStandInForNothing() throws {
        let entries = SmallExport.entries.filter { $0.name != "data/tweets_media/12-cup.png" }
        let hidden = Self.privateFiles.filter { $0.hasSuffix("12-cup.png") }.map { ZipWriter.Entry($0, "private") }
        let archive = try ExportArchive(path: scratch.zip(entries + hidden))
        #expect(try conversation(archive).posts.flatMap(\.attachments).map(\.file) == [nil])
    }
}

/// Listens to what is opened in some folders (inotify).
private final class OpenWatch {
    private let number = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    private var folders: [Int32: String] = [:]

    struct Deaf: Error {}

    init(in root: String, _ folders: [String]) throws {
        for folder in folders {
            let watch = inotify_add_watch(number, root + "/" + folder, UInt32(IN_OPEN))
            guard watch >= 0 else { throw Deaf() }
            self.folders[watch] = folder.isEmpty ? "" : folder + "/"
        }
    }

    deinit { close(number) }

    /// The files and folders that were opened since it was asked last.
    func opened() -> Set<String> {
        var (paths, buffer) = (Set<String>(), [UInt8](repeating: 0, count: 65_536))
        let count = read(number, &buffer, buffer.count)
        var rest = buffer.prefix(max(0, count))
        while rest.count >= MemoryLayout<inotify_event>.size {
            let event = rest.withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
            rest = rest.dropFirst(MemoryLayout<inotify_event>.size)
            let name = rest.prefix(Int(event.len)).prefix { $0 != 0 }
            if !name.isEmpty { paths.insert((folders[event.wd] ?? "?") + String(decoding: name, as: UTF8.self)) }
            rest = rest.dropFirst(Int(event.len))
        }
        return paths
    }
}
