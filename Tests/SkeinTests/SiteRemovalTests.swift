import Foundation
import Loopback
import Simulated
import Store
import Testing
import Unroll

/// `skein remove` beside a site that runs: gone at once, everywhere, and for good.
@Suite(.timeLimit(.minutes(5))) struct SiteRemovalTests {
    private static let cdn = "https://cdn.bsky.app"

    /// A thread of Marit's with a picture, and one of Ines's that quotes it and has a picture of its own.
    private struct Scene {
        var world: BlueskyWorld
        let marits: [String]
        let inesesLink, maritsLink: String

        init() {
            let (marit, ines) = (BlueskyWorld.Account("Marit"), BlueskyWorld.Account("Ines"))
            world = BlueskyWorld([marit, ines])
            let first = world.write(marit, "removeme A lens is cut") { SiteRemovalTests.show("own.jpg", in: &$0) }
            let second = world.write(marit, "removeme Sand first, then emery", to: first, after: 77)
            marits = [first, second]
            let quoting = world.write(ines, "Everybody should read this.") { post in
                SiteRemovalTests.quote(first, "removeme A lens is cut", by: marit, in: &post)
            }
            world.write(ines, "And this is mine.", to: quoting) { SiteRemovalTests.show("other.webp", in: &$0) }
            func key(_ uri: String) -> Substring { uri.split(separator: "/").last ?? "" }
            maritsLink = "https://bsky.app/profile/marit.example.com/post/\(key(second))"
            inesesLink = "https://bsky.app/profile/ines.example.com/post/\(key(quoting))"
        }
    }

    private static func show(_ name: String, in post: inout BlueskyWorld.Post) {
        let address = JSONValue.string("\(cdn)/img/\(name)")
        let image = JSONValue.object(["thumb": address, "fullsize": address, "alt": .string("a picture")])
        post.embed = .object(["$type": .string("app.bsky.embed.images#view"), "images": .list([image])])
    }

    private static func quote(
        _ uri: String, _ text: String, by author: BlueskyWorld.Account, in post: inout BlueskyWorld.Post
    ) {
        let names: [String: JSONValue] = [
            "did": .string(author.did), "handle": .string(author.handle), "displayName": .string(author.name),
            "labels": .list([]),
        ]
        let value: [String: JSONValue] = [
            "$type": .string("app.bsky.feed.post"), "text": .string(text),
            "createdAt": .string("2026-05-01T00:00:00.000Z"),
        ]
        post.embed = .object([
            "$type": .string("app.bsky.embed.record#view"),
            "record": .object([
                "$type": .string("app.bsky.embed.record#viewRecord"), "uri": .string(uri),
                "cid": .string("bafyreiexample"), "author": .object(names), "value": .object(value),
                "labels": .list([]), "indexedAt": .string("2026-05-01T00:00:01.000Z"),
            ]),
        ])
    }

    private static func stage(_ scene: Scene) async throws -> Stage {
        let simulation = BlueskySimulation(scene.world).server
        let pictures = ReplayTests.path("Tests/ServeTests/Media/Pictures/")
        let files = [
            "own.jpg": try Data(contentsOf: URL(filePath: pictures + "wide.jpg")),
            "other.webp": try Data(contentsOf: URL(filePath: pictures + "modern.webp")),
        ]
        let homes = scene.world.accounts.compactMap(\.home)
        return try await Stage([scene.world.appView, scene.world.plc, cdn] + homes) { request in
            guard request.url.hasPrefix(cdn) else { return simulation(request) }
            let file = files[String(request.url.split(separator: "/").last ?? "")]
            return .success(
                Response(
                    status: file == nil ? 404 : 200, headers: ["content-type": "image/jpeg"],
                    body: file.map(Array.init) ?? [], url: request.url, received: Timestamp(milliseconds: 0)))
        }
    }

    @Test(arguments: [["--author", "bluesky/did:plc:marit"], []])
    func whatIsRemovedIsGoneEverywhereAndStaysSo(_ author: [String]) async throws {
        let scene = Scene()
        let stage = try await Self.stage(scene)
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var site = try await RunningSite.start(in: folder, environment: stage.environment)
        let thread = try await site.unroll(scene.maritsLink)
        #expect(thread.status == 200 && thread.path.hasPrefix("/thread/bluesky/did:plc:marit/"), "\(thread.path)")
        let quoting = try await site.unroll(scene.inesesLink)
        #expect(quoting.text.contains("removeme A lens"))
        while site.media.count(where: { !$0.contains("-") }) < 2 { try await Task.sleep(for: .milliseconds(50)) }
        let medium = try #require(thread.path.isEmpty ? nil : try await firstMedium(in: site, thread.path))
        try await site.stop()
        try FileManager.default.copyItem(atPath: folder.file("data/skein.sqlite"), toPath: folder.file("backup"))

        site = try await RunningSite.start(in: folder, environment: stage.environment)
        // Until they come from the cache.
        for path in [thread.path, quoting.path] { for _ in 0..<20 { _ = try await site.get(path) } }
        let before = site.media
        let subject = author.isEmpty ? [scene.maritsLink] : author
        let run = try await SkeinRun.of(["remove", "--yes", "--data", folder.file("data")] + subject)
        #expect(run.status == 0, "\(run.errors)")
        #expect(site.media.count < before.count && !site.media.contains { medium.contains($0.suffix(62)) })
        #expect(site.media.isSubset(of: before) && !site.media.isEmpty, "the other's picture stays")
        #expect(site.mode("removals") == 0o600)
        try await expectGone(scene, thread.path, quoting.path, medium, site)
        #expect(try await site.unroll(scene.maritsLink).status == 410)
        let kept = try await stage.run(
            "unroll", scene.maritsLink, "--keep", environment: ["SKEIN_DATA": folder.file("data")])
        #expect(kept.errors.contains("The archive does not take this thread"))
        try await expectGone(scene, thread.path, quoting.path, medium, site)
        try await expectNoTrace(scene, folder, of: author.isEmpty ? [] : ["did:plc:marit", "marit.example.com"])

        try await site.stop()
        for name in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: folder.file("data/skein.sqlite" + name))
        }
        try FileManager.default.copyItem(atPath: folder.file("backup"), toPath: folder.file("data/skein.sqlite"))
        site = try await RunningSite.start(in: folder, environment: stage.environment)
        try await expectGone(scene, thread.path, quoting.path, medium, site)
        #expect(try await site.unroll(scene.maritsLink).status == 410)
        expectOrdinary(try await site.stop(), without: ["removeme", "marit"])
        try await expectNoTrace(scene, folder, of: author.isEmpty ? [] : ["did:plc:marit", "marit.example.com"])
        await stage.stop()
    }

    private func firstMedium(in site: RunningSite, _ path: String) async throws -> String {
        let page = try await site.until(path) { $0.text.contains("/media/") }
        return String(try #require(page.text.firstMatch(of: /\/media\/[0-9a-f]{64}/)).0)
    }

    private func expectGone(
        _ scene: Scene, _ thread: String, _ quoting: String, _ medium: String, _ site: RunningSite
    ) async throws {
        for path in [thread, thread + ".md", thread + ".json", thread + "/history", thread + "?view=reading"] {
            let page = try await site.until(path) { $0.status != 200 }
            #expect(page.status == 410, "\(path)")
            #expect(!page.text.contains("removeme"))
        }
        #expect(try await site.status(medium) == 404)
        let places = [
            "/", "/feed.atom", "/feed.json", "/search?q=removeme", "/feed/search.atom?q=removeme",
            "/author/bluesky/did:plc:marit", "/feed/bluesky/did:plc:marit.atom", quoting, quoting + ".md",
            quoting + "/history", quoting + ".json",
        ]
        for path in places {
            let text = try await site.get(path).text.replacing("q=removeme", with: "").replacing(
                "value=\"removeme\"", with: "")
            #expect(!text.contains("removeme A") && !text.contains("removeme Sand"), "\(path)")
        }
        let left = try await site.get(quoting)
        #expect(left.status == 200, "\(left.text.suffix(2000))")
        #expect(left.text.contains("And this is mine."))
    }

    /// No file of the archive holds a text or an id of what was removed.
    private func expectNoTrace(_ scene: Scene, _ folder: TemporaryFolder, of author: [String]) async throws {
        let traces = ["removeme"] + author + scene.marits.map { String($0.split(separator: "/").last ?? "") }
        try await TemporaryFolder(path: folder.file("data")).database { c throws(StoreFailure) in
            let tables = try c.query("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
            #expect(tables.count > 10)
            for retrieval in try c.query("SELECT key FROM retrievals") {
                for exchange in try c.exchanges(of: retrieval.integer("key")) {
                    let text = exchange.request.url + String(decoding: exchange.body, as: UTF8.self)
                    for trace in traces { #expect(!text.contains(trace), "an exchange holds \(trace)") }
                }
            }
            for row in try c.query("SELECT target AS text FROM retrievals UNION ALL SELECT payload AS text FROM jobs") {
                let text = try row.textOrNil("text") ?? ""
                for trace in traces { #expect(!text.contains(trace), "\(text)") }
            }
        }
    }
}
