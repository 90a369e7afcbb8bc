import Fetch
import Foundation
import Loopback
import Store
import Synchronization
import Testing
import Unroll

@testable import Serve

/// From an address in a post to a file in the folder of media.
@Suite(.timeLimit(.minutes(3))) struct MediaCopierTests {
    @Test(arguments: ArchiveEngine.available) func aPictureIsCopiedOnceAndShrunk(_ engine: ArchiveEngine) async throws {
        let laboratory = try await MediaLaboratory(on: engine, files: ["/a": "wide.jpg", "/b": "wide.jpg"])
        try await laboratory.keep("/a", "/b")
        await laboratory.copy()
        let medium = try #require(try await laboratory.medium("/a"))
        #expect(try await laboratory.medium("/b") == medium)
        #expect(
            medium.type == "image/jpeg" && medium.length == 20_457 && medium.width == 1600 && medium.height == 1067)
        let name = hexadecimal(medium.hash)
        let path = "\(name.prefix(2))/\(name.dropFirst(2))"
        let versions = ["-96", "-192", "-640", "-640-avif", "-1280", "-1280-avif"]
        #expect(laboratory.files == Set([path] + versions.map { path + $0 }))
        let original = laboratory.folder.appending(path: "media/" + path)
        #expect(Array(try Data(contentsOf: original)) == (try MediaLaboratory.picture("wide.jpg")))
        let small = Array(try Data(contentsOf: laboratory.folder.appending(path: "media/" + path + "-640")))
        #expect(MediumType(small) == .webp)
        let smaller = Array(try Data(contentsOf: laboratory.folder.appending(path: "media/" + path + "-640-avif")))
        #expect(MediumType(smaller) == .avif && smaller.count < small.count)
        await laboratory.copy(after: 10_000)
        #expect(laboratory.network.requests.count == 2)
        await laboratory.close()
    }

    @Test(arguments: [
        ("turned.jpg", "image/jpeg", 600, 800), ("emoji.png", "image/png", 20, 20),
        ("moving.gif", "image/gif", 700, 300),
        ("modern.avif", "image/avif", 900, 700), ("modern.webp", "image/webp", 900, 700),
        ("large.png", "image/png", 8660, 5774),
    ]) func itIsWhatItsBytesSay(_ file: String, _ type: String, _ width: Int, _ height: Int) async throws {
        let picture = try MediaLaboratory.picture(file)
        let laboratory = try await MediaLaboratory { _ in .bytes(picture, type: "image/svg+xml") }
        try await laboratory.keep("/a.svg")
        await laboratory.copy()
        let medium = try await laboratory.medium("/a.svg")
        #expect(medium?.type == type && medium?.width == width && medium?.height == height)
        await laboratory.close()
    }

    @Test func smallerVersionsSayNothingOfTheCamera() async throws {
        let laboratory = try await MediaLaboratory(files: ["/a": "turned.jpg"])
        try await laboratory.keep("/a")
        await laboratory.copy()
        let small = laboratory.files.filter { $0.contains("-") }
        #expect(small.count == 2)
        for file in small {
            let bytes = try Data(contentsOf: laboratory.folder.appending(path: "media/" + file))
            #expect(bytes.firstRange(of: Data("SecretCamera".utf8)) == nil)
        }
        await laboratory.close()
    }

    @Test(arguments: ["broken.jpg", "bomb.png"]) func whatCannotBeDecodedIsTriedAgain(_ file: String) async throws {
        let laboratory = try await MediaLaboratory(files: ["/a": file])
        try await laboratory.keep("/a")
        await laboratory.copy()
        #expect(try await laboratory.medium("/a") == nil)
        #expect(try await laboratory.failure("/a") == "undecodable")
        #expect(laboratory.files.isEmpty)
        await laboratory.copy()
        #expect(laboratory.network.requests.count == 1)
        await laboratory.copy(after: 2)
        #expect(laboratory.network.requests.count == 2)
        await laboratory.close()
    }

    @Test(arguments: [
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        "<!DOCTYPE html><script src=x></script>",
        "", "%PDF-1.7",
    ]) func anythingElseIsRefusedForGood(_ text: String) async throws {
        let laboratory = try await MediaLaboratory { _ in .bytes(Array(text.utf8), type: "image/png") }
        try await laboratory.keep("/a.png")
        await laboratory.copy()
        await laboratory.copy(after: 1 << 30)
        #expect(try await laboratory.failure("/a.png") == "foreign-type")
        #expect(laboratory.network.requests.count == 1)
        #expect(laboratory.files.isEmpty)
        await laboratory.close()
    }

    @Test func aFailureIsTriedAgainAndAtLastGivenUp() async throws {
        let laboratory = try await MediaLaboratory { _ in .status(404) }
        try await laboratory.keep("/a")
        for _ in 0..<12 { await laboratory.copy(after: 80 * 60) }
        #expect(laboratory.network.requests.count == 7)
        #expect(try await laboratory.failure("/a") == "404")
        await laboratory.close()
    }

    @Test(arguments: ArchiveEngine.available) func whatComesBackIsCopied(_ engine: ArchiveEngine) async throws {
        let picture = try MediaLaboratory.picture("emoji.png")
        let isThere = Mutex(false)
        let laboratory = try await MediaLaboratory(on: engine) { _ in
            isThere.withLock { $0 } ? .bytes(picture) : .status(503)
        }
        try await laboratory.keep("/a")
        await laboratory.copy()
        #expect(try await laboratory.medium("/a") == nil)
        isThere.withLock { $0 = true }
        await laboratory.copy(after: 2)
        #expect(try await laboratory.medium("/a") != nil)
        await laboratory.close()
    }

    @Test func videosAreCopiedUpToALimit() async throws {
        let laboratory = try await MediaLaboratory { path in
            .bytes(
                [0, 0, 0, 16] + Array("ftypisom\0\0\0\0".utf8)
                    + Array(repeating: 0, count: path == "/long" ? 200_000 : 50_000))
        } _: {
            $0.videoLimit = 100_000
        }
        try await laboratory.keep("/short", "/long")
        await laboratory.copy()
        #expect(try await laboratory.medium("/short")?.type == "video/mp4")
        #expect(try await laboratory.failure("/long") == "too-large")
        await laboratory.close()
    }

    @Test func privateAddressesAreNotAsked() async throws {
        let laboratory = try await MediaLaboratory({ _ in .status(302, headers: ["location": "https://10.0.0.7/a"]) })
        let paths = [
            "https://127.0.0.1:1/a", "https://[::1]/a", "https://169.254.169.254/latest/meta-data", "/redirected",
        ]
        for (number, path) in paths.enumerated() { try await laboratory.keep(path, id: String(number)) }
        await laboratory.copy()
        var failures: [String?] = []
        for path in paths { failures.append(try await laboratory.failure(path)) }
        #expect(failures == ["refused-address", "refused-address", "refused-address", "refused-redirect"])
        await laboratory.copy(after: 1 << 30)
        #expect(laboratory.network.requests.count == 1)
        await laboratory.close()
    }

    /// An address can stand in any part of a post, and a name may lead anywhere.
    @Test func privateAddressesAreNotAskedThroughAnyPart() async throws {
        let laboratory = try await MediaLaboratory(
            { _ in .status(200) }, resolver: LeadingTo(["127.0.0.1", "10.0.0.7", "::1", "169.254.169.254"]))
        func link(_ name: String) -> Link { laboratory.link("https://\(name):\(laboratory.network.port)/a") }
        var ines = Author(id: Author.ID("did:plc:ines"), handle: "ines.example")
        ines.avatar = link("avatar.example")
        var quoted = Invented.posts(["quoted"], by: ines, key: "q")[0]
        quoted.author.avatar = link("quoted-avatar.example")
        quoted.attachments = [Attachment(kind: .image, url: link("quoted-picture.example"))]
        var posts = Invented.posts(["one", "two"], by: ines)
        posts[0].quote = .post(quoted)
        posts[0].attachments = [
            Attachment(kind: .image, url: link("picture.example")),
            Attachment(kind: .video, url: link("video.example"), preview: link("poster.example")),
        ]
        posts[1].card = Card(url: link("page.example"), title: "a page", image: link("card.example"))
        posts[1].facets = [Facet(0..<1, .emoji(CustomEmoji(shortcode: "a", url: link("emoji.example"))))]
        _ = try await laboratory.site.store.keep(
            Keeping(Invented.thread(posts), audience: .public, reason: "test", linkKey: "k"))
        await laboratory.copy()
        for name in ["avatar", "quoted-avatar", "quoted-picture", "picture", "video", "poster", "card", "emoji"] {
            let failure = try await laboratory.failure(link("\(name).example").text)
            #expect(failure == "refused-address", "\(name)")
        }
        await laboratory.copy(after: 1 << 30)
        #expect(laboratory.network.connectionCount == 0)
        await laboratory.close()
    }

    @Test func whoeverLiesAboutSizesLeavesNothing() async throws {
        let laboratory = try await MediaLaboratory { path in
            path == "/endless"
                ? .endless : .truncated("\u{89}PNG\r\n\u{1a}\n", ending: path == "/reset" ? .reset : .close)
        }
        try await laboratory.keep("/endless", "/reset", "/short")
        await laboratory.copy()
        #expect(try await laboratory.failure("/endless") == "foreign-type")
        #expect(try await laboratory.failure("/reset") == "connection-lost")
        #expect(try await laboratory.failure("/short") == "connection-lost")
        #expect(laboratory.files.isEmpty)
        await laboratory.close()
    }

    @Test func withoutADecoderTheOriginalIsKept() async throws {
        let laboratory = try await MediaLaboratory(files: ["/a": "wide.jpg"]) { $0.program = "/nowhere/skein" }
        try await laboratory.keep("/a")
        await laboratory.copy()
        let medium = try #require(try await laboratory.medium("/a"))
        #expect(medium.width == nil)
        #expect(laboratory.files.count == 1)
        await laboratory.close()
    }

    @Test func aDecoderThatDiesOrHangsSpoilsOnlyOnePicture() async throws {
        let order = PictureOrder(source: "/dev/null", maximumPixels: 1, .versions([]))
        #expect(await PictureDecoder(program: "/bin/false").decode(order) == .undecodable)
        let script = try CountedProgram.script("exec sleep 600")
        let hanging = PictureDecoder(program: script, patience: 300)
        #expect(await hanging.decode(order) == .undecodable)
        #expect(await hanging.decode(order) == .undecodable)
        try FileManager.default.removeItem(atPath: script)
    }

    @Test func aDecoderThatDiedWaitingIsReplaced() async throws {
        let (program, picture) = (
            try CountedProgram(), FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        )
        defer {
            program.remove()
            try? FileManager.default.removeItem(at: picture)
        }
        try Data(MediaLaboratory.picture("wide.jpg")).write(to: picture)
        let (decoder, order) = (
            PictureDecoder(program: program.path),
            PictureOrder(source: picture.path, maximumPixels: MediaDownload.maximumPixels, .versions([]))
        )
        let outcome = await decoder.decode(order)
        #expect(await decoder.decode(order) == outcome)
        let waiting = try program.processes
        try #require(waiting.count == 1 && outcome != .undecodable)
        try await CountedProgram.end(waiting[0])
        #expect(await decoder.decode(order) == outcome)
        #expect(try program.processes.count == 2)
    }

    @Test(arguments: ArchiveEngine.available) func severalCopiersShareTheWork(_ engine: ArchiveEngine) async throws {
        let laboratory = try await MediaLaboratory(
            on: engine, files: ["/a": "wide.jpg", "/b": "wide.jpg", "/c": "modern.webp"])
        try await laboratory.keep("/a", "/b", "/c")
        let other = MediaCopier(laboratory.site)
        async let first: Void = laboratory.copier.copyDue()
        async let second: Void = other.copyDue()
        _ = await (first, second)
        #expect(laboratory.network.requests.count == 3)
        #expect(laboratory.files.count == 7 + 5)
        #expect(laboratory.files.allSatisfy { !$0.hasPrefix("incoming") })
        await laboratory.close()
    }

    @Test(arguments: ArchiveEngine.available) func whatWasRemovedLosesItsFiles(_ engine: ArchiveEngine) async throws {
        let laboratory = try await MediaLaboratory(on: engine, files: ["/a": "wide.jpg", "/b": "modern.webp"])
        try await laboratory.keep("/a", "/b", id: "1")
        try await laboratory.keep("/b", id: "2")
        await laboratory.copy()
        #expect(laboratory.files.count == 12)
        try await laboratory.site.store.removeThread(1, at: AdjustableTime.start)
        await laboratory.copier.removeWaste()
        #expect(laboratory.files.count == 5)
        await laboratory.close()
    }

    @Test(arguments: ArchiveEngine.available) func whatIsRemovedWhileItIsCopiedGoesToo(_ engine: ArchiveEngine)
        async throws
    {
        let laboratory = try await MediaLaboratory(on: engine, files: ["/a": "wide.jpg"])
        try await laboratory.keep("/a")
        await laboratory.copy()
        let (medium, link) = (try #require(try await laboratory.medium("/a")), laboratory.link("/a"))
        try await laboratory.site.store.removeThread(1, at: AdjustableTime.start)
        await laboratory.copier.removeWaste()
        try await laboratory.site.store.database.write { c throws(StoreFailure) in
            try c.keep(medium, from: link, now: AdjustableTime.start)
            #expect(try c.mediaWaste() == [medium.hash])
        }
        await laboratory.close()
    }
}

/// Says of every name that it lies at one of these addresses, another each time.
private final class LeadingTo: HostResolver {
    private let places: [String]
    private let turn = Mutex(0)

    init(_ places: [String]) { self.places = places }

    func addresses(of host: String) async throws(FetchFailure) -> [IPAddress] {
        let turn = turn.withLock { turn in
            turn += 1
            return turn
        }
        return [places[turn % places.count]].compactMap { IPAddress($0) }
    }

    func textMessage(of name: String) async throws(FetchFailure) -> [UInt8] { throw .unknownHost }
}
