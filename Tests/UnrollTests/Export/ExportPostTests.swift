import Testing
import Unroll

@Suite struct ExportPostTests {
    private let link =
        #""entities": {"urls": [{"url": "https://t.co/aa", "expanded_url": "https://tea.example/leaves", "display_url": "tea.example/leaves", "indices": ["0", "15"]}], "hashtags": [{"text": "slow", "indices": ["3", "8"]}], "user_mentions": [{"screen_name": "bo", "id_str": "88", "indices": ["0", "3"]}], "symbols": [{"text": "TEA", "indices": ["1", "2"]}]},"#

    @Test func textIsTheOnePeopleSee() throws {
        let raw = "@bo tea &amp; cake https://t.co/aa #slow $TEA"
        let more =
            link
            + #""display_text_range": ["4", "45"], "favorite_count": "12", "retweet_count": 3, "possibly_sensitive": "true","#
        let post = try #require(try MemoryExport([ExportPost(10, raw, to: 9, of: 88, more: more)]).post("10"))
        #expect(post.text == "tea & cake tea.example/leaves #slow $TEA")
        #expect(post.raw == raw)
        #expect(post.facets.count == 3)
        #expect(post.counts == Post.Counts(reposts: 3, likes: 12))
        #expect(post.isSensitive)
        #expect(post.language == "en")
        #expect(post.published.rfc3339 == "2025-05-02T08:15:30Z")
        #expect(post.url?.text == "https://x.com/ines/status/10")
        #expect(post.parent == Post.Parent(id: PostID("9"), author: Author.ID("88")))
        #expect(post.author.id == Author.ID("77"))
        #expect(post.author.name == "Ines & Co")
    }

    private func media(_ type: String, _ rest: String, short: String = "https://t.co/mm") -> String {
        #""extended_entities": {"media": [{"type": "\#(type)", "url": "\#(short)", "media_url_https": "https://pbs.twimg.example/media/Ab-c_1.jpg", "sizes": {"large": {"w": "640", "h": "480"}}, \#(rest) "indices": ["4", "19"]}]},"#
    }

    @Test func picturesAreFoundInTheExport() throws {
        let post = ExportPost(10, "tea https://t.co/mm", more: media("photo", #""ext_alt_text": "A cup","#))
        let made = try #require(try MemoryExport([post], media: ["data/tweets_media/10-Ab-c_1.jpg"]).post("10"))
        #expect(made.text == "tea")
        #expect(
            made.attachments == [
                Unroll.Attachment(
                    kind: .image, url: Link("https://pbs.twimg.example/media/Ab-c_1.jpg"), alt: "A cup", width: 640,
                    height: 480, file: "data/tweets_media/10-Ab-c_1.jpg")
            ])
        #expect(try MemoryExport([post]).post("10")?.attachments.first?.file == nil)
    }

    @Test(arguments: [("video", Unroll.Attachment.Kind.video), ("animated_gif", .gif)])
    func videosTakeTheirBestFile(type: String, kind: Unroll.Attachment.Kind) throws {
        let info =
            #""video_info": {"duration_millis": "2500", "variants": [{"content_type": "application/x-mpegURL", "url": "https://v.example/l.m3u8"}, {"bitrate": "256", "content_type": "video/mp4", "url": "https://v.example/small.mp4"}, {"bitrate": "832", "content_type": "video/mp4", "url": "https://v.example/big.mp4?tag=12"}]},"#
        let export = MemoryExport(
            [ExportPost(10, "https://t.co/mm", more: media(type, info))],
            media: ["data/tweets_media/10-small.mp4", "data/tweets_media/10-big.mp4"])
        let video = try #require(try export.post("10")?.attachments.first)
        #expect(video.kind == kind)
        #expect(video.url?.text == "https://v.example/big.mp4?tag=12")
        #expect(video.preview?.text == "https://pbs.twimg.example/media/Ab-c_1.jpg")
        #expect(video.file == "data/tweets_media/10-big.mp4")
        #expect(video.durationMilliseconds == 2500)
    }

    @Test(arguments: ["..%2f..%2fkey", "a/../../b", ".hidden", "a\u{0}b", ""])
    func mediaNamesLeadNowhereElse(name: String) throws {
        let more =
            #""extended_entities": {"media": [{"type": "photo", "url": "https://t.co/mm", "media_url_https": "https://p.example/\#(name)"}]},"#
        var export = MemoryExport([ExportPost(10, "x", more: more)])
        export.files["data/tweets_media/10-\(name)"] = ""
        let file = try export.post("10")?.attachments.first?.file
        #expect(file == nil || file?.contains("..") == false)
    }

    private func quote(_ id: Int) -> String {
        #""entities": {"urls": [{"url": "https://t.co/qq", "expanded_url": "https://twitter.com/ines/status/\#(id)", "display_url": "twitter.com/ines/status/…"}]},"#
    }

    @Test func ownPostsAreQuotedAndOthersNamed() throws {
        let export = MemoryExport([
            ExportPost(10, "old"), ExportPost(20, "see https://t.co/qq", more: quote(10)),
            ExportPost(30, "and https://t.co/qq", more: quote(20)),
            ExportPost(40, "top https://t.co/qq", more: quote(30)),
            ExportPost(50, "theirs https://t.co/qq", more: quote(5)),
        ])
        guard case .post(let first)? = try export.post("40")?.quote, case .post(let second)? = first.quote else {
            Issue.record("no quoted post")
            return
        }
        #expect(first.text == "and")
        #expect(second.text == "see")
        #expect(
            second.quote
                == .placeholder(
                    QuotePlaceholder(.notLoaded, id: PostID("10"), url: Link("https://twitter.com/ines/status/10"))))
        let theirs = try export.post("50")
        #expect(theirs?.text == "theirs")
        #expect(
            theirs?.quote
                == .placeholder(
                    QuotePlaceholder(.notLoaded, id: PostID("5"), url: Link("https://twitter.com/ines/status/5"))))
    }

    @Test func aPostThatQuotesItselfEnds() throws {
        #expect(try MemoryExport([ExportPost(10, "me https://t.co/qq", more: quote(10))]).post("10")?.text == "me")
    }

    @Test func versionsAreOnePost() throws {
        let list = #""editTweetIds": ["10", "12"]"#
        let export = MemoryExport([
            ExportPost(10, "frist", more: #""edit_info": {"initial": {\#(list)}},"#),
            ExportPost(
                12, "first",
                more: #""edit_info": {"edit": {"initialTweetId": "10", "editControlInitial": {\#(list)}}},"#),
            ExportPost(11, "second", to: 10),
        ])
        for id in ["10", "11", "12"] {
            let conversation = try export.conversation(id)
            #expect(conversation.entries.map(\.id.value).sorted() == ["11", "12"])
            #expect(conversation.anchor.value == (id == "11" ? "11" : "12"))
            let post = try #require(conversation.post(PostID("12")))
            #expect(post.text == "first")
            #expect(post.order == 10)
            #expect(post.edits.map(\.text) == ["frist"])
            #expect(post.edited != nil)
            #expect(conversation.post(PostID("11"))?.parent?.id == PostID("12"))
            #expect(try unroll(conversation).posts.map(\.text) == ["first", "second"])
        }
    }

    private let whole = "Long &lt;words&gt; go on and on and on, to a #slow end https://t.co/aa"
    private func note(id: Int = 999, second: String = "30", text: String? = nil) -> String {
        #"{"noteTweet": {"noteTweetId": "\#(id)", "createdAt": "2025-05-02T08:15:\#(second).900Z", "core": {"text": \#(quoted(text ?? whole)), "urls": [{"shortUrl": "https://t.co/aa", "expandedUrl": "https://a.example/", "displayUrl": "a.example", "fromIndex": "1", "toIndex": "2"}], "hashtags": [{"text": "slow"}], "mentions": [], "styletags": [{"styleTypes": [{"value": "0"}], "fromIndex": "0", "toIndex": "4"}]}}}"#
    }

    @Test(arguments: [("30", 999), ("31", 999), ("29", 999), ("55", 10)])
    func longPostsAreJoined(second: String, id: Int) throws {
        let other = note(id: 998, second: second, text: "Long and something else")
        let export = MemoryExport(
            [ExportPost(10, "Long &lt;words&gt; go on\nand… https://t.co/zz")],
            notes: other + "," + note(id: id, second: second))
        let post = try #require(try export.post("10"))
        #expect(post.text == "Long <words> go on and on and on, to a #slow end a.example")
        #expect(post.raw == whole)
        #expect(post.facets.map(\.range) == [0..<4, 39..<44, 49..<58])
    }

    @Test(arguments: [("33", "Long &lt;words&gt; go"), ("30", "Other words"), ("30", "https://t.co/zz")])
    func otherPostsAreNot(second: String, text: String) throws {
        let export = MemoryExport([ExportPost(10, text)], notes: note(second: second))
        #expect(try export.post("10")?.raw != whole)
    }
}
