import Testing
import Unroll

/// Conversations that would take minutes, or the stack, if anything grew with the square of the posts or recursed over their depth.
@Suite struct UnrollScaleTests {
    private let author = Author(id: Author.ID("ana"), handle: "ana")

    private func conversation(_ count: Int, _ entry: (Int) -> Conversation.Entry) -> Conversation {
        var conversation = Conversation(
            network: .x, anchor: id(0), root: id(0), source: Source(kind: .api, host: "x.example"),
            retrieved: Timestamp(seconds: 0))
        for number in 0..<count { conversation.add(entry(number)) }
        return conversation
    }

    private func id(_ number: Int) -> PostID { PostID(String(1_000_000 + number)) }

    private func parent(of number: Int) -> Post.Parent? {
        number == 0 ? nil : Post.Parent(id: id(number - 1), author: author.id)
    }

    private func post(_ number: Int, _ text: String) -> Conversation.Entry {
        .post(
            Post(
                id: id(number), author: author, published: Timestamp(seconds: Int64(number)),
                parent: parent(of: number),
                text: text))
    }

    private func gone(_ number: Int) -> Conversation.Entry {
        .tombstone(
            Tombstone(
                id: id(number), reason: .deleted, author: author.id, parent: parent(of: number),
                order: Int64(number) * 1_000_000))
    }

    @Test func aDeepChainIsALoop() throws {
        let thread = try unroll(conversation(30_000) { post($0, "on") })
        #expect(thread.posts.count == 30_000)
        #expect(thread.completeness.state == .complete)
    }

    @Test func aLongRowOfMissingPostsIsOneHole() throws {
        let last = 30_000
        let thread = try unroll(
            conversation(last + 1) { number in
                number == 0 ? post(0, "1/ and") : number == last ? post(last, "2/ so on") : gone(number)
            })
        #expect(thread.posts.map(\.text) == ["1/ and", "2/ so on"])
    }

    @Test func manyThreadsInARowBeginWithOne() throws {
        let thread = try unroll(conversation(30_000) { post($0, $0 < 15_000 ? "on" : "1/ again") })
        #expect(thread.posts.count == 30_000)
    }

    @Test func manyFragmentsAreJoined() throws {
        let thread = try unroll(
            conversation(30_000) {
                $0 % 5 == 3 ? .tombstone(Tombstone(id: id($0), reason: .deleted)) : post($0, "\($0 + 1)/")
            })
        #expect(thread.posts.count == 24_000)
        #expect(thread.missing.count == 6_000)
    }
}
