import Testing

@testable import Unroll

/// A thread without posts that vanished after it was unrolled.
@Suite struct VanishingTests {
    private static let author = Author(id: Author.ID("1"), handle: "ines")

    private static func post(_ number: Int, _ text: String) -> Post {
        Post(
            id: PostID("\(number)"), author: author, published: Timestamp(seconds: 1_700_000_000 + Int64(number)),
            order: Int64(number),
            parent: number == 1 ? nil : Post.Parent(id: PostID("\(number - 1)"), author: author.id),
            text: text)
    }

    private static func thread(_ count: Int) throws -> Thread {
        var conversation = Conversation(
            network: .x, anchor: PostID("1"), root: PostID("1"), source: Source(kind: .api, host: "x.example"),
            retrieved: Timestamp(seconds: 1_700_100_000))
        for number in 1...count { conversation.add(post(number, "\(number)/\(count) Lens number \(number).")) }
        return try unroll(conversation)
    }

    @Test func gapsStandInTheirPlaces() throws {
        let thread = try Self.thread(5)
        #expect(thread.completeness == Completeness(state: .complete, found: 5, expected: 5))
        let left = thread.without([PostID("1"): .deleted, PostID("3"): .deleted, PostID("4"): .deleted])
        #expect(left.posts.map(\.id.value) == ["2", "5"])
        #expect(
            left.missing == [
                Thread.Hole(after: nil, count: 1, id: PostID("1"), reason: .gone(.deleted)),
                Thread.Hole(after: PostID("2"), count: 2, id: PostID("3"), reason: .gone(.deleted)),
            ])
        #expect(left.completeness == Completeness(state: .incomplete, found: 2, expected: 5))
        #expect(left.title == "Lens number 2.")
        // As if it had gone at once.
        let first = thread.without([PostID("1"): .deleted, PostID("3"): .deleted])
        #expect(first.without([PostID("4"): .deleted]) == left)
    }

    @Test func whatEachWentForIsToldApart() throws {
        let left = try Self.thread(3).without([PostID("1"): .deleted, PostID("2"): .suspended, PostID("3"): .unknown])
        #expect(left.missing.map(\.reason) == [.gone(.deleted), .gone(.suspended), .gone(.unknown)])
        #expect(left.posts.isEmpty && left.title.isEmpty)
        #expect(left.completeness.state == .incomplete)
    }

    @Test func othersStayAsTheyAre() throws {
        let thread = try Self.thread(3)
        #expect(thread.without([:]) == thread)
        #expect(thread.without([PostID("9"): .deleted]) == thread)
    }

    /// What is quoted somewhere in the thread, at either depth.
    @Test func quotesAreMarkedOrEmptied() throws {
        var (inner, outer) = (Self.post(21, "The first glass."), Self.post(20, "As I said."))
        outer.quote = .post(inner)
        var thread = try Self.thread(2)
        thread.posts[1].quote = .post(outer)
        thread.context = [.post(outer)]
        let gone = [inner.id: Post.Vanished(seen: inner.published, gone: outer.published, because: .suspended)]
        let marked = thread.markingQuotes(gone)
        inner.vanished = gone[inner.id]
        outer.quote = .post(inner)
        #expect(marked.posts[1].quote == .post(outer) && marked.context == [.post(outer)])
        outer.quote = .placeholder(QuotePlaceholder(.suspended, id: inner.id))
        // What a quote itself says is enough.
        for emptied in [thread.withoutVanishedQuotes(gone), marked.withoutVanishedQuotes([:])] {
            #expect(emptied.posts[1].quote == .post(outer) && emptied.context == [.post(outer)])
        }
        #expect(thread.markingQuotes([:]) == thread && thread.withoutVanishedQuotes([:]) == thread)
    }

    @Test func branchesAndAnswersHaveGapsToo() throws {
        var thread = try Self.thread(2)
        thread.branches = [
            Thread.Branch(attachedTo: PostID("1"), posts: [Self.post(8, "Aside."), Self.post(9, "More.")])
        ]
        thread.answers = [Thread.Answer(to: nil, posts: [Self.post(7, "An answer.")])]
        let left = thread.without([PostID("8"): .deleted, PostID("7"): .deleted])
        #expect(left.branches[0].posts.map(\.id.value) == ["9"])
        #expect(left.branches[0].missing.map(\.id) == [PostID("8")])
        #expect(left.answers[0].posts.isEmpty && left.answers[0].missing.count == 1)
        #expect(left.title == thread.title && left.completeness.state == .incomplete)
    }
}
