import Simulated
import Testing

@testable import Unroll

/// Conversations nobody would write: what must hold of every thread, whatever the input.
@Suite struct UnrollFuzzTests {
    @Test func nothingIsLostOrShownTwice() throws {
        var random = SplitMix(seed: 5)
        for round in 0..<FuzzRounds.count(usually: 3000) {
            let conversation = Self.conversation(&random)
            guard let thread = try? unroll(conversation) else { continue }
            let shown = (thread.posts + thread.branches.flatMap(\.posts) + thread.answers.flatMap(\.posts)).map(\.id)
            let own = conversation.posts.filter { $0.author.id == thread.author.id }.map(\.id)
            #expect(shown.sorted() == own.sorted(), "round \(round)")
            #expect(
                thread.missing.allSatisfy { hole in
                    hole.after.map { id in thread.posts.contains { $0.id == id } } ?? true
                })
            let aside =
                thread.branches.map { ($0.posts, $0.missing) } + thread.answers.map { ($0.posts, $0.missing) }
            for (posts, missing) in aside {
                #expect(missing.allSatisfy { hole in hole.after.map { id in posts.contains { $0.id == id } } ?? true })
            }
            let hasHoles = !thread.missing.isEmpty || aside.contains { !$0.1.isEmpty }
            #expect((thread.completeness.state == .incomplete) == hasHoles)
        }
    }

    @Test func everyPostOfTheLineLeadsToTheSameThread() throws {
        var random = SplitMix(seed: 6)
        for round in 0..<FuzzRounds.count(usually: 1000) {
            var conversation = Self.conversation(&random)
            conversation.root = conversation.entries.first?.id
            conversation.anchor = conversation.entries[0].id
            guard let thread = try? unroll(conversation) else { continue }
            for post in thread.posts {
                conversation.anchor = post.id
                var other = try unroll(conversation)
                other.anchor = thread.anchor
                #expect(other == thread, "round \(round), from \(post.id)")
            }
        }
    }

    @Test func orderOfArrivalDoesNotMatter() throws {
        var random = SplitMix(seed: 7)
        for round in 0..<FuzzRounds.count(usually: 1000) {
            let conversation = Self.conversation(&random)
            var shuffled = Conversation(
                network: .x, anchor: conversation.anchor, root: conversation.root, source: conversation.source,
                retrieved: conversation.retrieved)
            for entry in conversation.entries.shuffled(using: &random) { shuffled.add(entry) }
            let (one, two) = (ThreadCase.outcome(of: conversation), ThreadCase.outcome(of: shuffled))
            #expect(one["posts"] == two["posts"] && one["key"] == two["key"], "round \(round)")
        }
    }

    static func conversation(_ random: inout SplitMix) -> Conversation {
        let count = Int.random(in: 1...14, using: &random)
        let authors = ["ana", "ana", "ana", "bob"]
        var conversation = Conversation(
            network: .x, anchor: PostID(String(Int.random(in: 0..<count, using: &random))),
            root: Bool.random(using: &random) ? PostID("0") : nil, source: Source(kind: .api, host: "x.example"),
            retrieved: Timestamp(seconds: 0))
        var writer: [String] = []
        for _ in 0..<count + 3 { writer.append(authors.randomElement(using: &random) ?? "ana") }
        for index in 0..<count {
            let id = PostID(String(index))
            let parent = Self.parent(of: index, count, writer, &random)
            let author = Author.ID(writer[index])
            if Int.random(in: 0..<6, using: &random) == 0 {
                let known = Bool.random(using: &random)
                conversation.add(
                    Tombstone(
                        id: id, reason: .deleted, author: known ? author : nil, parent: known ? parent : nil,
                        order: Int64(index * 10)))
            } else {
                let text = Bool.random(using: &random) ? "\(Int.random(in: 1...count, using: &random))/ text" : "text"
                conversation.add(
                    Post(
                        id: id, author: Author(id: author, handle: author.value),
                        published: Timestamp(seconds: Int64(index)),
                        order: Int64(index * 10), parent: parent, text: text))
            }
        }
        return conversation
    }

    private static func parent(
        of index: Int, _ count: Int, _ writer: [String], _ random: inout SplitMix
    ) -> Post.Parent? {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: return nil
        case 1: return Post.Parent(id: nil, author: Author.ID("ana"))
        case 2: return Post.Parent(id: PostID(String(count + 1)), author: Author.ID(writer[count + 1]))
        case 3:
            let any = Int.random(in: 0..<count, using: &random)
            return Post.Parent(id: PostID(String(any)), author: Author.ID(writer[any]))
        default:
            guard index > 0 else { return nil }
            let earlier = max(0, index - Int.random(in: 1...3, using: &random))
            return Post.Parent(id: PostID(String(earlier)), author: Author.ID(writer[earlier]))
        }
    }
}

extension Conversation {
    mutating func add(_ entry: Entry) {
        switch entry {
        case .post(let post): add(post)
        case .tombstone(let tombstone): add(tombstone)
        }
    }
}
