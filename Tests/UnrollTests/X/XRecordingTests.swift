import Testing

@testable import Unroll

@Suite("X: recordings") struct XRecordingTests {
    private func posts(_ name: String) throws -> [Post] {
        try XRecordings.play(name + ".json").posts.sorted { $0.order < $1.order }
    }

    private func stretches(_ post: Post) -> [String] {
        let scalars = Array(post.text.unicodeScalars)
        return post.facets.map { facet in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[facet.range])
            return String(view)
        }
    }

    @Test(arguments: XRecordings.all) func playsToItsEnd(name: String) throws {
        if name == "protected.json" {
            #expect(throws: BackfillFailure.protected) { try XRecordings.play(name) }
        } else {
            _ = try unroll(try XRecordings.play(name))
        }
    }

    @Test(arguments: [0, 6, 12]) func thirteenNumberedPosts(given: Int) throws {
        let posts = try posts("numbered-thread")
        #expect(posts.count == 13)
        #expect(posts[0].text == "東京からリスボンまで、朝ごはんの話をします。🇯🇵🇵🇹 1/")
        #expect(posts[8].text == "9/ ナポリのカフェは立ったまま。🇮🇹 & 砂糖は先に。")
        #expect(posts[8].raw == "9/ ナポリのカフェは立ったまま。🇮🇹 &amp; 砂糖は先に。")
        #expect(posts[0].language == "ja")
        let thread = try unroll(try XRecordings.play("numbered-thread.json"))
        #expect(thread.posts.count == 13)
        #expect(thread.completeness.state == .complete)
    }

    @Test(arguments: ["long-posts", "new-names"]) func longPostsAreWhole(name: String) throws {
        let posts = try posts(name)
        #expect(posts.count == 3)
        #expect(posts[1].text.hasPrefix("Second part: the joints.\n\nA dovetail holds without glue & without nails"))
        #expect(posts[1].text.hasSuffix("the saw likes to follow. #woodwork"))
        #expect(
            stretches(posts[1]) == ["@ada_oak", "drawings.example/chest/plans?s…", "tools.example/five", "#woodwork"])
        #expect(posts[1].author.avatar?.text == "https://pbs.twimg.com/profile_images/8800211/portrait_400x400.jpg")
        #expect(
            posts[1].author.bio
                == "Furniture with hand tools & patience. Slow, mostly square. shed.example/ada")
    }

    /// Both spellings say the same.
    @Test func newNamesSayTheSame() throws {
        #expect(try posts("long-posts") == posts("new-names"))
    }

    @Test func media() throws {
        let posts = try posts("media")
        #expect(posts[0].text == "Four nights under the Perseids — pictures from the ridge.")
        #expect(posts[0].attachments.map(\.alt) == ["Stars over a mountain ridge", "A tent, lit from inside"])
        #expect(posts[0].isSensitive)
        #expect(posts[0].labels == ["withheld:XZ"])
        #expect(posts[1].text == "The brightest one, filmed by luck <3")
        #expect(posts[1].attachments.map(\.kind) == [.video, .gif])
        #expect(posts[1].attachments[0].url?.text == "https://video.twimg.com/ext/1/1280.mp4")
        #expect(posts[1].attachments[0].durationMilliseconds == 8400)
        #expect(posts[2].poll?.options.map(\.label) == ["First", "Second", "All of them"])
        #expect(posts[2].poll?.isClosed == true)
        #expect(posts[3].card?.title == "How to stack frames")
        #expect(posts[3].card?.image?.text == "https://pbs.twimg.com/news_img/1/b.jpg")
        #expect(stretches(posts[3]) == ["stack.example/how-t…", "$STAR", "#astro"])
        guard case .link(let forms)? = posts[3].facets.first?.kind else { return #expect(Bool(false)) }
        #expect(forms.expanded.text == "https://stack.example/how-to-stack")
        #expect(forms.short?.text == "https://t.co/sTack00001")
    }

    @Test func quotes() throws {
        let posts = try posts("quotes")
        #expect(posts.count == 5)
        #expect(posts[0].text == "Old railway maps, and what people said of them.")
        guard case .post(let quoted)? = posts[0].quote else { return #expect(Bool(false)) }
        #expect(quoted.author.handle == "vera_rails")
        guard case .placeholder(let deleted)? = posts[1].quote, case .placeholder(let hidden)? = posts[2].quote,
            case .post(let outer)? = posts[3].quote, case .post(let inner)? = outer.quote
        else { return #expect(Bool(false)) }
        #expect(deleted.state == .deleted)
        #expect(hidden.state == .notVisible)
        #expect(inner == quoted)
        #expect(posts[4].text.hasSuffix("in the middle of a line."))
    }

    @Test func deletedPosts() throws {
        let conversation = try XRecordings.play("deleted-posts.json")
        let tombstones = conversation.entries.filter { if case .tombstone = $0 { true } else { false } }
        #expect(tombstones.count == 2)
        let thread = try unroll(conversation)
        #expect(thread.posts.count == 3)
        #expect(thread.completeness.state == .incomplete)
        #expect(thread.missing.map(\.reason) == [.gone(.deleted), .gone(.deleted)])
    }

    @Test func recentOnly() throws {
        let thread = try unroll(try XRecordings.play("recent-only.json"))
        #expect(thread.posts.count == 4)
        #expect(thread.completeness.state == .unknown)
        #expect(thread.completeness.shortfalls == [.recentOnly])
    }

    @Test func edits() throws {
        let conversation = try XRecordings.play("edited.json")
        let thread = try unroll(conversation)
        #expect(
            thread.posts.map(\.text) == ["A kite needs three strings, not two. (Corrected.)", "And wind, of course."])
        let post = try #require(thread.posts.first)
        #expect(post.edited == Timestamp(rfc3339: "2026-08-08T12:20:00Z"))
        #expect(post.published == Timestamp(rfc3339: "2026-08-08T12:00:00Z"))
        #expect(post.edits.map(\.text) == ["A kite needs two strings."])
        #expect(conversation.anchor == post.id)
        #expect(thread.posts.last?.parent?.id == post.id)
    }

    @Test func article() throws {
        let post = try #require(try posts("article").first)
        #expect(post.text == "")
        #expect(post.article?.title == "In praise of slow letters")
        #expect(post.article?.cover?.alt == "A red letter box")
        #expect(post.language == nil)
    }

    @Test func answersToAStranger() throws {
        let thread = try unroll(try XRecordings.play("answers-a-stranger.json"))
        #expect(
            thread.posts.map(\.text) == [
                "1) Because worms breathe through their skin.", "2) Wet soil has no air left > they come up.",
                "3) The birds know it, too. 🐦",
            ])
        #expect(thread.context.count == 1)
    }

    @Test func syndication() throws {
        let conversation = try XRecordings.play("unofficial-syndication.json")
        let thread = try unroll(conversation)
        #expect(thread.posts.count == 4)
        #expect(thread.source == Source(kind: .syndication, host: "cdn.syndication.twimg.com"))
        #expect(thread.completeness.shortfalls.contains(.unofficialSource))
        #expect(thread.posts[1].text == "Third: pour from high up & slowly.")
        #expect(thread.posts[1].attachments.map(\.alt) == ["A clay pot"])
        #expect(thread.posts[2].facets.count == 1)
        #expect(thread.missing.map(\.reason) == [.gone(.deleted)])
    }

    @Test func fxtwitter() throws {
        let conversation = try XRecordings.play("unofficial-fxtwitter.json")
        let thread = try unroll(conversation)
        #expect(thread.posts.count == 2)
        #expect(thread.source.kind == .fxtwitter)
        #expect(!thread.source.isOfficial)
        #expect(thread.posts[1].text == "Glaze is glass. See glaze.example/glass by @ada_oak")
        #expect(stretches(thread.posts[1]) == ["glaze.example/glass", "@ada_oak"])
        #expect(thread.posts[1].attachments.map(\.kind) == [.image, .video])
        #expect(thread.posts[1].attachments[1].url?.text == "https://video.twimg.com/v/1-2000.mp4")
        #expect(thread.posts[1].quote != nil)
    }
}
