import Unroll

/// A conversation of any size with invented posts.
enum SyntheticConversation {
    enum Shape: String, CaseIterable {
        /// One chain by one author, as deep as there are posts.
        case chain
        /// A tenth of the posts are the author's chain; others answer it, and the author answers some of them.
        case lively
        /// A chain in which every tenth post was deleted, so that what follows answers a post that is not there.
        case torn
    }

    static func make(_ shape: Shape, count: Int) -> Conversation {
        let source = Source(kind: .api, host: "bench.example")
        var conversation = Conversation(
            network: .x, anchor: id(0), root: id(0), source: source, retrieved: Timestamp(seconds: 1_790_000_000))
        for number in 0..<count {
            if shape == .torn, number % 10 == 9 {
                conversation.add(Tombstone(id: id(number), reason: .deleted, author: writer.id))
            } else {
                conversation.add(post(number, shape))
            }
        }
        return conversation
    }

    static func post(_ number: Int, _ shape: Shape) -> Post {
        let (parent, author) = place(number, shape)
        var post = Post(
            id: id(number), url: Link("https://x.com/writer/status/\(id(number).value)"), author: author,
            published: Timestamp(seconds: 1_780_000_000 + Int64(number)), order: Int64(number),
            parent: parent.map { Post.Parent(id: id($0.number), author: $0.author.id) },
            text: "Post \(number) of a long walk along the shore, with a link to example.org/\(number) in it.")
        post.language = "en"
        return post
    }

    private static let writer = Author(id: Author.ID("1"), handle: "writer", name: "A Writer")
    private static let reader = Author(id: Author.ID("2"), handle: "reader", name: "A Reader")

    private static func id(_ number: Int) -> PostID { PostID(String(1_700_000_000_000_000_000 + number)) }

    /// What a post answers, and who wrote it.
    private static func place(_ number: Int, _ shape: Shape) -> (parent: (number: Int, author: Author)?, author: Author)
    {
        if number == 0 { return (nil, writer) }
        switch shape {
        case .chain, .torn: return ((number - 1, writer), writer)
        case .lively:
            let link = number - number % 10
            switch number % 10 {
            case 0: return ((number - 10, writer), writer)
            case 5: return ((number - 1, reader), writer)
            default: return ((link, writer), reader)
            }
        }
    }
}
