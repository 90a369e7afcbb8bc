import Simulated
import Testing

@testable import Store
@testable import Unroll

@Suite struct FormTests {
    private func quoting(_ quote: Quote) -> Post {
        var post = Sample.everything(2)
        post.quote = quote
        return post
    }

    private var posts: [Post] {
        var inner = Sample.everything(3, by: Sample.marit)
        var innermost = Sample.everything(4)
        innermost.vanished = Post.Vanished(seen: Sample.start, gone: Sample.start, because: .suspended)
        inner.quote = .post(innermost)
        inner.vanished = Post.Vanished(seen: Sample.start)
        return [Sample.post(1, ""), Sample.everything(1), quoting(.post(inner))]
            + QuotePlaceholder.State.allCases.map { quoting(.placeholder(QuotePlaceholder($0))) }
            + [
                quoting(
                    .placeholder(QuotePlaceholder(.deleted, id: PostID("q"), url: Sample.link("https://x.example/1"))))
            ]
    }

    @Test func everyPostComesBackAsItWas() throws {
        for post in posts { #expect(try Post(form: post.form, author: post.author) == post) }
    }

    /// A field that came later makes no edit of a post that has nothing in it.
    @Test func aPostKeptBeforeIsStillTheSame() throws {
        var post = Sample.everything(1)
        var old = ModelWriter(version: 2)
        old.put(post)
        #expect(try Post(form: old.bytes, author: post.author) == post)
        var before = ModelWriter(version: 2)
        before.put(post.content)
        let content = contentHash(post)
        #expect(content == Array(digest(before.bytes).prefix(16)))
        post.spareEmoji = [CustomEmoji(shortcode: "e", url: Sample.link("https://x.example/3"))]
        #expect(try Post(form: post.form, author: post.author) == post)
        #expect(contentHash(post) == content && post.mediaLinks.contains(post.spareEmoji[0].url))
    }

    @Test func everyAuthorComesBackAsTheyWere() throws {
        var author = Author(
            id: Author.ID("a"), handle: "h", name: "n", url: Sample.link("https://x.example/1"),
            avatar: Sample.link("https://x.example/2"), bio: "Grinds lenses.\nOn weekdays.",
            signals: [.noBot, .noIndex, .bot],
            emoji: [CustomEmoji(shortcode: "e", url: Sample.link("https://x.example/3"))])
        #expect(try Author(form: author.form) == author)
        (author.url, author.avatar, author.emoji) = (nil, nil, [])
        author.signals = ConsentSignals(rawValue: .max)
        #expect(try Author(form: author.form) == author)
    }

    @Test func anAuthorKeptBeforeBiosWereIsStillRead() throws {
        let author = Author(id: Author.ID("a"), handle: "h", name: "n")
        // Version 1 ended before the bio, which is empty here: one byte, its length.
        let old = [1] + author.form.dropFirst().dropLast()
        #expect(try Author(form: old) == author)
    }

    @Test func countsAndVotesAreNoContent() {
        var post = quoting(.post(Sample.everything(3, by: Sample.marit)))
        let content = post.content
        post.counts.likes = 5
        post.poll?.options[0].votes = 999
        #expect(post.content == content)
        post.text += "."
        #expect(post.content != content)
    }

    /// Damaged bytes give another value or a failure, never a crash.
    @Test func damagedFormsAreRefused() {
        var random = SplitMix(seed: 11)
        let form = posts[2].form
        for _ in 0..<2000 {
            var bytes = form
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0...bytes.count, using: &random)) }
            _ = try? Post(form: bytes, author: Sample.ines)
            _ = try? ThreadForm(bytes: bytes)
        }
        #expect(throws: ModelReader.failure) { try Post(form: [], author: Sample.ines) }
        #expect(throws: ModelReader.failure) { try Post(form: [99], author: Sample.ines) }
        #expect(throws: ModelReader.failure) { try Post(form: Array(form.dropLast()), author: Sample.ines) }
    }
}

/// A thread as a whole, as it goes from process to process.
@Suite struct WholeThreadTests {
    private static let thread: Unroll.Thread = {
        var posts = (1...3).map { Sample.everything($0) }
        posts[1].vanished = Post.Vanished(seen: Sample.start, gone: Sample.start, because: .suspended)
        posts[2].vanished = Post.Vanished(seen: Sample.start)
        posts[0].quote = .post(posts[1])
        var thread = Sample.thread(posts)
        thread.branches = [
            Unroll.Thread.Branch(
                attachedTo: posts[0].id, posts: [Sample.post(8, "aside")],
                missing: [Unroll.Thread.Hole(after: posts[0].id, count: 2, reason: .numbering)])
        ]
        thread.answers = [
            Unroll.Thread.Answer(to: .post(Sample.post(9, "a question", by: Sample.marit)), posts: [posts[2]]),
            Unroll.Thread.Answer(
                to: .tombstone(Tombstone(id: PostID("gone"), reason: .deleted)), posts: [Sample.post(10, "an answer")]),
            Unroll.Thread.Answer(to: nil, posts: [Sample.post(11, "to nobody")]),
        ]
        thread.context = [.post(Sample.post(12, "above", by: Sample.marit))]
        thread.remarks = [.foreignAnchor(author: "ines.example")]
        return thread
    }()

    @Test func itComesBackAsItWas() throws {
        #expect(try Unroll.Thread(form: Self.thread.form) == Self.thread)
    }

    @Test func whatIsCutOffIsRefused() {
        let form = Self.thread.form
        for length in stride(from: 0, to: form.count, by: 7) {
            #expect(throws: StoreFailure.unreadable("model")) { try Unroll.Thread(form: Array(form.prefix(length))) }
        }
    }
}
