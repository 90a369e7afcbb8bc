import SampleThreads
import Testing
import Unroll

@testable import Render

/// Pages whose site has copies of what the posts show.
@Suite struct HTMLCopiesTests {
    private static let large = SiteAddress(["media", "a"])
    private static let small = SiteAddress(["media", "a"], query: [SiteAddress.Field("width", "640")])

    private static func copy(_ type: MediumType) -> MediaCopy {
        MediaCopy(
            type: type, address: large, width: 1600, height: 1067,
            smaller: [MediaCopy.Smaller(address: small, width: 640)])
    }

    private func html(
        _ attachment: Unroll.Attachment, _ copies: [String: MediaCopy], media: RenderOptions.Media = .link
    ) -> String {
        var options = RenderOptions()
        options.media = media
        for (address, copy) in copies { options.copies[Samples.address(address)] = copy }
        return String(decoding: HTMLPictures(options: options).figures([attachment])?.bytes ?? [], as: UTF8.self)
    }

    private static let image = Unroll.Attachment(
        kind: .image, url: Samples.address("https://cdn.example/a.jpg"), alt: "A <lens>", width: 5, height: 5)
    private static let video = Unroll.Attachment(
        kind: .video, url: Samples.address("https://cdn.example/a.mp4"),
        preview: Samples.address("https://cdn.example/a.jpg"), alt: "Turning", width: 480, height: 270)

    @Test func aPictureOpensLarge() {
        #expect(
            html(Self.image, ["https://cdn.example/a.jpg": Self.copy(.jpeg)]) == """
                <div class="media">
                <figure><a href="/media/a"><img src="/media/a?width=640" srcset="/media/a?width=640 640w, /media/a 1600w" \
                sizes="(min-width: 40rem) 37rem, 94vw" width="1600" height="1067" loading="lazy" decoding="async" \
                alt="A &lt;lens&gt;"></a><figcaption aria-hidden="true"><bdi>A &lt;lens&gt;</bdi></figcaption></figure>
                </div>

                """)
    }

    @Test func whatMovesMoves() {
        let moving = html(Self.image, ["https://cdn.example/a.jpg": Self.copy(.gif)])
        #expect(moving.contains("<img src=\"/media/a\" width"))
    }

    @Test func aVideoPlaysHere() {
        let both = html(
            Self.video,
            [
                "https://cdn.example/a.jpg": Self.copy(.jpeg),
                "https://cdn.example/a.mp4": MediaCopy(type: .mp4, address: SiteAddress(["media", "v"])),
            ])
        #expect(
            both.contains(
                """
                <figure><video controls preload="none" src="/media/v" poster="/media/a?width=640" playsinline \
                aria-label="Turning" width="480" height="270"></video><figcaption>
                """))
    }

    @Test func aVideoWithoutACopyIsMarkedAndLeadsToTheNetwork() {
        let still = html(Self.video, ["https://cdn.example/a.jpg": Self.copy(.jpeg)])
        #expect(
            still.contains(
                """
                <a class="play" href="https://cdn.example/a.mp4" rel="nofollow noreferrer" title="Plays at cdn.example"><img src=
                """))
        var lost = Self.video
        lost.url = nil
        #expect(!html(lost, ["https://cdn.example/a.jpg": Self.copy(.jpeg)]).contains("play"))
    }

    @Test(arguments: [
        (nil, "", "Video without a description"), (8000, "", "Video, 0:08, without a description"),
        (8000, "Turning", "Video, 0:08:</span> <bdi>Turning</bdi>"),
    ])
    func aVideoIsNamed(_ length: Int?, _ alt: String, _ name: String) {
        var video = Self.video
        (video.durationMilliseconds, video.alt) = (length, alt)
        #expect(html(video, [:]).contains(name))
    }

    /// In what networks send as plain text, the post's own emoji are told by their shortcodes.
    @Test func emojiStandInWarningsAndPolls() {
        let bread = CustomEmoji(shortcode: "bread", url: Samples.address("https://cdn.example/bread.png"))
        var post = Post(
            id: PostID("1"), author: Samples.ines, published: Timestamp(seconds: 0), text: "Flour :bread:",
            facets: [Facet(6..<13, .emoji(bread))])
        post.warning = "long :bread: read, a:b"
        post.poll = Poll(options: [Poll.Option(label: ":bread: <rye>", votes: 1), Poll.Option(label: ":salt:")])
        var options = RenderOptions()
        options.copies[bread.url] = MediaCopy(type: .png, address: SiteAddress(["media", "b"]))
        let html = String(decoding: HTMLPost(options: options, language: nil).plain(post).bytes, as: UTF8.self)
        let picture = "<img class=\"emoji\" src=\"/media/b\" alt=\":bread:\""
        #expect(html.components(separatedBy: picture).count == 4)
        #expect(html.contains("<bdi>long \(picture)") && html.contains("<li><bdi>\(picture)"))
        #expect(html.contains("read, a:b</bdi>") && html.contains(" &lt;rye&gt;</bdi>") && html.contains(":salt:"))
    }

    @Test func withoutACopyThereIsTheDescription() {
        #expect(html(Self.image, [:]) == html(Self.image, ["https://cdn.example/b.jpg": Self.copy(.jpeg)]))
        #expect(html(Self.image, [:]).contains("<figure class=\"described\">"))
    }

    @Test func aReaderWithoutMediaGetsNone() {
        #expect(html(Self.image, ["https://cdn.example/a.jpg": Self.copy(.jpeg)], media: .none).isEmpty)
        var options = RenderOptions()
        options.media = .none
        options.copies[Samples.address("https://cdn.example/ines.png")] = Self.copy(.png)
        #expect(HTMLPictures(options: options).avatar(Samples.ines) == nil)
    }

    /// Feed readers may not fold what an author wants folded.
    @Test(arguments: [(nil, false), (nil, true), ("mould", false)]) func feedsDescribeWhatIsFolded(
        warning: String?, isSensitive: Bool
    ) {
        var post = Samples.post(1, "Look.")
        post.attachments = [Self.image]
        (post.warning, post.isSensitive) = (warning, isSensitive)
        var options = RenderOptions()
        options.copies[Samples.address("https://cdn.example/a.jpg")] = Self.copy(.jpeg)
        let html = String(decoding: fragment(Samples.thread([post], title: "Look."), options).bytes, as: UTF8.self)
        #expect(html.contains("<img") == (warning == nil && !isSensitive))
        #expect(html.contains("A &lt;lens&gt;"))
    }

    @Test func aVideoIsNoAvatar() {
        var options = RenderOptions()
        options.copies[Samples.address("https://cdn.example/ines.png")] = Self.copy(.mp4)
        #expect(HTMLPictures(options: options).avatar(Samples.ines) == nil)
        options.copies[Samples.address("https://cdn.example/ines.png")] = Self.copy(.png)
        #expect(HTMLPictures(options: options).avatar(Samples.ines) != nil)
    }
}
