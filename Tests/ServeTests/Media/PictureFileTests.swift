import Foundation
import Store
import Testing
import Unroll

@testable import Serve

/// The HTML file of a thread, with the site's copies in it.
@Suite(.timeLimit(.minutes(2))) struct PictureFileTests {
    private func file(key: String? = nil, view: ThreadPlace.View = .posts) -> String {
        var place = ThreadPlace(PostID("at://did:plc:ines/app.bsky.feed.post/1"), on: .bluesky, linkKey: key)
        (place.format, place.view) = (.html, view)
        return Place.thread(place).address.text
    }

    @Test(arguments: [("wide.jpg", "webp"), ("press.jpg", "jpeg"), ("moving.gif", "gif")])
    func itHoldsThePictures(_ name: String, type: String) async throws {
        let laboratory = try await MediaLaboratory(files: ["/a": name])
        try await laboratory.keep("/a")
        let before = String(decoding: try await laboratory.ask(file()).body, as: UTF8.self)
        #expect(before.contains("class=\"described\"") && !before.contains("data:image/"))
        await laboratory.copy()
        let (response, body) = try await laboratory.ask(file())
        let text = String(decoding: body, as: UTF8.self)
        #expect(text.contains("<img src=\"data:image/\(type);base64,"))
        #expect(!text.contains("class=\"described\""))
        let tag = try #require(response.headers[.eTag])
        #expect(try await laboratory.ask(file(), [.ifNoneMatch: tag]).response.status == .notModified)
        let words = String(decoding: try await laboratory.ask(file(view: .text)).body, as: UTF8.self)
        #expect(!words.contains("data:image/") && words.contains("pictures"))
        await laboratory.close()
    }

    /// Each is made aside, and nothing is left of it but what is sent.
    @Test func manyAtOnceLeaveNothingBehind() async throws {
        let laboratory = try await MediaLaboratory(files: ["/a": "wide.jpg"])
        try await laboratory.keep("/a")
        await laboratory.copy()
        let files = laboratory.files
        let bodies = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<8 { group.addTask { try await laboratory.ask(file()).body } }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(bodies.count == 1 && laboratory.files == files)
        let (part, body) = try await laboratory.ask(file(), [.range: "bytes=0-14"])
        #expect(part.status == .partialContent && body == Array("<!DOCTYPE html>".utf8))
        await laboratory.close()
    }

    /// Where no file can be written, it is sent with descriptions.
    @Test func aFullDiskTakesThePicturesOnly() async throws {
        let laboratory = try await MediaLaboratory(files: ["/a": "wide.jpg"])
        try await laboratory.keep("/a")
        await laboratory.copy()
        let incoming = laboratory.folder.appending(path: "media/incoming")
        try FileManager.default.removeItem(at: incoming)
        try Data().write(to: incoming)
        let (response, body) = try await laboratory.ask(file())
        let text = String(decoding: body, as: UTF8.self)
        #expect(response.status == .ok && text.contains("class=\"described\"") && !text.contains("data:image/"))
        await laboratory.close()
    }

    /// Where the site has a public origin, its copies are there for whoever reads the Markdown.
    @Test(arguments: [nil, "https://skein.example/"]) func markdownLeadsToThem(_ origin: String?) async throws {
        let laboratory = try await MediaLaboratory(files: ["/a": "wide.jpg"]) { $0.origin = origin }
        try await laboratory.keep("/a", audience: .link)
        await laboratory.copy()
        let medium = try #require(try await laboratory.medium("/a"))
        let address = file(key: "key1").replacing(".html", with: ".md")
        let text = String(decoding: try await laboratory.ask(address).body, as: UTF8.self)
        let copy = "https://skein.example/media/\(hexadecimal(medium.hash))?key=key1"
        #expect(text.contains("](\(origin == nil ? laboratory.link("/a").text : copy))"))
        await laboratory.close()
    }

    /// Feed readers, and whoever shows a link to the thread, get whole addresses, and may show what is there.
    @Test(arguments: [Audience.public, .link]) func othersShowThem(_ audience: Audience) async throws {
        let laboratory = try await MediaLaboratory(files: ["/a": "wide.jpg"]) { $0.origin = "https://skein.example" }
        try await laboratory.keep("/a", audience: audience)
        await laboratory.copy()
        let medium = try #require(try await laboratory.medium("/a"))
        let (path, key) = ("/media/" + hexadecimal(medium.hash), audience == .link ? "?key=key1" : "")
        for form in ["atom", "json"] {
            let feed = String(decoding: try await laboratory.ask("/feed.\(form)", viewer: .host).body, as: UTF8.self)
            #expect(feed.contains("https://skein.example" + path + key) == true, "\(feed)")
        }
        let page = file(key: audience == .link ? "key1" : nil).replacing(".html", with: "")
        let body = String(decoding: try await laboratory.ask(page).body, as: UTF8.self)
        let shown = "https://skein.example\(path)?width=1280"
        let isShown = body.contains("<meta property=\"og:image\" content=\"\(shown)\">")
        #expect(isShown == (audience == .public))
        let policy = try await laboratory.ask(path + key).response.headers[Reply.resourcePolicy]
        #expect(policy == "cross-origin")
        await laboratory.close()
    }

    /// Whoever shows a link to the thread gets the picture as large as is sensible: itself up to some width.
    @Test(arguments: [("turned.jpg", false), ("modern.webp", false), ("wide.jpg", true)])
    func aLinkIsShownWithALargePicture(_ name: String, isSmaller: Bool) async throws {
        let laboratory = try await MediaLaboratory(files: ["/a": name]) { $0.origin = "https://skein.example" }
        try await laboratory.keep("/a")
        await laboratory.copy()
        let medium = try #require(try await laboratory.medium("/a"))
        let page = file().replacing(".html", with: "")
        let body = String(decoding: try await laboratory.ask(page).body, as: UTF8.self)
        let shown = "https://skein.example/media/\(hexadecimal(medium.hash))" + (isSmaller ? "?width=1280" : "")
        let width = try #require(isSmaller ? 1280 : medium.width)
        #expect(body.contains("<meta property=\"og:image\" content=\"\(shown)\">"))
        #expect(body.contains("<meta property=\"og:image:width\" content=\"\(width)\">"))
        await laboratory.close()
    }

    @Test func ofASiteForItsHostNobodyElseShowsAny() async throws {
        let laboratory = try await MediaLaboratory(files: ["/a": "wide.jpg"])
        try await laboratory.keep("/a")
        await laboratory.copy()
        let path = "/media/" + hexadecimal(try #require(try await laboratory.medium("/a")).hash)
        #expect(try await laboratory.ask(path).response.headers[Reply.resourcePolicy] == "same-origin")
        await laboratory.close()
    }

    /// A picture has to fit as often as it stands there, and how often an emoji does nobody counts.
    @Test func whatDoesNotFitIsLeftOut() async throws {
        let laboratory = try await MediaLaboratory(files: ["/a": "press.jpg"])
        try await laboratory.keep("/a")
        await laboratory.copy()
        let (link, medium) = (laboratory.link("/a"), try #require(try await laboratory.medium("/a")))
        let folder = MediaFolder(in: laboratory.site.settings.folder)
        var posts = Invented.posts(["one", "two", ":a:"])
        for number in 0..<2 { posts[number].attachments = [Attachment(kind: .image, url: link)] }
        let twice = KeptPictures(Invented.thread(posts))
        #expect(await twice.pictures([link: medium], in: folder, limit: 2 * medium.length - 1).isEmpty)
        #expect(await twice.pictures([link: medium], in: folder, limit: 2 * medium.length).count == 1)
        let emoji = CustomEmoji(shortcode: "a", url: link)
        posts[2].facets = [Facet(0..<3, .emoji(emoji))]
        #expect(KeptPictures(Invented.thread(posts)).links.isEmpty)
        (posts[2].facets, posts[2].warning, posts[2].spareEmoji) = ([], ":a:", [emoji])
        #expect(KeptPictures(Invented.thread(posts)).links.isEmpty)
        await laboratory.close()
    }

    @Test func whoHoldsTheLinkGetsThemToo() async throws {
        let laboratory = try await MediaLaboratory(files: ["/a": "wide.jpg"])
        try await laboratory.keep("/a", audience: .link)
        await laboratory.copy()
        await #expect(throws: SiteFailure.self) { try await laboratory.ask(file()) }
        let body = try await laboratory.ask(file(key: "key1")).body
        #expect(String(decoding: body, as: UTF8.self).contains("data:image/webp"))
        await laboratory.close()
    }
}
