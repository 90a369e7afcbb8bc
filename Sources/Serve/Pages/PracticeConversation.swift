import Unroll

/// The sample conversation on a network that does not exist.
struct PracticeConversation: Sendable {
    var words: PracticeWords

    static let host = "harbour.example"
    static let start = Timestamp(Timestamp.Parts(year: 2026, month: 3, day: 14, hour: 8))

    /// The address of a post, as somebody would copy it there.
    func link(to post: Int) -> String {
        "https://\(PracticeConversation.host)/@\(words.people[words.posts[post].person].handle)/\(post + 1)"
    }

    var conversation: Conversation {
        var conversation = Conversation(
            network: .mastodon, anchor: id(0), root: id(0),
            source: Source(kind: .api, host: PracticeConversation.host), retrieved: time(words.posts.count))
        for (number, post) in words.posts.enumerated() {
            let parent = post.parent.map { Post.Parent(id: id($0), author: author(of: $0).id) }
            if let text = post.text {
                var entry = Post(
                    id: id(number), author: author(of: number), published: time(number), parent: parent, text: text)
                entry.language = "en"
                conversation.add(entry)
            } else {
                conversation.add(
                    Tombstone(
                        id: id(number), reason: .deleted, author: author(of: number).id, parent: parent,
                        order: time(number).milliseconds * 1000))
            }
        }
        return conversation
    }

    func author(of post: Int) -> Author {
        let person = words.people[words.posts[post].person]
        return Author(
            id: Author.ID("https://\(PracticeConversation.host)/users/\(person.handle)"),
            handle: "\(person.handle)@\(PracticeConversation.host)", name: person.name)
    }

    func time(_ post: Int) -> Timestamp { PracticeConversation.start.advanced(byMilliseconds: Int64(post) * 240_000) }

    private func id(_ post: Int) -> PostID {
        PostID(
            "https://\(PracticeConversation.host)/users/\(words.people[words.posts[post].person].handle)/\(post + 1)")
    }
}
