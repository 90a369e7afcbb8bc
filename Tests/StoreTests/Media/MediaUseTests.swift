import Testing

@testable import Store
@testable import Unroll

/// What is to be copied follows from what is kept.
@Suite struct MediaUseTests {
    private static let marit: Author = {
        var marit = Sample.marit
        marit.avatar = Sample.link("https://cdn.example/marit.png")
        return marit
    }()

    private static func picture(_ name: String) -> Unroll.Attachment {
        Unroll.Attachment(kind: .image, url: Sample.link("https://cdn.example/\(name).jpg"))
    }

    private func due(_ archive: Archive) async throws -> [MediaSource] {
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.takeMediaDue(at: Sample.start.advanced(byMilliseconds: 1 << 40), lease: Sample.start, limit: 100)
        }
    }

    @Test(arguments: Engine.available) func keepingAThreadNotesItsMedia(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var post = Sample.post(1, "by Marit", by: Self.marit)
        post.attachments = [Self.picture("a"), Self.picture("a")]
        try await archive.keep(Sample.thread([post]))
        #expect(
            try await due(archive).sorted { $0.url.text < $1.url.text } == [
                MediaSource(url: Sample.link("https://cdn.example/a.jpg"), attempts: 0),
                MediaSource(url: Sample.link("https://cdn.example/marit.png"), attempts: 0),
            ])
    }

    @Test(arguments: Engine.available) func everythingShownIsNoted(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var (post, quoted) = (Sample.everything(1), Sample.post(2, "quoted", by: Self.marit))
        quoted.attachments = [Self.picture("quoted")]
        post.quote = .post(quoted)
        try await archive.keep(Sample.thread([post]))
        #expect(
            Set(try await due(archive).map(\.url.text)) == [
                "https://cdn.example/blob.png", "https://cdn.example/image", "https://cdn.example/small",
                "https://cdn.example/video", "https://cdn.example/gif", "https://cdn.example/audio",
                "https://museum.example/i", "https://cdn.example/quoted.jpg", "https://cdn.example/marit.png",
            ])
    }

    @Test func aPlaylistIsNoFile() {
        let playlist = Unroll.Attachment(
            kind: .video, url: Sample.link("https://video.example/playlist.M3U8?session=1"),
            preview: Sample.link("https://video.example/poster.jpg"))
        #expect(playlist.mediaLinks.map(\.text) == ["https://video.example/poster.jpg"])
    }

    @Test(arguments: Engine.available) func whatWasQuotedGoesWithItsAuthor(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var (post, quoted) = (Sample.post(1, "look"), Sample.post(2, "quoted", by: Self.marit))
        (post.attachments, quoted.attachments) = ([Self.picture("own")], [Self.picture("quoted")])
        post.quote = .post(quoted)
        try await archive.keep(Sample.thread([post]))
        let medium = Medium(hash: Array(repeating: 1, count: 32), type: "image/webp", length: 1)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.keep(medium, from: Sample.link("https://cdn.example/quoted.jpg"), now: Sample.start)
        }
        try await archive.store.removeAuthor(Self.marit.id, on: .bluesky, at: Sample.start)
        #expect(try await due(archive).map(\.url.text) == ["https://cdn.example/own.jpg"])
        try await archive.store.database.read { c throws(StoreFailure) in
            #expect(try c.mediaWaste() == [medium.hash])
            #expect(try c.medium(medium.hash, for: .host) == nil)
        }
    }

    @Test(arguments: Engine.available) func theNetworkIsNeverAskedForSamples(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var post = Sample.post(1, "a picture", by: Self.marit)
        post.id = PostID("2000000000000000001")
        post.attachments = [Self.picture("a")]
        var keeping = Keeping(
            Sample.thread([post], network: .x), audience: .link, reason: "network", linkKey: "k-sample")
        keeping.isSample = true
        guard case .kept(let key, _) = try await archive.store.keep(keeping) else { return }
        let medium = Medium(hash: Array(repeating: 1, count: 32), type: "image/webp", length: 1)
        let picture = Sample.link("https://cdn.example/a.jpg")
        try await archive.store.database.write { c throws(StoreFailure) in
            let far = Sample.start.advanced(byMilliseconds: 1 << 40)
            #expect(try c.threadsToLookFor(on: .x, since: far, limit: 9).isEmpty)
            #expect(try c.thread(.key(key), for: .host)?.isSample == true)
            #expect(try !c.isMediaDue(at: far))
            try c.mediaFailed(Sample.link("https://cdn.example/marit.png"), because: "undecodable", retry: Sample.start)
            try c.keep(medium, from: picture, now: Sample.start)
            #expect(try c.medium(medium.hash, for: .host) == medium)
            try c.mediumLost(medium.hash, now: Sample.start)
            #expect(try !c.isMediaDue(at: far))
        }
    }

    @Test(arguments: Engine.available) func aLostFileIsCopiedAgain(_ engine: Engine) async throws {
        let archive = try await Archive(engine)
        var post = Sample.post(1, "a picture")
        post.attachments = [Self.picture("a")]
        try await archive.keep(Sample.thread([post]))
        let medium = Medium(hash: Array(repeating: 1, count: 32), type: "image/webp", length: 1)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.keep(medium, from: Sample.link("https://cdn.example/a.jpg"), now: Sample.start)
            #expect(try c.medium(medium.hash, for: .anyone) == medium)
        }
        #expect(try await due(archive).isEmpty)
        try await archive.store.database.write { c throws(StoreFailure) in
            try c.mediumLost(medium.hash, now: Sample.start)
            #expect(try c.medium(medium.hash, for: .anyone) == nil)
        }
        #expect(try await due(archive).map(\.url.text) == ["https://cdn.example/a.jpg"])
    }
}
